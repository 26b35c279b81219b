import csv
import os
import tempfile
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.hotel_credit.tools import load_months

HEADER = ["external_ref", "business_date", "outlet", "customer_code", "revenue_kind", "amount", "currency"]
FIRMS = [f"A{number}" for number in range(1, 9)]


@tagged("post_install", "-at_install")
class TestLoadMonths(TransactionCase):
    def _write(self, rows):
        handle, path = tempfile.mkstemp()
        os.close(handle)
        self.addCleanup(os.unlink, path)
        with open(path, "w", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    def test_months_are_lived_through_and_every_one_ties_to_the_cent(self):
        """F1, F5, F6, G1, G2: what is billed is paid, dunned or still owed; statements, ageing and ledger agree each month."""
        slips = self._write(
            [HEADER]
            + [
                (f"S{month}-{firm}", f"2025-{month:02}-{3 + number:02}", "FRONT", firm, "rooms", f"{100 * month + number}.37", "CHF")
                for month in range(1, 6)
                for number, firm in enumerate(FIRMS)
            ]
        )
        customers = self._write([["customer_code", "kind", "name"], *([firm, "agent", f"Firm {firm}"] for firm in FIRMS)])
        lines = []
        figures = load_months.run(self.env, slips, customers, seed=3, progress=lines.append)
        self.assertEqual(figures["differences"], [])
        self.assertEqual([month["month"] for month in figures["months"]], [f"2025-{month:02}" for month in range(1, 6)])
        company = self.env["res.company"].search([("name", "=", "City Hotel")])
        self.assertEqual(figures["rows"], 5 * len(FIRMS))
        self.assertEqual(figures["billed"], figures["charged"])
        self.assertEqual(figures["invoices"], figures["rows"] - sum(figures["refused"].values()))
        self.assertLessEqual(set(figures["refused"]), {"agreement_suspended"})
        payments = self.env["account.payment"].search([("company_id", "=", company.id)])
        self.assertAlmostEqual(sum(payments.mapped("amount")), figures["paid"], 2)
        owed = self.env["account.move.line"].search(
            [("company_id", "=", company.id), ("account_type", "=", "asset_receivable"), ("date", "<=", date(2025, 5, 31))]
        )
        self.assertAlmostEqual(sum(owed.mapped("balance")), figures["months"][-1]["receivable"], 2)
        self.assertGreater(figures["notices"], 0, "the seed has somebody who pays late")
        with self.assertRaises(UserError):
            load_months.run(self.env, slips, customers)

    def test_the_kinds_of_payers_are_all_customers_and_pay_all(self):
        """F5: the weights come to 100 %, and so do the parts of an invoice."""
        self.assertEqual(sum(payer.weight for payer in load_months.PAYERS), 100)
        for payer in load_months.PAYERS:
            self.assertEqual(sum(share for share, _earliest, _latest in payer.parts), 100)
