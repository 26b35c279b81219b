from datetime import timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .event_case import BEGIN, END, NOW, EventCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventIssue(EventCase):
    def acknowledgements(self, order, state="waiting"):
        return order.sudo().acknowledgement_ids.filtered(lambda row: row.state == state)

    def with_requirements(self):
        order = self.paid()
        order.requirement_ids = [
            Command.create({"department_id": self.department_fb.id, "text": "Menu A, tea at 18:00"}),
            Command.create({"department_id": self.department_rooms.id, "text": "Ten rooms"}),
            Command.create({"text": "Guests enter from the garden"}),
        ]
        return order

    def test_each_issue_has_a_number_and_each_department_confirms_it(self):
        """H5: issue 1 asks both departments; only their managers confirm; issue 2 replaces what still waits."""
        order = self.with_requirements()
        order.action_issue()
        self.assertEqual((order.revision, order.asked_count), (1, 2))
        of_fb = self.acknowledgements(order).filtered(lambda row: row.department_id == self.department_fb)
        with self.assertRaises(UserError):
            self.as_(self.head_rooms, of_fb).action_acknowledge()
        self.as_(self.head_fb, of_fb).action_acknowledge()
        order.invalidate_recordset()
        self.assertEqual((order.acknowledged_count, order.unacknowledged_count), (1, 1))
        order.guests_guaranteed = 80
        order.action_issue()
        self.assertEqual((order.revision, len(self.acknowledgements(order)), len(self.acknowledgements(order, "void"))), (2, 2, 1))

    def test_an_issue_that_says_nothing_new_is_refused(self):
        """H5: a number is given for a change alone."""
        order = self.with_requirements()
        order.action_issue()
        self.assertFalse(order.changed_since_issue)
        with self.assertRaisesRegex(UserError, "Nothing has changed"):
            order.action_issue()
        order.contact_phone = "+86 1"
        self.assertTrue(order.changed_since_issue)
        order.action_issue()

    def test_another_language_is_no_change(self):
        """H5: who reads the order in Chinese, where departments stand in another order, is not told that it has changed."""
        self.env["res.lang"]._activate_lang("zh_CN")
        order = self.with_requirements()
        order.action_issue()
        self.department_fb.with_context(lang="zh_CN").name = "Z"
        self.department_rooms.with_context(lang="zh_CN").name = "A"
        self.env.invalidate_all()
        chinese = order.with_context(lang="zh_CN")
        self.assertEqual(chinese.department_ids.mapped("name"), ["A", "Z"])
        self.assertFalse(chinese.changed_since_issue)

    def test_each_department_sees_what_is_new_for_it(self):
        """H5: the kitchen is told of the menu, not of the rooms; both of the number of guests."""
        order = self.with_requirements()
        order.action_issue()
        order.guests_guaranteed = 80
        order.requirement_ids[0].text = "Menu B, tea at 18:00"
        order.requirement_ids[1].text = "Twelve rooms"
        order.action_issue()
        issue = self.as_(self.head_fb, order).issue_ids[0]
        self.assertIn("Menu B, tea at 18:00 (before: Menu A, tea at 18:00)", issue.my_difference)
        self.assertIn("Guaranteed guests: 80 (before: 50)", issue.my_difference)
        self.assertNotIn("Twelve rooms", issue.my_difference)
        self.assertIn("Twelve rooms", issue.difference)
        of_rooms = issue.sudo()._get_changes_of(self.department_rooms)
        self.assertEqual(set(of_rooms.mapped("after")), {"80", "Twelve rooms"})

    def test_a_department_that_is_not_concerned_any_more_is_told(self):
        """H5: who was told to work is told that it need not."""
        order = self.with_requirements()
        order.action_issue()
        order.department_ids = self.department_fb
        order.action_issue()
        self.assertEqual(self.acknowledgements(order).department_id, self.department_fb | self.department_rooms)

    def test_the_rooms_are_part_of_what_is_told(self):
        """H5, H9: a booked room stands on the order; another room is a change."""
        order = self.with_requirements()
        room = self.env["hotel.room"].sudo().create({"name": "Lotus", "company_id": self.company.id})
        booking = self.env["hotel.room.booking"].sudo().create(
            {"name": "Dinner", "room_id": room.id, "company_id": self.company.id, "start": BEGIN, "stop": END, "event_id": order.event_id.id}
        )
        section = next(each for each in order._get_beo_sections() if each["key"] == "rooms")
        self.assertEqual(section["rows"][0][:3], [room.display_name, "2026-05-08 18:00", "2026-05-08 21:00"])
        order.action_issue()
        booking.stop = END + timedelta(hours=1)
        order.invalidate_recordset()
        self.assertTrue(order.changed_since_issue)

    def test_the_nearer_the_day_the_sooner_it_is_confirmed_and_escalated(self):
        """H5: a month ahead within a day, on the last day within half an hour; then the superior is told."""
        order = self.with_requirements()
        order.action_issue()
        far = self.acknowledgements(order)[0].due
        self.assertEqual(str(far), "2026-04-10 02:00:00")
        with freeze_time("2026-05-08 08:00:00"):
            order.guests_guaranteed = 55
            order.action_issue()
            near = self.acknowledgements(order)[0]
            self.assertEqual(str(near.due), "2026-05-08 08:30:00")
            clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", near._name), ("res_id", "in", self.acknowledgements(order).ids)])
            self.assertEqual(clocks.mapped("stopped"), [False, False])
        with freeze_time("2026-05-08 08:31:00"):
            clocks._tell_late(clocks.env["hotel.clock"]._fields["due"].now())
            self.assertEqual(clocks.escalated_to_id, self.gm)

    def test_an_event_that_comes_nearer_is_confirmed_sooner(self):
        """H5: moved from May to tomorrow, what waits is due within two hours or so."""
        order = self.with_requirements()
        order.action_issue()
        order.write({"date_begin": "2026-04-09 22:00:00", "date_end": "2026-04-10 01:00:00"})
        waiting = self.acknowledgements(order)
        self.assertEqual(set(map(str, waiting.mapped("due"))), {"2026-04-09 04:00:00"})
        clocks = self.env["hotel.clock"].sudo().search(
            [("res_model", "=", waiting._name), ("res_id", "in", waiting.ids), ("stopped", "=", False)]
        )
        self.assertEqual(set(map(str, clocks.mapped("due"))), {"2026-04-09 04:00:00"})

    def test_a_department_without_a_manager_is_named(self):
        """H5: nobody could confirm for it."""
        order = self.paid()
        self.department_rooms.sudo().manager_id = False
        with self.assertRaisesRegex(UserError, "Nobody can confirm for Rooms division"):
            order.action_issue()

    def test_issues_and_their_changes_are_never_changed(self):
        """H5, M2: nobody writes, makes or deletes them over RPC."""
        order = self.with_requirements()
        order.action_issue()
        order.guests_guaranteed = 80
        order.action_issue()
        for user in (self.sales, self.gm, self.manager):
            mine = self.as_(user, order).issue_ids[0]
            for record, vals in ((mine, {"content": {}}), (mine, {"revision": 9}), (mine.change_ids[0], {"after": "x"})):
                with self.assertRaises(AccessError):
                    record.write(vals)
                with self.assertRaises(AccessError):
                    record.unlink()
        with self.assertRaises(UserError):
            order.sudo().issue_ids.unlink()
        with self.assertRaises(AccessError):
            self.env["hotel.event.issue"].with_user(self.sales).create({"order_id": order.id, "revision": 3})

    def test_the_event_order_is_printed_in_both_languages_with_the_difference_marked(self):
        """H5, M3: head, requirements and the mark of what is new; the difference sheet has a page for each department."""
        self.env["res.lang"]._activate_lang("zh_CN")
        order = self.with_requirements()
        order.action_issue()
        order.requirement_ids[0].text = "Menu B, tea at 18:00"
        order.action_issue()
        for lang, title in (("en", "Event order"), ("zh", "会议/团队接待通知单")):
            html = self.env["ir.actions.report"].with_user(self.head_fb)._render_qweb_html(
                f"hotel_events.report_event_order_{lang}", order.ids
            )[0].decode()
            for words in (title, order.name, "Menu B, tea at 18:00", "o_hotel_new"):
                self.assertIn(words, html)
            sheet = self.env["ir.actions.report"]._render_qweb_html(
                f"hotel_events.report_event_difference_{lang}", order.issue_ids[0].ids
            )[0].decode()
            self.assertIn("Menu B", sheet)
            self.assertIn(self.department_fb.name, sheet)
