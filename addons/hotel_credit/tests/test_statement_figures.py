from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .test_billing import MARCH, HotelBillingCommon

APRIL_1, MAY_1 = date(2026, 4, 1), date(2026, 5, 1)
BILL_APRIL, BILL_MAY = "2026-05-02 04:00:00", "2026-06-02 04:00:00"


@tagged("post_install", "-at_install")
class TestStatementFigures(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._slip(date(2026, 3, 10), food=200.0)
        with freeze_time("2026-04-02 04:00:00"):
            cls._bill()
        cls.march = cls.env["hotel.statement"].search([("agreement_id", "=", cls.agreement.id), ("month", "=", MARCH)])
        cls.receivable = cls.march.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    def _bank(self, amount, day, partner=None):
        """Return the receivable line of money on the bank account that is booked as the firm's."""
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": day,
                "payment_ref": "Transfer",
                "amount": amount,
                "partner_id": (partner or self.firm).id,
            }
        )
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = self.receivable.account_id
        return line.move_id.line_ids.filtered(lambda item: item.account_id == self.receivable.account_id)

    def _pay_back(self, amount, day, **vals):
        """Return the receivable line of money that is paid back to the firm."""
        payment = self._pay(amount, day, payment_type="outbound", **vals)
        return payment.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    def _bill_with_slip(self, month, amount=10.0):
        self._slip(month.replace(day=9), food=amount)
        with freeze_time({APRIL_1: BILL_APRIL, MAY_1: BILL_MAY}[month]):
            self._bill(month)
        return self._statement(month)

    def assertFigures(self, statement, opening, charged, allowances, payments, closing):
        self.assertRecordValues(
            statement,
            [{"opening": opening, "charged": charged, "allowances": allowances, "payments": payments, "closing": closing}],
        )

    @freeze_time("2026-04-20 04:00:00")
    def test_an_overpayment_on_a_line_of_the_bank_shows(self):
        """F1: also the part that settles no invoice yet."""
        money = self._bank(250.0, date(2026, 4, 20))
        (money + self.receivable).reconcile()
        self.assertEqual((self.receivable.amount_residual, money.amount_residual), (0.0, -50.0))
        self.assertEqual(money.hotel_agreement_id, self.agreement)
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 0.0, 250.0, -40.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_what_settles_an_invoice_later_counts_on_the_day_it_came(self):
        """F1: matching moves no payment from one month into another."""
        money = self._bank(250.0, date(2026, 4, 20))
        april = self._bill_with_slip(APRIL_1)
        self.assertFigures(april, 200.0, 10.0, 0.0, 250.0, -40.0)
        with freeze_time("2026-05-20 04:00:00"):
            receivables = (self.march | april).move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            (money + receivables).reconcile()
        self.assertFigures(self._bill_with_slip(MAY_1), -40.0, 10.0, 0.0, 0.0, -30.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_a_pay_back_does_not_change_a_past_month(self):
        """F1: April is billed after the overpayment was paid back in May, and shows what came in April all the same."""
        self._pay(250.0, date(2026, 4, 20))
        credit = self.env["account.move.line"].search(
            [("hotel_agreement_id", "=", self.agreement.id), ("amount_residual", "=", -50.0)]
        )
        with freeze_time("2026-05-03 04:00:00"):
            debit = self._pay_back(50.0, date(2026, 5, 3))
            (credit + debit).reconcile()
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 0.0, 250.0, -40.0)
        self.assertFigures(self._bill_with_slip(MAY_1), -40.0, 10.0, 0.0, -50.0, 20.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_a_pay_back_by_the_bank_counts_for_the_agreement_that_had_paid(self):
        """F1: also where the entry names no agreement of its own."""
        self._pay(250.0, date(2026, 4, 20))
        credit = self.env["account.move.line"].search(
            [("hotel_agreement_id", "=", self.agreement.id), ("amount_residual", "=", -50.0)]
        )
        with freeze_time("2026-05-03 04:00:00"):
            entry = self.env["account.move"].create(
                {
                    "date": date(2026, 5, 3),
                    "journal_id": self.company_data["default_journal_misc"].id,
                    "line_ids": [
                        Command.create({"account_id": self.receivable.account_id.id, "partner_id": self.firm.id, "debit": 50.0}),
                        Command.create({"account_id": self.bank.default_account_id.id, "credit": 50.0}),
                    ],
                }
            )
            # Such an entry was possible before the guard of F3 (it is no payment), and older books have some.
            with patch.object(type(entry), "_hotel_settles_receivable", lambda move: True):
                entry.action_post()
                (credit + entry.line_ids.filtered("debit")).reconcile()
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 0.0, 250.0, -40.0)
        self.assertFigures(self._bill_with_slip(MAY_1), -40.0, 10.0, 0.0, -50.0, 20.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_paying_back_an_allowance_is_a_negative_payment(self):
        """F1, F3: the invoice was paid, then something was allowed and paid back."""
        self._pay(200.0, date(2026, 4, 20))
        note = self.march.move_id._reverse_moves([{"date": date(2026, 4, 20), "invoice_date": date(2026, 4, 20)}])
        note.invoice_line_ids.price_unit = 30.0
        # What an allowance is, is shown by its own tests; here only its figures count.
        self.startPatcher(patch.object(type(note), "_hotel_settles_receivable", lambda move: True))
        note.action_post()
        credit = note.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        with freeze_time("2026-05-03 04:00:00"):
            (credit + self._pay_back(30.0, date(2026, 5, 3))).reconcile()
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 30.0, 200.0, -20.0)
        self.assertFigures(self._bill_with_slip(MAY_1), -20.0, 10.0, 0.0, -30.0, 20.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_money_of_the_bank_counts_for_the_agreement_of_its_day(self):
        """F1: a renewal that comes later takes nothing away from the statement of the agreement before."""
        money = self._bank(30.0, date(2026, 4, 20))
        renewed = self._make_agreement(
            name="Renewed", signer={"code": "R1"}, date_start=date(2027, 1, 1), date_end=date(2027, 12, 31)
        )
        self.assertEqual(self._bank(1.0, date(2026, 4, 30)).hotel_agreement_id, self.agreement)
        self.assertEqual(self._bank(5.0, date(2027, 1, 1)).hotel_agreement_id, renewed)
        self.assertEqual(self._pay(2.0, date(2026, 4, 30), hotel_oldest_first=False).hotel_agreement_id, self.agreement)
        self.assertEqual(self._pay(7.0, date(2027, 1, 1), hotel_oldest_first=False).hotel_agreement_id, renewed)
        self.assertEqual(money.hotel_agreement_id, self.agreement)
        stranger = self._bank(40.0, date(2026, 4, 20), partner=self.env["res.partner"].create({"name": "Nobody"}))
        self.assertFalse(stranger.hotel_agreement_id)
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 0.0, 33.0, 177.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_an_agreement_in_another_currency_is_paid_in_the_companys(self):
        """F1: what is settled counts as the invoice says, what is left over at the rate of the day it came."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].sudo().search([("currency_id", "=", euro.id)]).unlink()
        self.env["res.currency.rate"].sudo().create(
            {"currency_id": euro.id, "company_id": self.company.id, "name": "2026-01-01", "rate": 0.125}
        )
        agreement = self._other_agreement("Euro", currency_id=euro.id)
        self._slip(date(2026, 4, 5), agreement, food=100.0)
        with freeze_time(BILL_APRIL):
            self._bill(APRIL_1)
        april = self._statement(APRIL_1, agreement)
        receivable = april.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        with freeze_time("2026-05-20 04:00:00"):
            money = self._bank(1000.0, date(2026, 5, 20), partner=agreement.partner_id)
            (money + receivable).reconcile()
        self.assertEqual((receivable.amount_residual_currency, money.amount_residual), (0.0, -200.0))
        self._slip(date(2026, 5, 9), agreement, food=10.0)
        with freeze_time(BILL_MAY):
            self._bill(MAY_1)
        self.assertFigures(self._statement(MAY_1, agreement), 100.0, 10.0, 0.0, 125.0, -15.0)

    @freeze_time("2026-04-20 04:00:00")
    def test_an_employees_side_of_an_entry_is_no_payment(self):
        """F1: what an employee takes over settles the invoice once, whoever's receivable it becomes."""
        employee = self.env["res.partner"].create({"name": "Employee"})
        entry = self.env["account.move"].create(
            {
                "date": date(2026, 4, 20),
                "journal_id": self.company_data["default_journal_misc"].id,
                "line_ids": [
                    Command.create({"account_id": self.receivable.account_id.id, "partner_id": employee.id, "debit": 80.0}),
                    Command.create({"account_id": self.receivable.account_id.id, "partner_id": self.firm.id, "credit": 80.0}),
                ],
            }
        )
        entry.sudo().hotel_agreement_id = self.agreement
        # The take-over itself is shown by its own tests; here only its figures count.
        with patch.object(type(entry), "_hotel_settles_receivable", lambda move: True):
            entry.action_post()
            (entry.line_ids.filtered("credit") + self.receivable).reconcile()
        self.assertFigures(self._bill_with_slip(APRIL_1), 200.0, 10.0, 0.0, 80.0, 130.0)
