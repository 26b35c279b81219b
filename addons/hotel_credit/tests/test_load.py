import csv
import gzip
import os
import tempfile
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.hotel_credit.tools import load

HEADER = ["external_ref", "business_date", "outlet", "customer_code", "revenue_kind", "amount", "currency", "nights"]


@tagged("post_install", "-at_install")
class TestLoad(TransactionCase):
    def _write(self, header, rows, compressed=False):
        handle, path = tempfile.mkstemp()
        os.close(handle)
        self.addCleanup(os.unlink, path)
        with gzip.open(path, "wt", newline="") if compressed else open(path, "w", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
        return path

    def _customers(self, *codes):
        return self._write(["customer_code", "kind", "name"], [[code, "agent", f"Firm {code}"] for code in codes])

    def _slips(self, *rows, **options):
        return self._write(HEADER, [[*row, "1"] for row in rows], **options)

    @freeze_time("2026-04-20 04:00:00")
    def test_a_history_is_loaded_billed_and_ties_to_the_cent(self):
        """D8, F1: unsorted dates, two outlets, several kinds, bad rows; each month over becomes invoices."""
        slips = self._slips(
            ("L3", "2026-03-15", "REST", "A1", "food", "1500.07", "CHF"),
            ("L1", "2026-02-10", "FRONT", "A1", "rooms", "980.10", "CHF"),
            ("L2", "2026-02-28", "REST", "A1", "beverage", "0.03", "CHF"),
            ("L4", "2026-03-01", "FRONT", "A2", "rooms", "33.33", "CHF"),
            ("L5", "2026-04-02", "FRONT", "A2", "rooms", "10.00", "CHF"),
            ("B1", "2026-03-01", "FRONT", "A2", "rooms", "0.00", "CHF"),
            ("B2", "2026-03-01", "FRONT", "A9", "rooms", "5.00", "CHF"),
            ("B3", "2026-03-01", "FRONT", "A2", "rooms", "5.00", "USD"),
            ("B4", "01.03.2026", "FRONT", "A2", "rooms", "5.00", "CHF"),
            ("B5", "2026-03-01", "front desk", "A2", "rooms", "5.00", "CHF"),
            compressed=True,
        )
        customers = self._customers("A1", "A2")
        lines = []
        figures = load.run(self.env, slips, customers, progress=lines.append)
        self.assertEqual(
            figures["refused"], {"amount_invalid": 1, "currency_mismatch": 1, "malformed": 2, "no_agreement": 1}
        )
        self.assertEqual((figures["rows"], figures["stored"], figures["repeated"]), (10, 5, 0))
        self.assertEqual(figures["stored_total"], 2523.53)
        self.assertEqual((figures["invoices"], figures["invoiced_total"], figures["unbilled"]), (3, 2513.53, 1))
        self.assertEqual(figures["currency"], "CHF")
        self.assertTrue(lines)
        company = self.env["res.company"].search([("name", "=", "City Hotel")])
        self.assertEqual(company.currency_id.name, "CHF")
        agreements = self.env["hotel.credit.agreement"].search([("company_id", "=", company.id)])
        self.assertEqual(
            {agreement.partner_id.ref: agreement.monthly_limit for agreement in agreements}, {"A1": 2000.0, "A2": 1000.0}
        )
        invoices = self.env["account.move"].search([("company_id", "=", company.id), ("move_type", "=", "out_invoice")])
        self.assertEqual(set(invoices.mapped("state")), {"posted"})
        self.assertEqual(set(invoices.mapped("payment_state")), {"not_paid"})
        self.assertEqual(
            {(move.date, move.partner_id.ref): move.amount_total for move in invoices},
            {(date(2026, 2, 28), "A1"): 980.13, (date(2026, 3, 31), "A1"): 1500.07, (date(2026, 3, 31), "A2"): 33.33},
        )
        for agreement in agreements:
            days = self.env["hotel.charge"].search([("agreement_id", "=", agreement.id)], order="id").mapped("business_date")
            self.assertEqual(days, sorted(days), "in order of date")

        again = load.run(self.env, slips, customers)
        self.assertEqual((again["stored"], again["repeated"], again["stored_total"]), (0, 5, 0.0))
        self.assertEqual((again["invoices"], again["invoiced_total"]), (0, 0.0))
        self.assertEqual(again["refused"], figures["refused"])
        self.assertEqual(self.env["hotel.charge"].search_count([("company_id", "=", company.id)]), 5)

    @freeze_time("2026-04-20 04:00:00")
    def test_a_second_file_widens_the_agreements_of_the_first(self):
        """D8: more months and a higher month of known customers; late slips go on the next invoice (F1)."""
        first = self._slips(("W1", "2026-02-10", "FRONT", "A1", "rooms", "100.00", "CHF"))
        load.run(self.env, first, self._customers("A1"))
        second = self._slips(
            ("W1", "2026-02-10", "FRONT", "A1", "rooms", "100.00", "CHF"),
            ("W2", "2026-02-11", "FRONT", "A1", "rooms", "4000.00", "CHF"),
            ("W3", "2026-01-11", "FRONT", "A3", "rooms", "7.00", "CHF"),
        )
        figures = load.run(self.env, second, self._customers("A1", "A3"))
        self.assertEqual((figures["stored"], figures["repeated"], figures["refused"]), (2, 1, {}))
        self.assertEqual((figures["invoices"], figures["invoiced_total"], figures["unbilled"]), (2, 4007.0, 0))
        late = self.env["hotel.charge"].search([("external_ref", "=", "W2")])
        self.assertEqual(late.statement_id.month, date(2026, 3, 1))

    def test_another_currency_gets_a_company_of_its_own(self):
        """D8: the company is made in the file's currency."""
        chf = self._slips(("C1", "2026-02-10", "FRONT", "A1", "rooms", "1.00", "CHF"))
        jpy = self._slips(("C1", "2026-02-10", "FRONT", "A1", "rooms", "1200", "JPY"))
        self.assertEqual(load.run(self.env, chf, self._customers("A1"))["stored_total"], 1.0)
        self.assertEqual(load.run(self.env, jpy, self._customers("A1"))["stored_total"], 1200.0)
        self.assertEqual(
            self.env["res.company"].search([("name", "=like", "City Hotel%")], order="id").mapped("currency_id.name"),
            ["CHF", "JPY"],
        )

    def test_unusable_files_are_named(self):
        """D8: which column is missing in which file."""
        good = self._slips(("C1", "2026-02-10", "FRONT", "A1", "rooms", "1.00", "CHF"))
        with self.assertRaisesRegex(UserError, "customer_code, revenue_kind"):
            load.run(self.env, self._write(["external_ref", "business_date", "outlet", "amount"], []), self._customers())
        with self.assertRaisesRegex(UserError, "no column customer_code"):
            load.run(self.env, good, self._write(["id"], [["A1"]]))
        with self.assertRaisesRegex(UserError, "no row with a date"):
            load.run(self.env, self._slips(), self._customers("A1"))

    def test_limits_come_from_the_highest_month(self):
        """D8: limits come from the highest month, rounded up to the next thousand."""
        slips = self._slips(
            ("M1", "2026-02-10", "FRONT", "A1", "rooms", "1000.00", "CHF"),
            ("M2", "2026-02-11", "FRONT", "A1", "rooms", "0.01", "CHF"),
            ("M3", "2026-03-11", "FRONT", "A2", "rooms", "3000.00", "CHF"),
            ("M4", "2026-03-11", "FRONT", "A2", "rooms", "oops", "CHF"),
        )
        limits = load.Slips(self.env, slips).limits()
        self.assertEqual(limits, {"A1": Decimal(2000), "A2": Decimal(3000)})
