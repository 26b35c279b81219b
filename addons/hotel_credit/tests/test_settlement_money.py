from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_collection import COLLECTED, TODAY, CollectionCommon


@tagged("post_install", "-at_install")
class TestMoney(CollectionCommon):
    """F3: money that comes in, or is paid back, always goes through."""

    def _reconcile(self, entry, invoice=None):
        (self._credit_item(entry) + self._debt(invoice or self.march)).reconcile()

    @freeze_time(COLLECTED)
    def test_a_payment_window_books_each_amount(self):
        """F3: less, exact and more than what is open; what is left stays open, what is more stays the customer's."""
        for name, user in self.accounting.items():
            for amount, left in ((150.0, 50.0), (200.0, 0.0), (230.0, 0.0)):
                with self.subTest(role=name, amount=amount):
                    savepoint = self.env.cr.savepoint()
                    self._register(self.march, user, amount=amount).action_create_payments()
                    self.assertEqual(self.march.amount_residual, left)
                    savepoint.close(rollback=True)
                    self.env.invalidate_all()

    @freeze_time(COLLECTED)
    def test_a_payment_window_over_several_invoices(self):
        """F3, F5: one payment for both, and a payment for each."""
        for group in (True, False):
            with self.subTest(group=group):
                savepoint = self.env.cr.savepoint()
                self._register(self.february | self.march, group_payment=group).action_create_payments()
                self.assertEqual((self.february.amount_residual, self.march.amount_residual), (0.0, 0.0))
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    @freeze_time(COLLECTED)
    def test_cash_is_taken(self):
        """F3: a payment into a cash box is money too."""
        self._register(self.march, journal_id=self.company_data["default_journal_cash"].id).action_create_payments()
        self.assertEqual(self.march.payment_state, "paid")

    @freeze_time(COLLECTED)
    def test_a_payment_booked_on_the_bank_account_itself(self):
        """F3: without an account in between, the bank's account is the payment's."""
        self.bank.inbound_payment_method_line_ids.payment_account_id = self.bank.default_account_id
        self._register(self.march, amount=120.0).action_create_payments()
        self.assertEqual(self.march.amount_residual, 80.0)

    @freeze_time(COLLECTED)
    def test_a_payment_without_an_entry_of_its_own(self):
        """F3: where the payment method has no outstanding account the payment is only noted; the bank line settles."""
        self.bank.inbound_payment_method_line_ids.payment_account_id = False
        with patch.object(type(self.env["account.move"]), "_get_invoice_in_payment_state", lambda move: "in_payment"):
            self._register(self.march, amount=150.0).action_create_payments()
            payment = self.march.matched_payment_ids
            self.assertFalse(payment.move_id)
            self.assertEqual((self.march.amount_residual, self.march.payment_state), (200.0, "partial"))
            self._register(self.march, amount=50.0).action_create_payments()
            self.assertEqual(self.march.payment_state, "in_payment")
            payment.with_user(self.finance).action_hotel_settle_oldest()
            entry = self._book_bank_line(self._bank_line(200.0), (self.receivable, -200.0))
            self._reconcile(entry)
            self.assertEqual(self.march.amount_residual, 0.0)

    @freeze_time(COLLECTED)
    def test_a_bank_line_settles(self):
        """F3: all of it, a part of it, and together with another customer's money."""
        other = self.env["res.partner"].create({"name": "Walk-in"})
        entry = self._book_bank_line(self._bank_line(170.0), (self.receivable, -150.0), (self.receivable, -20.0))
        credits_ = self._credit_item(entry)
        credits_.filtered(lambda line: line.balance == -20.0).partner_id = other
        (credits_.filtered(lambda line: line.balance == -150.0) + self._debt(self.march)).reconcile()
        self.assertEqual(self.march.amount_residual, 50.0)

    @freeze_time(COLLECTED)
    def test_a_wrong_bank_line_is_put_right(self):
        """F3: correcting its amount opens the receivable again."""
        line = self._bank_line(150.0)
        self._reconcile(self._book_bank_line(line, (self.receivable, -150.0)))
        line.action_undo_reconciliation()
        line.amount = 15.0
        self.assertEqual(self.march.amount_residual, 200.0)
        self.assertEqual(line.move_id.state, "posted")

    @freeze_time(COLLECTED)
    def test_money_is_paid_back(self):
        """F3: what a customer paid too much goes back by a payment, whatever is open elsewhere."""
        received = self._pay(260.0, TODAY, hotel_oldest_first=False)
        self._reconcile(received.move_id)
        back = self.env["account.payment"].with_user(self.finance).create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.firm.id,
                "amount": 60.0,
                "date": TODAY,
                "journal_id": self.bank.id,
            }
        )
        back.action_post()
        debit = self._debt(back.move_id)
        (debit + self._credit_item(received.move_id)).reconcile()
        self.assertTrue(debit.reconciled)

    @freeze_time(COLLECTED)
    def test_an_overpayment_is_not_kept_as_income(self):
        """F3: nor the other way round: what is too much belongs to the customer."""
        received = self._pay(260.0, TODAY, hotel_oldest_first=False)
        self._reconcile(received.move_id)
        entry = self._entry([(self.receivable, 60.0), (self.income, -60.0)])
        entry.action_post()
        with self.assertRaisesRegex(UserError, "no money received"):
            (self._debt(entry) + self._credit_item(received.move_id)).reconcile()

    @freeze_time(COLLECTED)
    def test_a_bounced_payment_opens_the_receivable_again(self):
        """F3: set back, cancelled or reversed, it is never in the way."""
        for road in ("action_draft", "action_cancel", "reverse"):
            with self.subTest(road):
                savepoint = self.env.cr.savepoint()
                payment = self._pay(200.0, TODAY, hotel_oldest_first=False)
                self._reconcile(payment.move_id)
                self.assertEqual(self.march.amount_residual, 0.0)
                if road == "reverse":
                    payment.move_id._reverse_moves([{"date": TODAY}], cancel=True)
                else:
                    getattr(payment, road)()
                self.assertEqual((self.march.amount_residual, self.march.payment_state), (200.0, "not_paid"))
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    @freeze_time(COLLECTED)
    def test_a_payment_is_moved_to_another_invoice(self):
        """F5: the payer says otherwise afterwards."""
        payment = self._pay(100.0, TODAY)
        self.assertEqual(self.february.amount_residual, 0.0)
        self._debt(self.february).with_user(self.finance).remove_move_reconcile()
        self._reconcile(payment.move_id)
        self.assertEqual((self.february.amount_residual, self.march.amount_residual), (100.0, 100.0))

    @freeze_time(COLLECTED)
    def test_another_customers_difference_is_none_of_ours(self):
        """F3: Odoo's write-off stays open to receivables that are not charged on account."""
        other = self.env["res.partner"].create({"name": "Walk-in"})
        invoice = self.init_invoice("out_invoice", partner=other, invoice_date=TODAY, amounts=[100.0], taxes=[], post=True)
        self._register(
            invoice,
            amount=90.0,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.expense.id,
        ).action_create_payments()
        self.assertEqual(invoice.payment_state, "paid")
        entry = self._entry([(self.expense, 5.0), (self.receivable, -5.0)])
        entry.line_ids.partner_id = other
        entry.action_post()
        self.assertEqual(entry.state, "posted")
        note = self.init_invoice("out_refund", partner=other, invoice_date=TODAY, amounts=[5.0], taxes=[], post=True)
        self.assertEqual(note.state, "posted")

    @freeze_time(COLLECTED)
    def test_tax_that_is_due_on_payment(self):
        """F3: Odoo's entries for cash-basis taxes are no settlement and stand beside it."""
        self.company.tax_exigibility = True
        self.company.tax_cash_basis_journal_id = self.general
        transition = self.env["account.account"].create(
            {"name": "Tax waiting", "code": "222999", "account_type": "liability_current", "reconcile": True}
        )
        tax = self.march.invoice_line_ids.tax_ids
        tax.write({"tax_exigibility": "on_payment", "cash_basis_transition_account_id": transition.id})
        self._slip(date(2026, 4, 2), food=106.0)
        with freeze_time("2026-05-02 04:00:00"):
            self._bill(date(2026, 4, 1))
        april = self._statement(date(2026, 4, 1)).move_id
        self._register(april, amount=53.0).action_create_payments()
        self.assertEqual(april.amount_residual, 53.0)
        self.assertTrue(april.tax_cash_basis_created_move_ids)

    @freeze_time(COLLECTED)
    def test_a_discount_for_paying_early_is_not_taken(self):
        """F3: a payment term with one changes nothing; the window asks for all that is open."""
        term = self.env["account.payment.term"].create(
            {
                "name": "2/10",
                "early_discount": True,
                "discount_percentage": 2.0,
                "discount_days": 200,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100.0, "nb_days": 30})],
            }
        )
        self.company.sudo().hotel_payment_term_id = term
        self._slip(date(2026, 4, 2), food=100.0)
        with freeze_time("2026-05-02 04:00:00"):
            self._bill(date(2026, 4, 1))
        april = self._statement(date(2026, 4, 1)).move_id
        self.assertTrue(april.invoice_payment_term_id.early_discount)
        wizard = self._register(april)
        self.assertEqual((wizard.amount, wizard.early_payment_discount_mode), (100.0, False))
        wizard.action_create_payments()
        self.assertEqual(april.amount_residual, 0.0)
        self.assertFalse(april.matched_payment_ids.move_id.line_ids.account_id & (self.expense | self.income))

    @freeze_time(COLLECTED)
    def test_the_reason_and_the_remedy_are_told(self):
        """F3: the error names entry, reason and the road that is open (F4)."""
        entry = self._entry([(self.expense, 10.0), (self.receivable, -10.0)])
        with self.assertRaisesRegex(UserError, "(?s)no money received.*stays open, or a named employee takes it over"):
            entry.action_post()


@tagged("post_install", "-at_install")
class TestForeignMoney(CollectionCommon):
    """F3: an agreement in euro; the table says 8 yuan a euro in March and 7.9 in April."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        cls.env["res.currency.rate"].search([("currency_id", "=", cls.euro.id)]).unlink()
        cls.env["res.currency.rate"].create(
            [
                {"name": day, "inverse_company_rate": rate, "currency_id": cls.euro.id, "company_id": cls.company.id}
                for day, rate in (("2026-01-01", 8.0), ("2026-04-01", 7.9))
            ]
        )
        cls.guests = cls._other_agreement("Reisen GmbH", currency_id=cls.euro.id)
        cls._slip(date(2026, 3, 10), cls.guests, food=100.0)
        with freeze_time("2026-04-02 04:00:00"):
            cls._bill()
        cls.invoice = cls.env["hotel.statement"].search([("agreement_id", "=", cls.guests.id)]).move_id
        cls.firm = cls.guests.partner_id

    def _settle(self, entry):
        (self._credit_item(entry) + self._debt(self.invoice)).reconcile()

    def _bank_entry(self, amount, **vals):
        line = self._bank_line(amount, **vals)
        suspense = line._seek_for_lines()[1]
        line.move_id.with_context(skip_readonly_check=True, force_delete=True).write(
            {"line_ids": [Command.update(suspense.id, {"account_id": self.receivable.id, "partner_id": self.firm.id})]}
        )
        return line.move_id

    @freeze_time(COLLECTED)
    def test_euro_paid_in_euro_settles_with_an_exchange_difference(self):
        """F3, F5: Odoo's exchange difference is no write-off: nothing of the euro is lost."""
        self.assertEqual((self.invoice.amount_residual, self._debt(self.invoice).balance), (100.0, 800.0))
        payment = self._pay(100.0, TODAY, currency_id=self.euro.id, partner_id=self.firm.id)
        self.assertEqual(self.invoice.amount_residual, 0.0)
        self.assertTrue(self._debt(self.invoice).matched_credit_ids.exchange_move_id)
        self.assertTrue(payment)

    @freeze_time(COLLECTED)
    def test_euro_paid_in_yuan_settles_at_the_rate_of_the_day(self):
        """F3: 790 yuan are 100 euro, by payment and by bank line."""
        for road in ("window", "bank"):
            with self.subTest(road):
                savepoint = self.env.cr.savepoint()
                if road == "window":
                    self._register(self.invoice, currency_id=self.company.currency_id.id, amount=790.0).action_create_payments()
                else:
                    self._settle(self._bank_entry(790.0))
                self.assertEqual(self.invoice.amount_residual, 0.0)
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    @freeze_time(COLLECTED)
    def test_the_banks_own_rate_may_depart_a_little(self):
        """F3: 770 yuan for 100 euro lie within 5 % of the table, as a bank's own rate does."""
        self._settle(self._bank_entry(770.0, foreign_currency_id=self.euro.id, amount_currency=100.0))
        self.assertEqual(self.invoice.amount_residual, 0.0)

    @freeze_time(COLLECTED)
    def test_an_invented_rate_is_refused(self):
        """F3: 8 yuan that call themselves 100 euro settle nothing."""
        with self.assertRaisesRegex(UserError, "more than the money"):
            self._settle(self._bank_entry(8.0, foreign_currency_id=self.euro.id, amount_currency=100.0))

    @freeze_time(COLLECTED)
    def test_a_rate_forced_by_context_is_refused(self):
        """F3: the context key of Odoo's payment window settles nothing that the money does not."""
        payment = self._pay(8.0, TODAY, partner_id=self.firm.id, hotel_oldest_first=False)
        with self.assertRaises(UserError):
            (self._credit_item(payment.move_id) + self._debt(self.invoice)).with_context(
                forced_rate_from_register_payment=12.5
            ).reconcile()

    @freeze_time(COLLECTED)
    def test_the_window_writes_nothing_off_as_exchange_difference(self):
        """F3: Odoo would take the exchange account as "the difference is one of rates"; 8 yuan settle one euro."""
        self._register(
            self.invoice,
            currency_id=self.company.currency_id.id,
            amount=8.0,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.company.expense_currency_exchange_account_id.id,
        ).action_create_payments()
        self.assertAlmostEqual(self.invoice.amount_residual, 100.0 - 8.0 / 7.9, 2)

    @freeze_time(COLLECTED)
    def test_a_forced_balance_is_refused(self):
        """F3: one euro booked as 200 yuan does not pay 200 yuan."""
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.agreement.partner_id.id,
                "currency_id": self.euro.id,
                "amount": 1.0,
                "force_balance": 200.0,
                "date": TODAY,
                "journal_id": self.bank.id,
                "hotel_oldest_first": False,
            }
        )
        with self.assertRaises(UserError):
            payment.action_post()
            (self._credit_item(payment.move_id) + self._debt(self.march)).reconcile()
