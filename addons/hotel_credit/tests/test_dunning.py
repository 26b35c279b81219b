from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_dunning import DUE_DAY, FIRST, SECOND, SUNDAY, THIRD, HotelDunningCommon
from .test_billing import MARCH

FEBRUARY = date(2026, 2, 1)


@tagged("post_install", "-at_install")
class TestDunning(HotelDunningCommon):
    # ------------------------------------------------------------------ G1: when and what

    def test_the_first_notice_comes_on_the_first_working_day_after_the_due_date(self):
        """G1: due on Saturday the 25th, dunned on Monday the 27th, not on the Sunday."""
        self.assertEqual(self.invoice.invoice_date_due, DUE_DAY)
        self.assertFalse(self._issue("2026-04-24 17:00:00", SUNDAY))
        notice = self._issue(FIRST)
        self.assertEqual(len(notice), 1)
        self.assertEqual((notice.due_on, notice.issued_on, notice.late_days), (date(2026, 4, 27), date(2026, 4, 27), 0))
        self.assertEqual((notice.line_ids.move_id, notice.amount, notice.count), (self.invoice, 1000.0, 1))
        self.assertEqual(notice.agreement_id, self.agreement)
        self.assertRegex(notice.name, r"^DN2026-\d{5}$")

    def test_make_up_working_days_count(self):
        """G1, M1: when the hotel works on that Sunday, the notice comes on it."""
        self.env["hotel.workday.exception"].sudo().create(
            {"company_id": self.company.id, "date": date(2026, 4, 26), "working": True, "name": "Make-up day"}
        )
        self.assertEqual(self._issue(SUNDAY).due_on, date(2026, 4, 26))

    def test_another_notice_every_seven_days(self):
        """G1: numbered one after the other, each naming what is still open."""
        notices = self._issue(FIRST, "2026-04-27 17:00:00", SECOND, THIRD)
        self.assertEqual(notices.mapped("due_on"), [date(2026, 4, 27), date(2026, 5, 4), date(2026, 5, 11)])
        self.assertEqual(notices.mapped("count"), [1, 2, 3])
        numbers = [int(name.rpartition("-")[2]) for name in notices.mapped("name")]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 3)))

    def test_the_interval_is_a_setting(self):
        """G1, M6: every 10 days from the next notice on; the one that is planned keeps its day."""
        self._issue(FIRST)
        self.company.sudo().hotel_dunning_interval = 10
        notices = self._issue(SECOND, "2026-05-12 17:00:00", "2026-05-13 17:00:00")
        self.assertEqual(notices.mapped("due_on"), [date(2026, 4, 27), date(2026, 5, 4), date(2026, 5, 14)])

    def test_one_notice_names_all_items_that_are_due_that_day(self):
        """G1: a notice for each agreement, not one for each invoice; other agreements have their own."""
        more = self._bill_more(MARCH, self._other_agreement("Other"))
        self._issue(FIRST)
        first, other = self._notices(), self._notices(more.hotel_agreement_id)
        self.assertEqual((len(first), len(other)), (1, 1))
        self.assertEqual((first.amount, other.amount), (1000.0, 500.0))
        with freeze_time(FIRST):
            self.assertEqual(self.env["hotel.dunning"]._count_due(self.company, date(2026, 4, 27)), 0)

    def test_paid_invoices_are_not_dunned(self):
        """G1: nothing open, no notice; a part paid is not named any more."""
        with freeze_time("2026-04-20 04:00:00"):
            self._pay(400, date(2026, 4, 20))
        notice = self._issue(FIRST)
        self.assertEqual(notice.amount, 600.0)
        with freeze_time("2026-05-01 04:00:00"):
            self._pay(600, date(2026, 5, 1))
        self.assertEqual(self._issue(SECOND), notice)

    def test_credit_notes_and_other_customers_invoices_are_left_alone(self):
        """G1: only what our own documents made is dunned."""
        with freeze_time(FIRST):
            move = self.init_invoice("out_invoice", amounts=[50.0], invoice_date="2026-01-01", post=True)
            self.assertEqual(self.env["hotel.dunning"]._count_due(self.company, date(2026, 4, 27)), 1)
            self.assertFalse(move.hotel_agreement_id)

    # ------------------------------------------------------------------ G3, F7: missed days

    def test_missed_days_are_made_up_for_and_nothing_is_skipped(self):
        """G1, G3, F7: three weeks without a cron: each notice that was due is issued, with both dates."""
        self._issue("2026-04-23 17:00:00")
        self.Run.create({"company_id": self.company.id, "day": date(2026, 4, 24)})
        notices = self._issue(THIRD)
        self.assertEqual(notices.mapped("due_on"), [date(2026, 4, 27), date(2026, 5, 4), date(2026, 5, 11)])
        self.assertEqual(set(notices.mapped("issued_on")), {date(2026, 5, 11)})
        self.assertEqual(notices.mapped("late_days"), [14, 7, 0])
        runs = self.Run.search([("company_id", "=", self.company.id)], order="day")
        self.assertEqual(runs.mapped("day"), [date(2026, 4, 24) + timedelta(days=n) for n in range(18)])
        self.assertEqual(set(runs.mapped("state")), {"done"})
        self.assertTrue(runs[3].made_up)
        self.assertFalse(runs[-1].made_up)

    def test_a_company_that_begins_to_dun_gets_one_late_notice_for_an_old_debt(self):
        """G1, G3: before the first run no day was missed; the rhythm of the due date is kept."""
        notices = self._issue("2026-07-31 17:00:00", "2026-08-02 17:00:00", "2026-08-09 17:00:00")
        self.assertEqual(notices.mapped("due_on"), [date(2026, 4, 27), date(2026, 8, 3), date(2026, 8, 10)])
        self.assertEqual(notices.mapped("issued_on"), [date(2026, 8, 1), date(2026, 8, 3), date(2026, 8, 10)])

    def test_nothing_is_issued_twice(self):
        """G1, F7: a second run of the day is refused, a second go at it issues nothing; the database holds it."""
        notice = self._issue(FIRST, FIRST)
        self.assertEqual(len(notice), 1)
        with freeze_time(FIRST):
            run = notice.run_id
            run._start()
            self.assertEqual(run._work_chunk(), 0)
            self.assertEqual(len(self._notices()), 1)
            with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
                notice.line_ids.copy({"notice_id": notice.id, "item_id": notice.line_ids.item_id.id, "move_id": self.invoice.id,
                                      "due_date": DUE_DAY, "due_on": notice.due_on, "next_on": notice.due_on, "amount": 1})  # fmt: skip

    def test_a_run_works_in_pieces(self):
        """F7, G1: two items at a time; agreements are not torn apart, progress shows."""
        for number in range(3):
            self._bill_more(MARCH, self._other_agreement(f"Firm {number}"))
        with freeze_time(FIRST):
            [run] = self.Run._prepare_due_runs().filtered(lambda run: run.company_id == self.company)
            self.assertEqual(run.total, 4)
            steps = []
            while done := run._work_chunk(2):
                steps.append((done, run.done))
            self.assertEqual(steps, [(2, 2), (2, 4)])
            self.assertEqual((run.state, run.done, run.notice_count), ("done", 4, 4))

    def test_finance_runs_it_by_hand_for_today_only(self):
        """G1: the day of a run by hand is today, whatever the caller says."""
        with freeze_time(FIRST):
            Run = self.env["hotel.dunning.run"].with_user(self.finance)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                Run.create({"day": date(2026, 1, 1)})
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                Run.with_context(default_day="2026-01-01").create({})
            run = Run.create({})
            self.assertEqual(run.day, date(2026, 4, 27))
            run.action_start()
            while run.state == "running":
                run.sudo()._work_chunk()
            self.assertEqual(run.notice_ids, self._notices())
            with self.assertRaises(UserError):
                run.unlink()

    # ------------------------------------------------------------------ G1: to whom, answered

    def test_it_goes_to_who_is_liable_and_who_is_responsible_now(self):
        """G1: the salesperson on the slip's day, and the one who has the agreement today."""
        self.agreement.sudo().user_id = self.sales2
        notice = self._issue(FIRST)
        self.assertEqual(notice.user_ids, self.sales | self.sales2)

    def test_who_has_left_is_not_addressed(self):
        """G1: then whoever is responsible is; with nobody left, the finance head."""
        self.sales.sudo().active = False
        self.assertEqual(self._issue(FIRST).user_ids, self.finance_head)

    def test_it_is_answered_when_all_it_names_is_paid(self):
        """G1: partly paid stays open; paid is answered at once; a payment undone opens it again."""
        notice = self._issue(FIRST)
        with freeze_time("2026-04-29 04:00:00"):
            self._pay(999.99, date(2026, 4, 29))
            self.assertEqual((notice.state, notice.open_amount), ("open", 0.01))
            payment = self._pay(0.01, date(2026, 4, 29))
            self.assertEqual((notice.state, notice.answered_on), ("answered", date(2026, 4, 29)))
            self.assertEqual(set(notice.response_ids.mapped("state")), {"closed"})
            payment.move_id.line_ids.remove_move_reconcile()
            notice.invalidate_recordset()
            self.assertEqual((notice.state, notice.answered_on), ("open", False))

    # ------------------------------------------------------------------ G2

    def test_two_unanswered_in_a_row_suspend_the_agreement(self):
        """G2: one is not enough; the second one unanswered suspends and proposes the termination to finance head and GM."""
        self._issue(FIRST, SECOND)
        self.assertEqual(self.agreement.state, "active")
        self._issue("2026-05-09 17:00:00")
        self.assertEqual(self.agreement.state, "active")
        notices = self._issue(THIRD)
        agreement = self.agreement.sudo()
        self.assertEqual((agreement.state, agreement.suspension_ids.kind), ("suspended", "dunning"))
        self.assertFalse(agreement.suspension_ids.suspended_by_id)
        for number in notices[:2].mapped("name"):
            self.assertIn(number, agreement.suspension_ids.reason)
        self.assertEqual(agreement.termination_proposed_on, date(2026, 5, 11))
        activities = agreement.activity_ids.filtered(
            lambda each: each.activity_type_id == self.env.ref("hotel_credit.mail_activity_termination")
        )
        self.assertEqual(activities.user_id, self.finance_head | self.gm)
        self._issue("2026-05-17 17:00:00", "2026-05-24 17:00:00")
        self.assertEqual(len(agreement.suspension_ids), 1)

    def test_a_full_payment_in_between_starts_the_count_anew(self):
        """G2: paid after the first notice; the next invoice's first unanswered notice does not suspend."""
        self._bill_more(date(2026, 4, 1))
        self._issue(FIRST)
        with freeze_time("2026-04-30 04:00:00"):
            self._pay(1000, date(2026, 4, 30))
        # April's invoice is due on Monday 25 May.
        notices = self._issue("2026-05-25 17:00:00", "2026-06-01 17:00:00")
        self.assertEqual(notices.mapped("count"), [1, 1, 2])
        self.assertEqual(self.agreement.state, "active")
        self._issue("2026-06-08 17:00:00")
        self.assertEqual(self.agreement.state, "suspended")

    def test_a_part_payment_does_not_answer(self):
        """G2: only a full payment does."""
        self._issue(FIRST)
        with freeze_time("2026-04-30 04:00:00"):
            self._pay(900, date(2026, 4, 30))
        self._issue(SECOND, THIRD)
        self.assertEqual(self.agreement.state, "suspended")

    def test_notices_for_different_items_do_not_add_up(self):
        """G2: the same unpaid items; one notice each for two invoices is not two in a row."""
        self._issue(FIRST)
        with freeze_time("2026-05-05 04:00:00"):
            self._pay(1000, date(2026, 5, 5))
        self._bill_more(date(2026, 4, 1))
        self._issue("2026-05-25 17:00:00", "2026-06-01 17:00:00")
        self.assertEqual(self.agreement.state, "active")

    def test_after_a_renewal_the_old_debt_holds_the_new_agreement(self):
        """G2: the firm's running agreement is suspended for what is unpaid of the one before."""
        self.agreement.sudo().write({"state": "expired", "date_end": date(2026, 3, 31)})
        self.env.flush_all()
        renewed = self._make_agreement(date_start=date(2026, 4, 1), signer={"code": "S9"})
        self._issue(FIRST, SECOND, THIRD)
        self.assertEqual((self.agreement.state, renewed.state), ("expired", "suspended"))

    def test_a_lifted_suspension_needs_two_more(self):
        """G2, C6: what the finance head lifts is not suspended again the next night, but after two more."""
        self._issue(FIRST, SECOND, THIRD)
        with freeze_time("2026-05-12 04:00:00"):
            self.agreement.with_user(self.finance_head).action_lift("Promised for June.")
        self.assertFalse(self.agreement.sudo().termination_proposed_on)
        self._issue("2026-05-17 17:00:00", "2026-05-24 17:00:00")
        self.assertEqual(self.agreement.state, "active")
        self._issue("2026-05-31 17:00:00")
        self.assertEqual(self.agreement.state, "suspended")

    def test_the_proposal_ends_with_the_termination(self):
        """G2, C6: the GM terminates with a reason; the activities are done."""
        self._issue(FIRST, SECOND, THIRD)
        with freeze_time("2026-05-12 04:00:00"):
            self.agreement.with_user(self.gm).action_terminate("Dunning not answered.")
        agreement = self.agreement.sudo()
        self.assertEqual((agreement.state, agreement.termination_proposed_on), ("terminated", False))
        self.assertFalse(
            agreement.activity_ids.filtered(
                lambda each: each.activity_type_id == self.env.ref("hotel_credit.mail_activity_termination")
            )
        )

    # ------------------------------------------------------------------ G8

    def test_each_addressee_records_what_they_did(self):
        """G8: within 3 working days; on record it stays."""
        notice = self._issue(FIRST)
        [response] = notice.response_ids
        # Thursday the 30th, the third working day after Monday, to its end in Shanghai.
        self.assertEqual(response.due, fields.Datetime.to_datetime("2026-04-30 15:59:59"))
        clock = self._clock(response)
        self.assertEqual((clock.owner_id, clock.due, clock.kind), (self.sales, response.due, "dunning_response"))
        mine = response.with_user(self.sales)
        with freeze_time("2026-04-28 04:00:00"):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                mine.action_record()
            mine.write({"action": "Called Mr Li: he pays on Thursday.", "promised_on": date(2026, 4, 30)})
            mine.action_record()
            self.assertEqual((response.state, response.late), ("done", False))
            self.assertTrue(clock.stopped)
            self.assertIn("Called Mr Li", str(notice.message_ids[0].body))
            with self.assertRaises(UserError), self.env.cr.savepoint():
                mine.write({"action": "Nothing."})

    def _clock(self, response):
        return self.env["hotel.clock"].sudo().search([("res_model", "=", response._name), ("res_id", "=", response.id)])

    def test_nobody_answers_for_another(self):
        """G8: neither finance nor the sales head nor the GM."""
        response = self._issue(FIRST).response_ids
        for role in ("finance", "finance_head", "sales_head", "gm", "sales2", "manager"):
            with self.subTest(role), self.assertRaises(AccessError), self.env.cr.savepoint():
                response.with_user(getattr(self, role)).write({"action": "Done."})
            with self.subTest(role), self.assertRaises(AccessError), self.env.cr.savepoint():
                response.with_user(getattr(self, role)).action_record()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            response.with_user(self.sales).write({"state": "done"})

    def test_silence_escalates(self):
        """G8: past the deadline the superior is told; without one the GM; the response is late even when it comes."""
        response = self._issue(FIRST).response_ids
        with freeze_time("2026-04-30 16:00:00"):
            self.env["hotel.clock"].sudo()._tell_chunk(1000)
            clock = self._clock(response)
            self.assertEqual((clock.late, clock.escalated_to_id), (True, self.gm))
            self.assertTrue(response.late)
            self.assertIn(response, self.env["hotel.dunning.response"].sudo().search([("late", "=", True)]))
            response.with_user(self.sales).action = "Forgot, called now."
            response.with_user(self.sales).action_record()
            self.assertTrue(response.late)

    def test_the_addressee_is_told_at_once(self):
        """G8: an activity that opens the response, in the night's bulk."""
        with freeze_time(FIRST):
            self._dun()
            self.env["hotel.clock"].sudo()._tell_chunk(1000)
            [response] = self._notices().response_ids
            activity = self.env["mail.activity"].sudo().search([("res_model", "=", response._name), ("res_id", "=", response.id)])
            self.assertEqual(activity.user_id, self.sales)
            self.assertEqual(activity.activity_type_id, self.env.ref("hotel_credit.mail_activity_dunning"))

    # ------------------------------------------------------------------ A7, G3

    def test_the_credit_record_counts_the_notices(self):
        """A7: dunning notices under the agreement."""
        self._issue(FIRST, SECOND)
        record = self.env["hotel.credit.record"]._performance(self.agreement.sudo(), today=date(2026, 5, 5))
        self.assertEqual(record["dunning_notices"], 2)

    def test_notices_are_kept(self):
        """G3, M2: nobody deletes or changes one."""
        notice = self._issue(FIRST)
        for record in (notice, notice.line_ids, notice.response_ids):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                record.unlink()
        for role in ("finance", "finance_head", "gm", "manager"):
            with self.subTest(role), self.assertRaises(AccessError), self.env.cr.savepoint():
                notice.with_user(getattr(self, role)).write({"issued_on": notice.due_on})
