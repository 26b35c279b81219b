from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import NOON
from .test_billing import HotelBillingCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCreditRecord(HotelBillingCommon):
    """The customer's record under the running agreement, from real slips, invoices and payments (A7)."""

    def _invoice(self, amount, on, due, agreement=None):
        invoice = (
            self.env["account.move"]
            .sudo()
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.firm.id,
                    "invoice_date": on,
                    "date": on,
                    "invoice_payment_term_id": False,
                    "invoice_date_due": due,
                    "hotel_agreement_id": (agreement or self.agreement).id,
                    "invoice_line_ids": [
                        Command.create({"name": "Charges", "price_unit": amount, "tax_ids": [Command.clear()]})
                    ],
                }
            )
        )
        invoice.action_post()
        return invoice

    def _pay_invoice(self, invoice, amount, day):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).sudo().create({"amount": amount, "payment_date": day, "journal_id": self.bank.id})._create_payments()

    def _record(self, limit=None, agreement=None):
        return self.env["hotel.credit.record"]._performance(agreement or self.agreement, limit)

    def test_charged_paid_and_repaid(self):
        """A7: 1,000 due in January paid in time, 1,000 due in February: 400 in time, 300 five days late, 300 open."""
        self._slip(date(2025, 12, 10), food=1000.0)
        self._slip(date(2026, 1, 10), rooms=1000.0)
        self._slip(date(2026, 3, 10), rooms=500.0)
        first = self._invoice(1000.0, date(2025, 12, 31), date(2026, 1, 25))
        second = self._invoice(1000.0, date(2026, 1, 31), date(2026, 2, 25))
        self._invoice(500.0, date(2026, 3, 15), date(2026, 4, 25))
        self._pay_invoice(first, 1000.0, date(2026, 1, 25))
        self._pay_invoice(second, 400.0, date(2026, 2, 20))
        self._pay_invoice(second, 300.0, date(2026, 3, 2))
        record = self._record()
        self.assertEqual(record["on"], "2026-03-18")
        self.assertEqual(record["charged"], 2500.0)
        self.assertEqual(record["paid"], 1700.0)
        self.assertEqual(record["fallen_due"], 2000.0)
        self.assertEqual(record["repayment_rate"], 70.0)
        self.assertEqual(record["on_time_share"], 82.4)
        self.assertEqual(record["longest_delay"], 21, "300 are open since 25 February")
        self.assertEqual((record["dunning_notices"], record["disputes"]), (0, 0))

    def test_an_allowance_is_no_payment_and_nothing_owed(self):
        """A7, F3: a credit note lowers what had to be paid; it is not money."""
        invoice = self._invoice(1000.0, date(2026, 1, 31), date(2026, 2, 25))
        refund = invoice._reverse_moves([{"invoice_date": date(2026, 2, 1), "date": date(2026, 2, 1)}])
        refund.invoice_line_ids.price_unit = 200.0
        # What an allowance is, is shown by its own tests; here only its place in the record counts.
        self.startPatcher(patch.object(type(refund), "_hotel_settles_receivable", lambda move: True))
        refund.action_post()
        lines = (invoice | refund).line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        lines.sudo().reconcile()
        self._pay_invoice(invoice, 800.0, date(2026, 2, 25))
        record = self._record()
        self.assertEqual((record["paid"], record["fallen_due"]), (800.0, 800.0))
        self.assertEqual(record["repayment_rate"], 100.0)

    def test_voided_slips_and_other_agreements_do_not_count(self):
        """A7: only what was charged, and only under this agreement."""
        self._slip(date(2026, 3, 10), food=100.0)
        voided = self._slip(date(2026, 3, 10), food=900.0)
        voided.sudo().write({"state": "voided", "voided_by_id": self.cashier.id, "voided_at": "2026-03-10 05:00:00", "void_reason": "Twice"})
        other = self._other_agreement("Red River")
        self._slip(date(2026, 3, 10), agreement=other, food=5000.0)
        self.assertEqual(self._record()["charged"], 100.0)

    def test_the_last_year_under_the_limit_asked_for(self):
        """A7: replayed under 1,000 a month: two months above it, by 700 together; exactly 1,000 is not above."""
        for day, amount in (
            (date(2025, 3, 31), 9000.0),
            (date(2025, 4, 1), 1200.0),
            (date(2025, 12, 31), 1000.0),
            (date(2026, 3, 1), 900.0),
            (date(2026, 3, 18), 600.0),
        ):
            self._slip(day, food=amount)
        record = self._record(1000.0)
        self.assertEqual(len(record["months"]), 12)
        self.assertEqual(record["months"][0], {"month": "2025-04-01", "charged": 1200.0, "above": 200.0})
        self.assertEqual((record["months_above"], record["amount_above"]), (2, 700.0))
        self.assertEqual(self._record(None)["months_above"], 0)

    def test_the_record_stands_on_the_renewal_as_it_was_submitted(self):
        """A7, M2: the application keeps the figures that it was submitted with, and shows today's while a draft."""
        self._slip(date(2026, 3, 10), food=1500.0)
        self.agreement.invalidate_recordset()
        application = (
            self.env["hotel.credit.application"]
            .with_user(self.sales)
            .create(
                {
                    "kind": "renewal",
                    "partner_id": self.firm.id,
                    "previous_agreement_id": self.agreement.id,
                    "requested_limit": 1000.0,
                    "requested_start": date(2027, 1, 1),
                    "requested_end": date(2027, 12, 31),
                    "sales_evaluation": "Grows.",
                }
            )
        )
        self.assertEqual((application.record_charged, application.record_months_above), (1500.0, 1))
        self.assertIn("500.00", application.record_months)
        application.requested_limit = 2000.0
        self.assertEqual(application.record_months_above, 0)
        report = (
            self.env["hotel.credit.investigation"]
            .with_user(self.sales)
            .create(
                {
                    "application_id": application.id,
                    "company_size": "120 employees",
                    "business_results": "Profitable",
                    "credit_standing": "Pays in time",
                    "grade": "a",
                    "recommended_limit": 2000.0,
                }
            )
        )
        report.with_user(self.sales_head).action_pass()
        application.action_submit()
        self._slip(date(2026, 3, 17), food=9000.0)
        application.invalidate_recordset()
        self.assertEqual(application.record_charged, 1500.0, "what the reviewers decide on does not move")
        for reviewer in (self.finance, self.gm, self.auditor):
            self.assertEqual(application.with_user(reviewer).record_charged, 1500.0)

    def test_the_record_takes_the_same_few_queries_however_long_the_history(self):
        """A7: computed in sets, not slip by slip."""
        self._record(1000.0)
        for day in range(1, 19):
            self._slip(date(2026, 3, day), food=10.0)
        self.env.flush_all()
        with self.assertQueryCount(6):
            self._record(1000.0)
