from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .statement_case import LAST_SECOND, SECOND, SIXTH, TOO_LATE, StatementCase
from .test_billing import MAY


@tagged("post_install", "-at_install")
class TestSalesAllowance(StatementCase):
    def _resolve(self, dispute, user=None, **values):
        return (
            self.env["hotel.statement.resolve"]
            .with_user(user or self.finance)
            .create({"dispute_id": dispute.id, "resolution": "One dish was not served.", **values})
        )

    def test_an_approved_allowance_is_a_credit_note_on_the_slips_invoice(self):
        """F3, D6: tied to slip and statement, dated today, with the invoice's account and tax, settling it at once."""
        with freeze_time(SECOND):
            allowance = self._allow(self.meal, food=30.0, beverage=5.5)
        invoice, note = self.statement.move_id, allowance.move_id
        self.assertRecordValues(
            note,
            [
                {
                    "move_type": "out_refund",
                    "state": "posted",
                    "amount_total": 35.5,
                    "date": date(2026, 4, 2),
                    "reversed_entry_id": invoice.id,
                    "partner_id": invoice.partner_id.id,
                    "hotel_allowance_id": allowance.id,
                    "hotel_agreement_id": self.agreement.id,
                    "hotel_salesperson_id": self.sales.id,
                }
            ],
        )
        food = self.env.ref("hotel_credit.revenue_kind_food").product_id
        billed, credited = (move.invoice_line_ids.filtered(lambda line: line.product_id == food) for move in (invoice, note))
        self.assertEqual((billed.account_id, billed.tax_ids), (credited.account_id, credited.tax_ids))
        self.assertIn(self.meal.name, credited.name)
        self.assertEqual((invoice.amount_residual, note.amount_residual), (764.5, 0.0))
        self.assertEqual((allowance.statement_id, allowance.charge_id.allowance_ids), (self.statement, allowance))

    def test_the_next_statement_shows_the_allowance(self):
        """F1, F3: among the allowances of the month in which it was made."""
        with freeze_time(SECOND):
            self._allow(self.meal, food=30.0)
        self._slip(date(2026, 4, 9), food=10.0)
        with freeze_time(MAY):
            self._bill(date(2026, 4, 1))
        self.assertRecordValues(
            self._statement(date(2026, 4, 1)),
            [{"opening": 800.0, "charged": 10.0, "allowances": 30.0, "payments": 0.0, "closing": 780.0}],
        )

    def test_nothing_is_allowed_once_the_customer_has_confirmed(self):
        """F3: neither asked for nor approved; the message names slip, statement and the road that is left."""
        self._send()
        waiting = self._allowance(self.meal)
        with freeze_time(SECOND):
            waiting.action_submit()
            self._confirm()
            with self.assertRaisesRegex(UserError, f"{self.meal.name}.*confirmed statement.*taken over by a responsible employee"):
                waiting.with_user(self.finance_head).action_approve()
            with self.assertRaisesRegex(UserError, "has confirmed statement"):
                self._allowance(self.room, rooms=10.0).action_submit()
        self.assertFalse(waiting.move_id)
        self.assertEqual(self.statement.residual, 800.0)

    def test_an_unconfirmed_line_closes_after_the_fifth(self):
        """F3: the last second of the 5th is in time; what was asked for before and not approved is closed, too."""
        self._send()
        early = self._allowance(self.meal)
        with freeze_time(LAST_SECOND):
            early.action_submit()
        with freeze_time(TOO_LATE):
            with self.assertRaisesRegex(UserError, "could be corrected until 04/05/2026"):
                early.with_user(self.finance_head).action_approve()
            with self.assertRaisesRegex(UserError, "could be corrected until 04/05/2026"):
                self._allowance(self.room, rooms=10.0).action_submit()
        with freeze_time(LAST_SECOND):
            early.with_user(self.finance_head).action_approve()
        self.assertEqual(early.approval_state, "approved")

    def test_a_disputed_line_is_open_until_it_is_decided(self):
        """F3, F2: also after the 5th and when the rest is confirmed; the allowance decides the dispute."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
            self._confirm()
        with freeze_time(SIXTH):
            action = self._resolve(dispute, amount_food=40.0, amount_beverage=0.0).action_decide()
            allowance = self.env["hotel.sales.allowance"].browse(action["res_id"])
            self.assertEqual((dispute.state, allowance.approval_state, allowance.dispute_id), ("open", "pending", dispute))
            with self.assertRaisesRegex(UserError, "waits for approval"):
                dispute.with_user(self.finance).action_reject("No")
            allowance.with_user(self.finance_head).action_approve()
            self.assertRecordValues(dispute, [{"state": "upheld", "allowed": 40.0, "resolved_by_id": self.finance_head.id}])
            self.assertEqual((self.statement.state, self.statement.residual), ("confirmed", 760.0))
            with self.assertRaisesRegex(UserError, "confirmed statement"):
                self._allowance(self.meal, food=1.0).action_submit()
            with self.assertRaisesRegex(UserError, "confirmed statement"):
                self._allowance(self.room, rooms=1.0).action_submit()

    def test_a_decided_line_is_closed_while_the_others_are_open(self):
        """F3: the charge stands, so nothing is allowed on it; the line beside it is not confirmed yet."""
        self._send()
        with freeze_time(SECOND):
            dispute = self._dispute(self.meal)
            self._resolve(dispute, decision="stand").action_decide()
            with self.assertRaisesRegex(UserError, "its dispute on statement .* was decided"):
                self._allowance(self.meal).action_submit()
            self.assertEqual(self._allow(self.room, rooms=1.0).approval_state, "approved")

    def test_no_more_is_allowed_than_was_charged(self):
        """F3: by revenue kind, with what was allowed before; all kinds are told at once."""
        with freeze_time(SECOND):
            self._allow(self.meal, food=60.0)
            both = self._allowance(self.meal, food=40.01, rooms=1.0)
            with self.assertRaisesRegex(UserError, "(?s)Rooms: .*Food: .*40.01.*100.00.*60.00"):
                both.action_submit()
            self.assertEqual(self._allow(self.meal, food=40.0).approval_state, "approved")
        self.assertEqual(self.statement.residual, 700.0)

    def test_two_waiting_allowances_do_not_add_up_beyond_the_slip(self):
        """F3: what is left is asked again when the second is approved."""
        with freeze_time(SECOND):
            first, second = self._allowance(self.meal, food=70.0), self._allowance(self.meal, food=70.0)
            first.action_submit()
            second.action_submit()
            first.with_user(self.finance_head).action_approve()
            with self.assertRaisesRegex(UserError, "more than what is left"):
                second.with_user(self.finance_head).action_approve()

    def test_a_slip_that_is_not_billed_is_voided_not_allowed(self):
        """D6, F3: an allowance needs a statement."""
        with freeze_time(SECOND):
            with self.assertRaisesRegex(UserError, "not billed yet"):
                self._allowance(self._slip(date(2026, 4, 1))).action_submit()

    def test_who_asks_does_not_approve(self):
        """F3, B6: finance asks, the finance head approves; other roles do neither."""
        for user in (self.sales, self.sales_head, self.gm, self.auditor, self.cashier, self.manager):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self._allowance(self.meal, user=user)
        with freeze_time(SECOND):
            allowance = self._allowance(self.meal)
            allowance.action_submit()
            for user in (self.finance, self.finance2, self.gm):
                with self.subTest(user.name), self.assertRaises(UserError):
                    allowance.with_user(user).action_approve()
        for vals in ({"approval_state": "approved"}, {"move_id": self.statement.move_id.id}):
            with self.assertRaises(AccessError):
                allowance.with_user(self.finance_head).write(vals)

    def test_the_credit_note_of_an_allowance_stays(self):
        """M2: it is neither taken back nor deleted, and nobody marks another credit note as an allowance."""
        with freeze_time(SECOND):
            note = self._allow(self.meal).move_id.with_user(self.finance_head)
        with self.assertRaisesRegex(UserError, "approved as a sales allowance"):
            note.button_draft()
        with self.assertRaises(UserError):
            note.sudo().unlink()
        with self.assertRaises(AccessError):
            self.statement.move_id.with_user(self.finance_head).hotel_allowance_id = note.hotel_allowance_id

    def test_a_locked_day_is_told_and_nothing_is_kept(self):
        """F3: the message names the lock, and the allowance waits."""
        self.company.sudo().sale_lock_date = date(2026, 4, 2)
        with freeze_time(SECOND):
            allowance = self._allowance(self.meal)
            allowance.action_submit()
            with self.assertRaisesRegex(UserError, "Sales Lock Date .04/02/2026"), self.env.cr.savepoint():
                allowance.with_user(self.finance_head).action_approve()
        allowance.invalidate_recordset()
        self.assertEqual((allowance.approval_state, allowance.move_id.id), ("pending", False))

    def test_an_agreement_in_another_currency_is_allowed_in_it(self):
        """F3: slip, credit note and invoice are in one currency."""
        usd = self.env.ref("base.USD")
        usd.active = True
        agreement = self._other_agreement("Dollar", currency_id=usd.id)
        slip = self._slip(date(2026, 3, 5), agreement, food=100.0)
        with freeze_time(SECOND):
            self._bill()
            note = self._allow(slip, food=12.34).move_id
        self.assertEqual((note.currency_id, note.amount_total), (usd, 12.34))
        self.assertAlmostEqual(self._statement(agreement=agreement).residual, 87.66)
