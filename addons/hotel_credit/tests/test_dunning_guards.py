from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_dunning import FIRST, SECOND, THIRD, HotelDunningCommon
from .test_billing import MARCH


@tagged("post_install", "-at_install")
class TestDunningGuards(HotelDunningCommon):
    """What no other test would miss if it were left out."""

    # ------------------------------------------------------------------ G1

    @freeze_time(FIRST)
    def test_drafts_and_pay_backs_are_not_dunned(self):
        """G1: only what a posted invoice asks for."""
        count = self.env["hotel.dunning"]._count_due(self.company, date(2026, 4, 27))
        draft = self.invoice.sudo().copy({"invoice_date": "2026-03-01", "invoice_date_due": "2026-03-25"})
        draft.hotel_agreement_id = self.agreement
        draft.invoice_payment_term_id = False
        draft.invoice_date_due = "2026-03-25"
        self._pay(100.0, date(2026, 4, 1), payment_type="outbound", hotel_agreement_id=self.agreement.id)
        self.assertEqual((count, self.env["hotel.dunning"]._count_due(self.company, date(2026, 4, 27))), (1, 1))

    def test_items_of_two_currencies_share_no_notice(self):
        """G1: a notice adds up in one currency."""
        row = {"hotel_agreement_id": 1, "hotel_temporary_credit_id": None, "partner_id": 2}
        row |= dict.fromkeys(set(self.env["hotel.dunning"]._get_sources().values()) - row.keys())
        groups = {self.env["hotel.dunning"]._get_group({**row, "currency_id": currency}) for currency in (1, 2)}
        self.assertEqual(len(groups), 2)

    def test_a_piece_of_work_splits_no_notice(self):
        """G1, F7: what does not fit into a piece in whole is left to the next one."""
        other = self._other_agreement("Two items")
        self._bill_more(MARCH, other)
        with freeze_time("2026-05-26 17:00:00"):
            self._slip(date(2026, 4, 9), other, food=70.0)
            self._bill(date(2026, 4, 1))
            self._dun(limit=2)
        newest = self._notices(other).filtered(lambda notice: notice.run_id.day == date(2026, 5, 27))
        self.assertEqual([len(notice.line_ids) for notice in newest], [2])

    def test_one_of_two_items_paid_answers_nothing(self):
        """G1: a notice is answered when all it names is paid."""
        self._bill_more(date(2026, 4, 1))
        notice = self._issue("2026-05-26 17:00:00")
        self.assertEqual(len(notice.line_ids), 2)
        with freeze_time("2026-05-28 04:00:00"):
            self._pay(1000.0, date(2026, 5, 28))
        self.assertEqual(sorted(bool(line.settled_on) for line in notice.line_ids), [False, True])
        self.assertEqual(notice.state, "open")

    def test_a_notice_for_several_debts_was_due_when_the_oldest_was(self):
        """G3: the company begins to dun late, with one notice for both."""
        self._bill_more(date(2026, 4, 1))
        notice = self._issue("2026-05-26 17:00:00")
        self.assertEqual((len(notice), notice.due_on, notice.late_days), (1, date(2026, 4, 27), 30))

    def test_a_run_by_hand_is_of_the_day_of_its_own_company(self):
        """G1: where it is still yesterday, the run is yesterday's; started, it keeps its company."""
        branch = self.env["res.company"].sudo().create({"name": "Branch", "hotel_tz": "America/Los_Angeles"})
        self.finance.sudo().company_ids = [Command.link(branch.id)]
        Run = self.env["hotel.dunning.run"].with_user(self.finance)
        Run = Run.with_context(allowed_company_ids=[self.company.id, branch.id])
        with freeze_time(FIRST):
            theirs = Run.create({"company_id": branch.id})
            self.assertEqual(theirs.day, date(2026, 4, 26))
            ours = Run.create({})
            self.assertEqual(ours.day, date(2026, 4, 27))
            ours.sudo()._start()
            with self.assertRaisesRegex(UserError, "keeps its company"):
                ours.write({"company_id": branch.id})

    # ------------------------------------------------------------------ G2

    def test_an_answered_notice_is_never_unanswered(self):
        """G2: its last day may pass as it likes."""
        notice = self._issue(FIRST)
        with freeze_time("2026-04-28 04:00:00"):
            self._pay(1000.0, date(2026, 4, 28))
        self._issue(SECOND, THIRD)
        self.assertEqual((notice.state, notice.unanswered_on), ("answered", False))

    def test_a_lifted_suspension_of_another_kind_starts_no_count_anew(self):
        """G2: only one for dunning that was lifted."""
        self._issue(FIRST)
        agreement = self.agreement.sudo()
        with freeze_time("2026-05-01 04:00:00"):
            agreement._suspend("hand", "Their seal was lost")
            agreement._lift("hand", "Found again")
        self._issue(SECOND, THIRD)
        self.assertEqual(agreement.state, "suspended")

    def test_the_notices_of_one_item_suspend_no_other_agreement(self):
        """G2: two for one customer, one for another."""
        other = self._other_agreement("One notice")
        self._bill_more(date(2026, 4, 1), other)
        self._issue(FIRST, SECOND, THIRD, "2026-05-26 17:00:00", "2026-06-02 17:00:00")
        self.assertEqual((self.agreement.state, other.state), ("suspended", "active"))
        self.assertTrue(self._notices(other).filtered("unanswered_on"))

    def test_after_a_full_payment_that_is_undone_it_is_the_first_notice_again(self):
        """G2: a full payment in between starts the count anew; without one it goes on."""
        item = self._issue(FIRST).line_ids.item_id
        run = self.Run.create({"company_id": self.company.id, "day": date(2026, 5, 4)})
        counts = []
        for _paid in (False, True):
            rows = [{"id": item.id, "due": item.date_maturity}]
            self.env.flush_all()
            self.env["hotel.dunning"]._plan(run, rows)
            counts.append(rows[0]["count"])
            with freeze_time("2026-04-28 04:00:00"):
                self._pay(1000.0, date(2026, 4, 28))
        self.assertEqual(counts, [2, 1])

    # ------------------------------------------------------------------ G8

    def test_the_addressee_alone_may_record(self):
        """G8: told by name to who else tries, also where the rights would let them."""
        response = self._issue(FIRST).response_ids
        with self.assertRaisesRegex(AccessError, "is recorded by Sales"):
            response.with_user(self.finance)._check_mine()

    def test_the_general_managers_silence_goes_to_the_chairman(self):
        """G8: nobody else is above."""
        other = self._other_agreement("The GM's own", user_id=self.gm.id)
        self._bill_more(MARCH, other)
        self._issue(FIRST)
        response = self._notices(other).response_ids
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", response._name), ("res_id", "=", response.id)])
        self.assertEqual((clock.owner_id, clock.escalate_to_id), (self.gm, self.chairman))

    def test_what_was_paid_before_an_answer_is_not_late(self):
        """G8: the list of late responses holds those that are still to come, or came late."""
        response = self._issue(FIRST).response_ids
        with freeze_time("2026-05-12 04:00:00"):
            self.assertIn(response, response.search([("late", "=", True)]))
            self._pay(1000.0, date(2026, 5, 12))
            self.assertEqual(response.state, "closed")
            self.assertNotIn(response, response.search([("late", "=", True)]))
