"""Reports, their clocks and their review; checks and false callbacks."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_callback import NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackReport(HotelCallbackCommon):
    def _report(self):
        return self._complete(self._one()).report_id

    def test_a_report_is_due_by_the_next_working_day(self):
        """I7: of Friday's callbacks by Monday evening, handed in within three days; clocks run for both."""
        with freeze_time("2026-03-20 04:00:00"):
            report = self._report()
            second = self._complete(self._one(self._customer("Second")))
        self.assertEqual(second.report_id, report, "one report a day and caller")
        self.assertEqual((report.write_due, report.hand_in_due), (datetime(2026, 3, 23, 15, 59, 59), datetime(2026, 3, 23, 15, 59, 59)))
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", report._name), ("res_id", "=", report.id)])
        self.assertEqual(set(clocks.mapped("kind")), {"callback_report", "callback_hand_in"})
        self.assertEqual(clocks.escalate_to_id, self.sales_head)

    def test_a_report_is_written_handed_in_and_reviewed(self):
        """I7: each by whom it belongs to, with an instruction; what is handed in stays as it is."""
        report = self._report()
        mine = report.with_user(self.sales)
        with self.assertRaisesRegex(UserError, "Write what came out"):
            mine.action_hand_in()
        mine.text = "All satisfied, one wants a bigger hall."
        mine.action_hand_in()
        self.assertEqual(report.state, "handed_in")
        self.assertFalse(self.env["hotel.clock"].sudo().search([("res_id", "=", report.id), ("res_model", "=", report._name), ("stopped", "=", False)]))
        with self.assertRaisesRegex(UserError, "handed in"):
            mine.text = "Better"
        with self.assertRaises(AccessError):
            mine.action_review("Well done")
        head = report.with_user(self.sales_head)
        with self.assertRaisesRegex(UserError, "instruction"):
            head.action_review(" ")
        self.assertEqual(report.activity_ids.user_id, self.sales_head)
        head.action_review("Show them the new hall")
        self.assertRecordValues(report, [{"state": "reviewed", "instruction": "Show them the new hall", "reviewed_by_id": self.sales_head.id}])
        self.assertFalse(report.activity_ids)

    def test_a_week_with_the_managers_leave(self):
        """I7: once, with a reason, and by the manager only."""
        report = self._report()
        with self.assertRaises(AccessError):
            report.with_user(self.sales).action_allow_later("Busy")
        head = report.with_user(self.sales_head)
        with self.assertRaisesRegex(UserError, "Say why"):
            head.action_allow_later("")
        head.action_allow_later("Trade fair")
        self.assertEqual(report.hand_in_due, datetime(2026, 3, 25, 15, 59, 59))
        clock = self.env["hotel.clock"].sudo().search([("res_id", "=", report.id), ("kind", "=", "callback_hand_in")])
        self.assertEqual(clock.due, report.hand_in_due)
        with self.assertRaisesRegex(UserError, "no second"):
            head.action_allow_later("Again")

    def test_the_heads_own_report_is_reviewed_by_the_general_manager(self):
        """I7: nobody reviews their own."""
        report = self._complete(self._one(owner=self.sales_head)).report_id
        report.with_user(self.sales_head).text = "Fine"
        report.with_user(self.sales_head).action_hand_in()
        with self.assertRaises(AccessError):
            report.with_user(self.sales_head).action_review("Fine")
        report.with_user(self.gm).action_review("Fine")
        self.assertEqual(report.reviewed_by_id, self.gm)

    def test_a_late_report_is_late_everywhere(self):
        """I7, I10: by the clock, in the list, and for the manager to whom it escalates."""
        report = self._report()
        with freeze_time("2026-03-19 16:00:01"):
            self.env["hotel.clock"].sudo()._tell_chunk(100)
            report.invalidate_recordset()
            self.assertTrue(report.late)
            self.assertIn(report, self.env["hotel.callback.report"].search([("late", "=", True)]))
            clock = self.env["hotel.clock"].sudo().search([("res_id", "=", report.id), ("kind", "=", "callback_report")])
            self.assertEqual((clock.late, clock.escalated_to_id), (True, self.sales_head))


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackSample(HotelCallbackCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.hotel_callback_sample_share = 20

    def _sample(self, count=10, kind="manager", code=None):
        with freeze_time("2026-02-10 04:00:00"):
            for number in range(count):
                self._complete(self._one(self._customer(f"{code} {number}", code)))
        sample = self.env["hotel.callback.sample"].with_user(self.sales_head if kind == "manager" else self.gm).create({
            "kind": kind, "date_from": date(2026, 2, 1) if kind == "manager" else date(2026, 1, 1), "date_to": date(2026, 2, 28),
        })  # fmt: skip
        sample.action_draw()
        return sample

    def test_a_sample_is_drawn_once_and_again_from_its_seed(self):
        """I9: a fifth of ten, from a recorded seed nobody writes; drawing anew gives the same, a second drawing is refused."""
        sample = self._sample()
        self.assertEqual((len(sample.line_ids), sample.population, sample.share), (2, 10, 20))
        self.assertEqual(sample._redraw(), sample.sudo().line_ids.callback_id)
        self.assertEqual(sample.action_verify()["params"]["type"], "success")
        with self.assertRaisesRegex(UserError, "drawn once"):
            sample.action_draw()
        with self.assertRaises(AccessError):
            sample.write({"seed": "0"})
        with self.assertRaises(AccessError):
            sample.create({"date_from": date(2026, 1, 1), "date_to": date(2026, 1, 31), "seed": "0"})
        sample.sudo().seed = "0000"
        others = [sample.action_verify()["params"]["type"]]
        for seed in ("1", "2", "3", "4"):
            sample.sudo().seed = seed
            others.append(sample.action_verify()["params"]["type"])
        self.assertIn("danger", others, "another seed draws others")

    def test_a_sample_waits_until_the_time_is_over(self):
        """I9: a month that still runs is not drawn."""
        sample = self.env["hotel.callback.sample"].with_user(self.sales_head).create({"date_from": date(2026, 3, 1), "date_to": date(2026, 3, 31)})
        with self.assertRaisesRegex(UserError, "when the time is over"):
            sample.action_draw()

    def test_the_executive_office_checks_large_customers(self):
        """I9: VIP and A as they were when the callback was closed."""
        with freeze_time("2026-02-10 04:00:00"):
            self._complete(self._one(self._customer("Small", "D")))
        sample = self._sample(3, "executive", "VIP")
        self.assertEqual(sample.population, 3)
        with self.assertRaises(AccessError):
            sample.line_ids[0].with_user(self.sales_head).action_confirmed()
        sample.line_ids[0].with_user(self.gm).action_confirmed()

    def test_samples_are_drawn_by_the_cron(self):
        """I9: in March for February and for the quarter before, once."""
        self._rule()
        with freeze_time("2026-02-10 04:00:00"):
            self._complete(self._one())
        self.env["hotel.callback.sample"].sudo()._cron_draw()
        self.env["hotel.callback.sample"].sudo()._cron_draw()
        samples = self.env["hotel.callback.sample"].search([("company_id", "=", self.company.id)])
        self.assertRecordValues(samples, [{"kind": "manager", "date_from": date(2026, 2, 1), "date_to": date(2026, 2, 28), "state": "drawn"}])

    def test_a_false_callback_opens_an_incident(self):
        """I16: with what the customer said; decided with a reason, never by who made the callback."""
        sample = self._sample(5)
        line = sample.line_ids
        head = line.with_user(self.sales_head)
        with self.assertRaisesRegex(UserError, "What did the customer say"):
            head.action_result("not_made")
        wizard = self.env["hotel.callback.words"].with_user(self.sales_head).create({
            "model": line._name, "res_id": line.id, "method": "action_result", "argument": "not_made", "text": "Nobody ever called me",
        })  # fmt: skip
        wizard.action_confirm()
        incident = line.incident_id
        self.assertRecordValues(incident, [{"kind": "not_made", "user_id": self.sales.id, "finding": "Nobody ever called me", "state": "open"}])
        self.assertEqual(incident.activity_ids.user_id, self.gm)
        self.assertEqual(sample.state, "done")
        with self.assertRaises(AccessError):
            incident.with_user(self.sales).action_decide("unfounded", "I did call")
        with self.assertRaisesRegex(UserError, "verdict"):
            incident.with_user(self.gm).action_decide("warning", "")
        incident.with_user(self.gm).action_decide("deduction", "The line's record shows no call")
        self.assertRecordValues(incident, [{"state": "decided", "verdict": "deduction", "decided_by_id": self.gm.id}])
        with self.assertRaisesRegex(UserError, "already"):
            incident.with_user(self.gm).action_decide("warning", "Second thoughts")

    def test_nobody_checks_their_own_callbacks(self):
        """I9: the head's own calls are checked by somebody else."""
        with freeze_time("2026-02-10 04:00:00"):
            self._complete(self._one(owner=self.sales_head))
        sample = self.env["hotel.callback.sample"].with_user(self.sales_head).create({"date_from": date(2026, 2, 1), "date_to": date(2026, 2, 28)})
        sample.action_draw()
        with self.assertRaisesRegex(AccessError, "their own"):
            sample.line_ids.with_user(self.sales_head).action_confirmed()

    def test_words_go_only_where_they_may(self):
        """The window with words calls nothing but what is on its list."""
        callback = self._one()
        wizard = self.env["hotel.callback.words"].with_user(self.sales).create(
            {"model": "res.users", "res_id": self.sales.id, "method": "unlink", "text": "x"}
        )
        with self.assertRaises(UserError):
            wizard.action_confirm()
        wizard = self.env["hotel.callback.words"].with_user(self.sales).create(
            {"model": callback._name, "res_id": callback.id, "method": "action_cancel", "text": "x"}
        )
        with self.assertRaises(AccessError):
            wizard.action_confirm()
