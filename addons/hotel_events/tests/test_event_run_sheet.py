from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .work_case import BEGIN, NOW, WorkCase, at


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventRunSheet(WorkCase):
    def test_the_template_fills_the_run_sheet_once(self):
        """H6: times count from the event's beginning; loading it again adds nothing, another kind adds its own."""
        order = self.order(kind=self.kind)
        items = order.event_id.hotel_item_ids
        self.assertEqual(
            [(item.name, item.start, item.stop) for item in items],
            [("Sign-in", at(17, 30), at(18)), ("Dinner", at(18), at(20))],
        )
        self.assertEqual((items[0].place_name, items[1].responsible), ("Foyer", "Stage X"))
        order.action_apply_kind()
        self.assertEqual(order.event_id.hotel_item_ids, items)
        order.kind_id = self.kind.copy({"name": "Other"})
        order.action_apply_kind()
        self.assertEqual(len(order.event_id.hotel_item_ids), 4)

    def test_the_run_sheet_speaks_both_languages(self):
        """H6, M4: the template's words come over in every language."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.kind.item_ids[0].with_context(lang="zh_CN").write({"name": "签到", "place": "前厅"})
        item = self.event(kind=self.kind).hotel_item_ids[0]
        self.assertEqual((item.name, item.with_context(lang="zh_CN").name), ("Sign-in", "签到"))
        self.assertEqual(item.with_context(lang="zh_CN").place_name, "前厅")

    def test_overlaps_and_gaps_are_shown(self):
        """H6: one place (a hall and its part), one person (in another event too), empty moments; nothing is refused."""
        event = self.event()
        speech = self.item(event, "Speech", at(18), at(18, 30), room_id=self.room.id, employee_id=self.li.id)
        band = self.item(event, "Band", at(18, 20), at(19), room_id=self.part.id)
        toast = self.item(event, "Toast", at(19, 15), at(19, 30), room_id=self.room.id, employee_id=self.li.id)
        self.assertEqual(speech.overlap, "Lotus Hall / East: also Band, 10:20–11:00")
        self.assertEqual(band.overlap, "Lotus Hall: also Speech, 10:00–10:30")
        self.assertFalse(toast.overlap)
        self.assertEqual((speech.gap_minutes, band.gap_minutes, toast.gap_minutes), (0, 0, 15))
        self.assertEqual((event.hotel_sheet_overlaps, event.hotel_sheet_gaps), (2, 1))
        other = self.event(title="Wedding")
        self.item(other, "Cake", at(19, 20), at(20), employee_id=self.li.id)
        event.invalidate_recordset()
        toast.invalidate_recordset()
        self.assertIn("Li Wei also has Cake (Wedding)", toast.overlap)
        other.sudo().kanban_state = "cancel"
        toast.invalidate_recordset()
        self.assertFalse(toast.overlap)
        lawn = self.event(title="Garden party")
        one = self.item(lawn, "Tea", at(18), at(19), place="Lawn", role_id=self.stage.id)
        two = self.item(lawn, "Band", at(18, 30), at(19, 30), place=" lawn ")
        (speech | toast | one | two).invalidate_recordset()
        self.assertEqual([bool(item.overlap) for item in speech | toast | one | two], [True, False, True, True])
        self.assertEqual(one.new({}).minutes, 0)
        self.assertEqual(one._get_people(), "Stage X")
        self.duty(lawn, self.wang, at(18), at(19), role=self.stage)
        self.duty(lawn, self.chen, at(18), at(19))
        lawn.invalidate_recordset()
        self.assertEqual((one._get_people(), two._get_people()), ("Wang Fang", ""))
        one.employee_id = self.li
        self.assertEqual((one._get_people(), one.responsible), ("Li Wei", "Li Wei"))

    def test_all_overlaps_of_a_sheet_take_the_same_few_queries(self):
        """H6: 60 items cost no more queries than 6."""

        def queries(number):
            event = self.event()
            self.env["hotel.event.item"].create(
                [
                    {"event_id": event.id, "name": str(n), "start": at(8, n * 5), "stop": at(8, n * 5 + 8), "employee_id": self.people[n % 3].id}
                    for n in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            items = self.env["hotel.event.item"].search([("event_id", "=", event.id)])
            before = self.env.cr.sql_log_count
            items.mapped("overlap")
            return self.env.cr.sql_log_count - before

        queries(2)
        few, many = queries(6), queries(60)
        self.assertLessEqual(many, few + 3)

    def test_dragging_keeps_durations_and_shifts_what_follows(self):
        """H6: the button gives the dragged order its times; across midnight."""
        event = self.event()
        one, two, three = (
            self.item(event, name, start, stop, sequence=number)
            for number, (name, start, stop) in enumerate(
                (("Dinner", at(22), at(23, 30)), ("Draw", at(23, 30), at(23, 40)), ("Dance", at(23, 45), at(25))), 1
            )
        )
        three.sequence = 0
        event.action_hotel_line_up()
        self.assertEqual([item.name for item in event.hotel_item_ids.sorted()], ["Dance", "Dinner", "Draw"])
        self.assertEqual([(item.start, item.stop) for item in (three, one, two)], [(at(22), at(23, 15)), (at(23, 15), at(24, 45)), (at(24, 45), at(24, 55))])
        self.assertEqual(three.minutes, 75)

    def test_an_item_that_takes_longer_shifts_what_follows(self):
        """H6: the row's button moves the rest of the sheet, earlier too."""
        event = self.event()
        one = self.item(event, "Speech", at(18), at(18, 30), sequence=1)
        two = self.item(event, "Dinner", at(18, 30), at(20), sequence=2)
        one.minutes = 45
        self.assertEqual(one.stop, at(18, 45))
        one.action_shift_following()
        self.assertEqual((two.start, two.stop), (at(18, 45), at(20, 15)))
        one.minutes = 10
        one.action_shift_following()
        self.assertEqual(two.start, at(18, 10))

    def test_items_are_sorted_by_their_times(self):
        """H6: what was typed in any order."""
        event = self.event()
        late, early = self.item(event, "B", at(20), at(21)), self.item(event, "A", at(18), at(19))
        event.action_hotel_sort_by_time()
        self.assertEqual(event.hotel_item_ids.sorted(), early | late)

    def test_an_item_ends_after_it_begins(self):
        """H6: bad times are refused by the database."""
        with self.assertRaises(Exception) as raised, mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.item(self.event(), "Speech", at(18), at(18))
        self.assertIn("ends_after_it_begins", str(raised.exception))

    def test_the_run_sheet_moves_with_its_event(self):
        """H6: what is over stays."""
        event = self.event(kind=self.kind)
        setup = self.item(event, "Set-up of the stage", at(18, day=30), at(20, day=30))
        with freeze_time(at(21, day=30)):
            event.write({"date_begin": BEGIN + timedelta(days=2, hours=1), "date_end": BEGIN + timedelta(days=2, hours=5)})
        sign_in = event.hotel_item_ids.filtered(lambda item: item.name == "Sign-in")
        self.assertEqual(sign_in.start, at(18, 30) + timedelta(days=2))
        self.assertEqual(setup.start, at(18, day=30))

    def test_who_may_write_a_run_sheet(self):
        """H6: whoever works on events; everybody in the house reads it."""
        event = self.event(kind=self.kind)
        item = event.hotel_item_ids[0].with_user(self.users["nobody"])
        self.assertEqual(item.name, "Sign-in")
        for work in (lambda: item.write({"name": "X"}), item.action_shift_following, item.event_id.action_hotel_line_up):
            with self.assertRaises(AccessError):
                work()
        item.with_user(self.head).name = "Guests sign in"

    def test_the_template_link_is_the_servers(self):
        """H6: nobody forges where an item came from, so that a template is not loaded in part."""
        event = self.event(kind=self.kind)
        with self.assertRaises(AccessError):
            event.hotel_item_ids[0].with_user(self.sales).template_id = False

    def test_the_run_sheet_of_the_reference_is_held_as_it_is_written(self):
        """H6: a sheet whose clock slips back in the middle is kept in its order, its overlaps are shown."""
        event = self.event()
        rows = (("Dance", at(20), at(20, 10)), ("First draw", at(18, 15), at(18, 20)), ("Song", at(18, 20), at(18, 25)), ("Dinner", at(18), at(20)))
        event.with_user(self.sales).hotel_item_ids = [
            Command.create({"name": name, "start": start, "stop": stop, "sequence": n, "room_id": self.room.id})
            for n, (name, start, stop) in enumerate(rows)
        ]
        self.assertEqual([item.name for item in event.hotel_item_ids.sorted()], [name for name, *_times in rows])
        self.assertEqual([bool(item.overlap) for item in event.hotel_item_ids.sorted()], [False, True, True, True])

    def test_an_item_is_of_its_own_hotel(self):
        """H6: rooms and people of another hotel are refused."""
        foreign = self.env["hotel.room"].create({"name": "Far", "company_id": self.sister.id})
        with self.assertRaises(UserError) as raised:
            self.item(self.event(), "Speech", at(18), at(19)).sudo().room_id = foreign
        self.assertIn("Far", str(raised.exception))
