import base64
import hashlib
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import hotel_event_archive_document
from .common_after import BEGIN, END, AfterCase, picture

WORDS = {"went_well": "The band", "went_badly": "The lift", "lessons": "Check the lift at noon"}


class FileCase(AfterCase):
    def closing(self, order, user="sales"):
        order.with_user(self.users[user]).action_closing()
        return self.env["hotel.event.closing"].with_user(self.users[user]).search([("order_id", "=", order.id)])

    def item(self, order, name, user="sales"):
        return order.event_id.with_user(self.users[user]).hotel_archive_ids.filtered(lambda item: item.name == name)

    def file(self, order, name="Photos", content=b"photo"):
        return (
            self.env["hotel.event.archive.document"]
            .with_user(self.users["sales"])
            .create({"item_id": self.item(order, name).id, "name": "p.png", "file": base64.b64encode(content)})
        )


@tagged("post_install", "-at_install")
@freeze_time("2026-03-11 01:00:00")
class TestEventClosing(FileCase):
    def test_an_issued_order_has_the_deadline_of_its_closing_report(self):
        """H14: the end of the seventh day after the event, on the hotel's clock; the coordinator is responsible."""
        with freeze_time("2026-03-02 01:00:00"):
            order = self.issued()
            clock = self.clock(order)
        self.assertEqual((clock.due, clock.owner_id), (datetime(2026, 3, 17, 15, 59, 59), self.users["sales"]))

    def clock(self, order):
        return self.env["hotel.clock"].search([("res_model", "=", order._name), ("res_id", "=", order.id), ("kind", "=", "closing")])

    def test_the_deadline_moves_with_the_event_and_ends_with_a_cancellation(self):
        """H14: a moved event has a later report; a cancelled one none; a new coordinator takes it over."""
        with freeze_time("2026-03-02 01:00:00"):
            order = self.issued()
            order.event_id.sudo().write({"date_begin": BEGIN + timedelta(days=3), "date_end": END + timedelta(days=3)})
            self.assertEqual(self.clock(order).due, datetime(2026, 3, 20, 15, 59, 59))
            order.coordinator_id = self.users["sales_head"]
            self.assertEqual(self.clock(order).owner_id, self.users["sales_head"])
            order._go("cancelled")
            self.assertTrue(self.clock(order).stopped)

    def test_the_days_of_the_report_are_the_hotels_setting(self):
        """H14, M6: three days where the hotel says so."""
        self.company.hotel_event_closing_days = 3
        with freeze_time("2026-03-02 01:00:00"):
            self.assertEqual(self.clock(self.issued()).due, datetime(2026, 3, 13, 15, 59, 59))

    def test_the_report_is_written_when_the_event_has_ended(self):
        """H14: not before; once; by its coordinator."""
        order = self.held()
        with freeze_time("2026-03-10 12:59:00"), self.assertRaises(UserError):
            order.action_closing()
        cancelled = self.issued()
        cancelled._go("cancelled")
        with self.assertRaises(UserError):
            cancelled.action_closing()
        for user in ("nobody", "finance", "auditor"):
            with self.subTest(user=user), self.assertRaises(AccessError):
                order.with_user(self.users[user]).action_closing()
        with freeze_time(END):
            first = self.closing(order, "sales_head")
        self.assertEqual((first.author_id, first.state), (self.users["sales"], "draft"))
        self.assertEqual(self.closing(order), first)
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.UniqueViolation), self.env.cr.savepoint():
            first.sudo().copy({"order_id": order.id, "author_id": self.env.uid})

    def test_a_report_is_late_from_the_second_after_its_deadline(self):
        """H14: and stays so when it was handed in late."""
        order = self.held()
        closing = self.closing(order)
        due = closing.due_at
        for late, moment in ((False, due), (True, due + timedelta(seconds=1))):
            with freeze_time(moment):
                closing.invalidate_recordset()
                self.assertIs(closing.late, late)
        closing.write(WORDS)
        with freeze_time(due):
            closing.action_submit()
        with freeze_time(due + timedelta(days=9)):
            closing.invalidate_recordset()
            self.assertFalse(closing.late)
        order.sudo().coordinator_id = self.users["sales_head"]
        self.assertEqual(closing.author_id, self.users["sales"], "who wrote it stays its author")

    def test_an_empty_report_is_not_handed_in(self):
        """H14: the error names what is not written."""
        closing = self.closing(self.held())
        closing.went_well = "All"
        with self.assertRaises(UserError) as caught:
            closing.action_submit()
        self.assertIn("What did not", str(caught.exception))

    def test_handing_in_stops_the_clock_keeps_the_figures_and_tells_the_general_manager(self):
        """H14, M2: guests, income, deposit, damage as they were; the manager has an activity."""
        order = self.held()
        self.signed(order)
        self.damage(order)
        log = self.env["hotel.event.incident"]
        entry = log.create({"event_id": order.event_id.id, "name": "Power cut", "person": "x", "action": "x"})
        entry.copy({"corrects_id": entry.id})
        entry.copy({"event_id": self.issued().event_id.id})
        closing = self.closing(order)
        self.assertEqual((closing.damage, closing.incidents), (150, 1), "what is not charged yet is no figure of the report")
        closing.write(WORDS)
        for user in ("auditor", "finance"):
            with self.subTest(user=user), self.assertRaises(AccessError):
                closing.with_user(self.users[user]).action_submit()
        closing.action_submit()
        self.assertEqual((closing.guests_guaranteed, closing.guests_actual, closing.damage, closing.budget), (100, 110, 150, 10000))
        self.assertTrue(self.clock(order).stopped)
        self.assertEqual(closing.sudo().activity_ids.user_id, self.users["gm"])
        order.sudo().guests_actual = 500
        closing.invalidate_recordset()
        self.assertEqual(closing.guests_actual, 110)

    def test_what_was_handed_in_stays(self):
        """H14, M2: no word, no state, no figure changes; the report is not deleted."""
        closing = self.closing(self.held())
        closing.write(WORDS)
        for values in ({"state": "seen"}, {"figures": {}}, {"author_id": self.users["gm"].id}, {"submitted_at": False}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                closing.write(values)
        closing.action_submit()
        with self.assertRaises(UserError):
            closing.went_well = "Other"
        with self.assertRaises(UserError):
            closing.action_submit()
        with self.assertRaises(UserError):
            closing.sudo().unlink()

    def test_the_general_manager_alone_signs_it_off_with_a_remark(self):
        """H14: seen by the GM, by nobody else, and only what was handed in."""
        closing = self.closing(self.held())
        gm = closing.with_user(self.users["gm"])
        with self.assertRaises(UserError):
            gm.action_seen()
        with self.assertRaises(AccessError):
            closing.remark = "Well done"
        closing.write(WORDS)
        closing.action_submit()
        for user in ("sales", "sales_head", "auditor"):
            with self.subTest(user=user), self.assertRaises(AccessError):
                closing.with_user(self.users[user]).action_seen()
        with self.assertRaises(AccessError):
            closing.with_user(self.users["sales_head"]).remark = "I say so"
        self.assertEqual((gm.can_remark, closing.with_user(self.users["sales_head"]).can_remark), (True, False))
        gm.remark = "Well done"
        gm.action_seen()
        self.assertFalse(gm.can_remark)
        self.assertEqual((closing.state, closing.seen_by_id, closing.remark), ("seen", self.users["gm"], "Well done"))
        self.assertFalse(closing.sudo().activity_ids)
        with self.assertRaises(AccessError):
            gm.remark = "Or not"

    def test_another_salesperson_reads_the_report_and_does_not_write_it(self):
        """H14: the author writes, and the sales head."""
        closing = self.closing(self.held())
        other = self._new_user("other", "hotel_base.group_sales")
        self.assertEqual(closing.with_user(other).state, "draft")
        with self.assertRaises(AccessError):
            closing.with_user(other).write(WORDS)
        closing.with_user(self.users["sales_head"]).write(WORDS)
        with self.assertRaises(AccessError):
            closing.with_user(self.users["nobody"]).read(["state"])

    def test_the_report_is_printed_in_both_languages(self):
        """H14, M3: titles, words and figures."""
        self.env["res.lang"]._activate_lang("zh_CN")
        closing = self.closing(self.held())
        closing.write(WORDS)
        closing.action_submit()
        for lang, title in (("en_US", "Closing report of an event"), ("zh_CN", "活动总结报告")):
            html, _kind = self.env["ir.actions.report"].with_context(lang=lang)._render_qweb_html("hotel_events.report_event_closing", closing.ids)
            for text in (title, "The lift", "110", "Annual dinner"):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())


@tagged("post_install", "-at_install")
@freeze_time("2026-03-11 01:00:00")
class TestEventFile(FileCase):
    def test_an_event_gets_the_list_of_its_kind_or_the_common_one(self):
        """H14: contract, guest list and costs at least."""
        self.assertEqual(self.issued().event_id.hotel_archive_ids.mapped("name"), ["Contract", "Guests", "Photos"])
        common = self.issued(kind_id=False).event_id.hotel_archive_ids
        self.assertEqual(common.mapped("check"), ["offer", "guests", "costs"])

    def test_another_kind_brings_another_list(self):
        """H14: what was asked for before goes, unless something was filed for it."""
        order = self.issued()
        self.file(order)
        self.item(order, "Guests", "sales_head").waive_reason = "A handful of friends"
        self.item(order, "Guests", "sales_head").action_waive()
        self.env["hotel.event.archive.item"].with_user(self.users["sales"]).create({"event_id": order.event_id.id, "name": "Menu"})
        order.sudo().kind_id = False
        order._go("done")
        self.assertTrue(order.sudo().event_id.hotel_feedback_token, "held: guests are asked")
        kept, common = {"Photos", "Guests", "Menu"}, {"Signed offer or contract", "Guest list", "Final invoice and costs"}
        self.assertEqual(set(order.event_id.hotel_archive_ids.mapped("name")), kept | common)

    def test_the_server_finds_what_it_can(self):
        """H14: the signed offer by itself, the guest list when there is one, photos never."""
        order = self.issued()
        self.assertIn("Ms Lin", self.item(order, "Contract").found)
        self.assertFalse(self.item(order, "Guests").complete)
        self.env["event.registration"].create({"event_id": order.event_id.id, "name": "Guest"})
        order.event_id.invalidate_recordset()
        self.item(order, "Guests").invalidate_recordset()
        self.assertTrue(self.item(order, "Guests").complete)
        self.assertFalse(self.item(order, "Photos").complete)
        event = order.sudo().event_id
        event.registration_ids.action_cancel()
        found = {check: event._hotel_check_archive(check) for check in ("guests", "run_sheet", "costs", "feedback", "closing")}
        self.assertFalse(any(found.values()), found)
        self.env["hotel.event.item"].create({"event_id": event.id, "name": "Speech", "start": BEGIN, "stop": END})
        event._hotel_new_answer("guest").state = "done"
        order._go("done")
        closing = self.closing(order)
        event.invalidate_recordset()
        found = {check: bool(event._hotel_check_archive(check)) for check in ("document", "run_sheet", "costs", "feedback", "closing")}
        self.assertEqual(found, {"document": False, "run_sheet": True, "costs": False, "feedback": True, "closing": False})
        closing.write(WORDS)
        closing.action_submit()
        self.assertTrue(event._hotel_check_archive("closing"))
        order.sudo().sale_order_id.state = "draft"
        self.assertFalse(event._hotel_check_archive("offer"))

    def test_an_offer_that_nobody_signed_is_no_contract(self):
        """H14: confirmed by ourselves is not enough; the scan of the paper is."""
        order = self.issued()
        order.sudo().sale_order_id.signed_by = False
        self.assertFalse(self.item(order, "Contract").complete)
        self.file(order, "Contract")
        self.assertTrue(self.item(order, "Contract").complete)

    def test_a_filed_document_keeps_its_sha256_and_never_changes(self):
        """H14, M2: no other file, no other name, no deletion; an altered file is found."""
        document = self.file(self.issued())
        self.assertEqual(document.sha256, hashlib.sha256(b"photo").hexdigest())
        for values in ({"file": base64.b64encode(b"x")}, {"name": "x"}, {"item_id": self.item(self.issued(), "Photos").id}):
            with self.subTest(values=list(values)), self.assertRaisesRegex(UserError, "not changed"):
                document.sudo().write(values)
        with self.assertRaises(AccessError):
            self.env["hotel.event.archive.document"].with_user(self.users["sales"]).create(
                {"item_id": document.item_id.id, "name": "x", "file": base64.b64encode(b"x"), "sha256": "0"}
            )
        with self.assertRaises(UserError):
            document.sudo().unlink()
        self.assertFalse(document.sudo()._get_changed())
        self.env["ir.attachment"].sudo().search([("res_model", "=", document._name), ("res_id", "=", document.id), ("res_field", "=", "file")]).raw = b"y"
        document.invalidate_recordset()
        self.assertEqual(document.sudo()._get_changed(), document.sudo())

    def test_an_empty_document_is_refused(self):
        """H14: the error names the file and the size; one that is too large is, too."""
        order = self.issued()
        with patch.object(hotel_event_archive_document, "MAX_BYTES", 4):
            for content in (b"", b"12345"):
                with self.subTest(content=content), self.assertRaises(ValidationError):
                    self.file(order, content=content)
            self.file(order, content=b"1234")

    def test_the_sales_head_waives_an_item_with_a_reason(self):
        """H14: not the salesperson; not without a reason; the list's own items are not deleted."""
        order = self.issued()
        photos = self.item(order, "Photos")
        photos.waive_reason = "The customer wants none"
        with self.assertRaises(AccessError):
            photos.action_waive()
        with self.assertRaises(AccessError):
            photos.waived_at = datetime(2026, 3, 1)
        with self.assertRaises(UserError):
            photos.unlink()
        with self.assertRaises(UserError):
            self.item(order, "Guests", "sales_head").action_waive()
        with self.assertRaises(UserError):
            photos.name = "Photos, if any"
        photos.with_user(self.users["sales_head"]).action_waive()
        self.assertTrue(photos.complete)
        added, filed = photos.create([{"event_id": order.event_id.id, "name": name} for name in ("Menu", "Plan")])
        added.name = "Menu card"
        self.file(order, "Plan")
        with self.assertRaises(UserError):
            filed.unlink()
        added.unlink()
        with self.assertRaises(UserError):
            photos.waive_reason = "We lost them"

    def test_an_order_is_not_settled_before_its_file_is_complete(self):
        """H14: the error names what is missing: items, the closing report, open damage."""
        order = self.held()
        self.damage(order)
        waived = self.damage(order, user="department_head", waive_reason="Old")
        waived.action_waive()
        self.closing(order)
        self.assertFalse(self.issued().settle_problems, "nothing is asked before the event was held")
        self.assertNotIn(waived.name, order._get_settle_problems()[-1])
        with self.assertRaises(UserError) as caught:
            order._go("settled")
        for word in ("Guests", "Photos", "closing report", "Wine glass"):
            self.assertIn(word, str(caught.exception))
        self.assertIn("Photos", order.settle_problems)
        self.assertEqual(order.state, "done")

    def test_a_settled_order_closes_its_file(self):
        """H14, M2: what was there is kept in words, nothing comes in or goes out."""
        order = self.held()
        self.env["event.registration"].create({"event_id": order.event_id.id, "name": "Guest"})
        self.file(order)
        own, waived = self.item(order, "Photos").create([{"event_id": order.event_id.id, "name": name} for name in ("Menu", "Plan")])
        self.file(order, "Menu")
        waived.waive_reason = "No plan was drawn"
        waived.with_user(self.users["sales_head"]).action_waive()
        closing = self.closing(order)
        closing.write(WORDS)
        closing.action_submit()
        order._go("settled")
        self.assertEqual(order.state, "settled")
        self.assertIn(hashlib.sha256(b"photo").hexdigest(), self.item(order, "Photos").kept_evidence)
        order.sudo().sale_order_id.signed_by = False
        self.assertIn("Ms Lin", self.item(order, "Contract").found)
        with self.assertRaises(UserError):
            self.file(order)
        with self.assertRaises(UserError):
            self.item(order, "Photos").waive_reason = "x"
        stray = self.env["hotel.event.archive.item"].with_user(self.users["sales"]).create({"event_id": self.issued().event_id.id, "name": "Menu"})
        elsewhere = stray.event_id.id
        self.assertIn("No plan was drawn", self.item(order, "Plan").kept_evidence)
        for work in (
            lambda: stray.write({"event_id": order.event_id.id}),
            lambda: own.write({"event_id": elsewhere}),
            waived.unlink,
            self.item(order, "Contract", "sales_head").action_waive,
        ):
            with self.assertRaisesRegex(UserError, "is closed"):
                work()
        with self.assertRaises(UserError):
            self.env["hotel.event.archive.item"].with_user(self.users["sales"]).create({"event_id": order.event_id.id, "name": "More"})
        with self.assertRaises(UserError):
            self.damage(order, photo=picture())


@tagged("post_install", "-at_install")
@freeze_time("2026-03-09 01:00:00")
class TestOrdersOnTheDaySheet(AfterCase):
    def test_the_guests_who_are_expected_stand_on_the_sheet(self):
        """H5, H9: issued orders with number, customer, phone and guests; drafts and cancelled ones are not told."""
        order = self.issued(contact_phone="138 0158 1002")
        self.order(title="Draft")
        self.issued(title="Off")._go("cancelled")
        sheet = self.env["hotel.day.sheet"].with_user(self.users["nobody"]).create(
            {"company_id": self.company.id, "date_from": "2026-03-10", "days": 1}
        )
        rows = [row for _day, hours in sheet._get_hourly() for hour, rows in hours for row in rows if row["kind"] == "Guests arrive"]
        self.assertEqual([(row["at"], row["guests"]) for row in rows], [("18:00", 100)])
        for text in (order.name, "Annual dinner", "Yunfan", "138 0158"):
            self.assertIn(text, rows[0]["what"])
