from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..models import hotel_bad_debt_evidence
from .common_dunning import FIRST, THIRD
from .test_bad_debt import JUNE, HotelBadDebtCommon


@tagged("post_install", "-at_install")
@freeze_time(JUNE)
class TestBadDebtGuards(HotelBadDebtCommon):
    """What no other test would miss if it were left out."""

    # ------------------------------------------------------------------ G3, G4

    def test_the_latest_of_several_warnings_counts(self):
        """G3: the first in time, the third a week late: a week it is."""
        self._issue(FIRST)
        line = self._notices().line_ids
        self._issue("2026-05-10 17:00:00")
        late = self._notices()[1:2].line_ids
        self.assertEqual((line.notice_id.late_days, late.notice_id.late_days), (0, 7))
        self.assertEqual(self._claim().late_days, 7)
        # Told by the warning, not by its place in the list.
        line.sudo().notice_id.issued_on = date(2026, 5, 20)
        self.env.flush_all()
        warnings = self.env["hotel.dunning"]._get_warnings(self.item)
        self.assertEqual(warnings[self.item.id], (date(2026, 4, 27), date(2026, 5, 20)))
        late.sudo().notice_id.issued_on = date(2026, 6, 1)
        self.env.flush_all()
        self.assertEqual(self.env["hotel.dunning"]._get_warnings(self.item)[self.item.id][0], date(2026, 5, 4))

    @freeze_time("2026-04-26 17:00:00")
    def test_on_the_day_the_first_warning_is_due_none_is_late(self):
        """G3: it may still come today."""
        self.assertFalse(self.env["hotel.dunning"]._get_warnings(self.item))
        self.assertFalse(self._claim().line_ids.warning_due_on)

    def test_a_scan_too_large_is_refused(self):
        """G4: with the size that is taken."""
        self.patch(hotel_bad_debt_evidence, "MAX_BYTES", 10)
        with self.assertRaisesRegex(ValidationError, "at most 0 are taken"):
            self._claim()

    def test_a_claim_keeps_to_its_company_and_customer(self):
        """G4, C7: also when they are changed after the invoices were named."""
        debt = self._claim()
        other = self.env["res.partner"].create({"name": "Another customer"})
        with self.assertRaisesRegex(ValidationError, "Make a claim for each customer"):
            debt.partner_id = other
        branch = self.env["res.company"].sudo().create({"name": "Branch", "currency_id": self.company.currency_id.id})
        with self.assertRaisesRegex(ValidationError, "no posted invoice of Branch"):
            debt.sudo().company_id = branch

    def test_what_is_paid_or_claimed_already_is_told(self):
        """G4, G5: nothing of it is open; and it is offered for no second claim."""
        debt = self._claim()
        Line = self.env["hotel.bad.debt.line"].sudo()
        self.assertFalse(Line._get_claimable(self.company, self.firm))
        debt.action_submit()
        self._pay(1000, date(2026, 6, 1))
        debt.with_user(self.finance_head).write({"late_caused": "no", "late_reason": "No."})
        with self.assertRaisesRegex(UserError, "Nothing of .* is open any more"):
            debt.with_user(self.finance_head).action_approve()

    # ------------------------------------------------------------------ G5, G6

    def test_without_a_finance_head_nobody_is_liable_for_the_late_warning(self):
        """G5, G6: it is told instead of posted to nobody."""
        debt = self._claim()
        debt.action_submit()
        debt.with_user(self.finance_head).write({"late_caused": "yes", "late_reason": "Yes."})
        debt.with_user(self.finance_head).action_approve()
        self.company.sudo().hotel_finance_head_id = False
        with self.assertRaisesRegex(UserError, "no finance head"):
            debt.with_user(self.gm).action_approve()

    def test_the_decided_entry_is_taken_back_on_no_road(self):
        """G5, M2: told each time that it was decided."""
        move = self._lose("no").sudo().move_id
        for name, step in (
            ("draft", move.button_draft),
            ("written", lambda: move.write({"state": "cancel"})),
            ("written to draft", lambda: move.write({"state": "draft"})),
            ("reversed", move._reverse_moves),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, "by decision of finance, GM and chairman"), self.env.cr.savepoint():
                step()

    def test_liability_is_that_of_the_day_of_the_last_approval(self):
        """G6, E8: who took the guarantee over meanwhile; afterwards it stays."""
        debt = self._claim()
        debt.action_submit()
        debt.with_user(self.finance_head).write({"late_caused": "no", "late_reason": "No."})
        for user in (self.finance_head, self.gm):
            debt.with_user(user).action_approve()
        guarantee = self.invoice.sudo().hotel_guarantee_ids
        guarantee._transfer(self.sales2, self.env["hr.employee"])
        debt.with_user(self.chairman).action_approve()
        self.assertEqual(debt.share_ids.user_id, self.sales2)
        guarantee._transfer(self.sales, self.env["hr.employee"])
        debt.sudo()._set_shares()
        self.assertEqual(debt.share_ids.user_id, self.sales2)

    def test_the_notices_of_what_is_lost_are_closed(self):
        """G6, G8: nobody has to answer any more."""
        notice = self._issue(FIRST)
        self._issue(THIRD)
        self._lose("no")
        self.assertEqual(set(self._notices().mapped("state")), {"closed"})
        self.assertEqual(set(notice.response_ids.mapped("state")), {"closed"})

    # ------------------------------------------------------------------ G7

    def _credit(self, amount, **vals):
        payment = self._pay(amount, date(2026, 6, 1), **vals)
        return payment.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    def test_all_that_speaks_against_a_recovery_is_told(self):
        """G7: each reason by itself."""
        debt = self._lose("no").sudo()
        credit = self._credit(300)
        branch = self.env["res.company"].sudo().create({"name": "Branch", "currency_id": self.company.currency_id.id})
        draft = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance, "partner_id": self.firm.id})
                    for account, balance in ((credit.account_id, -50.0), (self.bank.default_account_id, 50.0))
                ],
            }
        )
        other = self.env["res.partner"].create({"name": "Other"})
        cases = {
            "is not written off": (self.Debt.sudo().new({"company_id": self.company.id, "partner_id": self.firm.id}), credit, 10.0),
            "is no open payment .*": (debt, self._credit(20, partner_id=other.id), 10.0),
            "is no open payment of Blue": (debt, self.item, 10.0),
            "is no open payment of Blue Ocean": (debt, draft.line_ids[:1], 10.0),
            "Only .* is open": (debt, credit, 301.0),
            "must be above zero": (debt, credit, 0.0),
            "no more can come back": (debt, self._credit(2000), 1000.01),
        }
        for text, (claim, item, amount) in cases.items():
            with self.subTest(text), self.assertRaisesRegex(UserError, text):
                claim._check_recovery(item, amount)
        debt._check_recovery(credit, 300.0)
        self.env.cr.execute("UPDATE hotel_bad_debt SET company_id = %s WHERE id = %s", [branch.id, debt.id])
        debt.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "is no open payment"):
            debt._check_recovery(credit, 300.0)

    def test_what_comes_back_goes_to_each_ones_own_debt(self):
        """G7: the employee's receivable is settled by so much, the share says how much is left."""
        debt = self._lose("no").sudo()
        debt._recover(self._credit(400).sudo(), 400.0)
        account = self.company.sudo().hotel_employee_receivable_account_id
        owed = debt.move_id.line_ids.filtered(lambda line: line.account_id == account)
        self.assertEqual((owed.amount_residual, debt.share_ids.recovered, debt.share_ids.left), (600.0, 400.0, 600.0))
        guarantee = self.invoice.sudo().hotel_guarantee_ids
        self.assertEqual(guarantee.state, "called")
        debt._recover(self._credit(600).sudo(), 600.0)
        self.assertEqual((owed.amount_residual, guarantee.state), (0.0, "released"))
