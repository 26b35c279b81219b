from datetime import date, timedelta
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..rules import ageing
from .common_collection import COLLECTED, TODAY
from .test_shortfall import ShortfallCommon


@tagged("post_install", "-at_install")
class TestAgeing(ShortfallCommon):
    def _table(self, day=TODAY, by="customer", user=None):
        return self.env["hotel.ageing"].with_user(user or self.finance).get_table(day, by)

    def _amounts(self, *args, **kwargs):
        return {code: amount for code, amount in self._table(*args, **kwargs)["totals"].items() if amount}

    @freeze_time(COLLECTED)
    def test_what_is_open_stands_by_its_age(self):
        """F6: February's 100 are 26 days late, March's 200 not due; the row is the customer's."""
        table = self._table()
        self.assertEqual({code: amount for code, amount in table["totals"].items() if amount}, {"d30": 100.0, "not_due": 200.0})
        [row] = table["rows"]
        self.assertEqual((row["name"], row["total"], row["overdue"]), (self.firm.name, 300.0, 100.0))
        self.assertEqual((table["overdue"], table["overdue_share"]), (100.0, 33.3))

    @freeze_time("2026-06-10 04:00:00")
    def test_each_past_day_can_be_asked_for(self):
        """F6: payments count from their date on, invoices from theirs; what was entered late counts by its date too."""
        self._pay(60.0, date(2026, 4, 10))
        self._pay(40.0, date(2026, 5, 2))
        self._pay(250.0, date(2026, 6, 5))
        expected = {
            date(2026, 2, 27): {},
            date(2026, 2, 28): {"not_due": 100.0},
            date(2026, 3, 25): {"not_due": 100.0},
            date(2026, 3, 26): {"d30": 100.0},
            date(2026, 4, 9): {"d30": 100.0, "not_due": 200.0},
            date(2026, 4, 10): {"d30": 40.0, "not_due": 200.0},
            date(2026, 5, 1): {"d60": 40.0, "d30": 200.0},
            date(2026, 5, 2): {"d30": 200.0},
            date(2026, 6, 4): {"d60": 200.0},
            date(2026, 6, 5): {"credit": -50.0},
            date(2026, 6, 10): {"credit": -50.0},
        }
        for day, amounts in expected.items():
            with self.subTest(day):
                self.assertEqual(self._amounts(day), amounts)

    @freeze_time("2026-06-10 04:00:00")
    def test_the_total_is_that_of_the_general_ledger_at_every_months_end(self):
        """F6: ageing and ledger tie to the cent, a take-over and a bank line included."""
        self._pay(60.0, date(2026, 4, 10))
        self._bank_line(10.55, date=date(2026, 5, 3)).action_hotel_settle_oldest()
        shortfall = self._shortfall(29.45)
        shortfall.action_ask()
        shortfall.with_user(self.sales).action_accept()
        for day in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 10)):
            ledger = sum(
                self.env["account.move.line"]
                .search(
                    [
                        ("account_id", "=", self.receivable.id),
                        ("parent_state", "=", "posted"),
                        ("date", "<=", day),
                    ]
                )
                .mapped("balance")
            )
            for by in ("customer", "agreement", "salesperson", "guarantor"):
                with self.subTest(day=day, by=by):
                    self.assertAlmostEqual(self._table(day, by)["total"], ledger, 2)

    @freeze_time(COLLECTED)
    def test_the_database_and_the_rule_agree_on_each_bucket(self):
        """F6: the query tells the buckets as `rules.ageing` does, leap years included."""
        due = self._debt(self.february).date_maturity
        edges = (0, 1, 30, 31, 60, 61, 90, 91, 365, 366, 1095, 1096, 1097, 2000)
        for days in edges:
            day = due + timedelta(days=days)
            with self.subTest(days), freeze_time(f"{day} 04:00:00"):
                found = self.env["hotel.ageing"].with_context(hotel_as_of=str(day))._read_group(
                    [("move_id", "=", self.february.id)], ["bucket"]
                )
                self.assertEqual(found, [(ageing.bucket(due, day),)])

    @freeze_time(COLLECTED)
    def test_by_guarantor_it_is_cut_as_the_register_cuts_it(self):
        """F6, E7: two salespeople answer for one invoice by their slips, to the cent."""
        other = self._other_agreement("Split Ltd")
        self._slip(date(2026, 3, 3), other, food=10.0)
        self._slip(date(2026, 3, 4), other, salesperson=self.sales2, food=20.01)
        self._bill()
        rows = {row["name"]: row["total"] for row in self._table(by="guarantor")["rows"]}
        self.assertEqual(rows, {self.sales.name: 310.0, self.sales2.name: 20.01})

    @freeze_time(COLLECTED)
    def test_a_salesperson_sees_their_own_customers(self):
        """F6, C7: a colleague's balances are not theirs; who supervises sees all; others nothing."""
        other = self._other_agreement("Other Ltd", user_id=self.sales2.id)
        self._slip(date(2026, 3, 3), other, food=77.0)
        self._bill()
        self.assertEqual(self._table(user=self.sales)["total"], 300.0)
        self.assertEqual(self._table(user=self.sales2)["total"], 77.0)
        self.assertEqual(self._table(user=self.sales2, by="guarantor")["total"], 77.0)
        for user in (self.sales_head, self.finance, self.gm, self.chairman, self.auditor):
            self.assertEqual(self._table(user=user)["total"], 377.0)
        for user in (self.cashier, self.head_fb, self.hr, self.employee, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._table(user=user)

    @freeze_time(COLLECTED)
    def test_another_branchs_receivables_are_not_among_them(self):
        """C7, F6: the company's own only."""
        branch = self.setup_other_company(name="Branch")["company"]
        table = self.env["hotel.ageing"].with_company(branch).sudo().get_table()
        self.assertEqual(table["total"], 0.0)

    @freeze_time(COLLECTED)
    def test_what_cannot_be_asked_for_is_said(self):
        """F6: a day to come, an unknown group."""
        with self.assertRaisesRegex(UserError, "up to today"):
            self._table(TODAY + timedelta(days=1))
        with self.assertRaisesRegex(UserError, "not by weather"):
            self._table(by="weather")

    @freeze_time(COLLECTED)
    def test_an_item_leads_to_its_invoice_and_slips(self):
        """F6: drill-down."""
        item = self.env["hotel.ageing"].with_user(self.finance).search([("move_id", "=", self.march.id)])
        self.assertEqual(item.action_open_move()["res_id"], self.march.id)
        self.assertEqual(item.action_open_charges()["domain"], [("move_id", "=", self.march.id)])

    @freeze_time(COLLECTED)
    def test_money_in_another_currency_counts_in_the_companys(self):
        """F6: euro receivables stand in the company's currency as booked, the items in both."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].search([("currency_id", "=", euro.id)]).unlink()
        self.env["res.currency.rate"].create(
            {"name": "2026-01-01", "inverse_company_rate": 8.0, "currency_id": euro.id, "company_id": self.company.id}
        )
        guests = self._other_agreement("Reisen GmbH", currency_id=euro.id)
        self._slip(date(2026, 3, 10), guests, food=100.0)
        self._bill()
        self._pay(25.0, TODAY, currency_id=euro.id, partner_id=guests.partner_id.id)
        item = self.env["hotel.ageing"].with_user(self.finance).search([("agreement_id", "=", guests.id)])
        self.assertEqual((item.residual_currency, item.residual, item.currency_id), (75.0, 600.0, euro))

    # ------------------------------------------------------------------ papers

    def _paper(self, **vals):
        return self.env["hotel.ageing.paper"].with_user(self.finance).create({"as_of": TODAY, **vals})

    @freeze_time(COLLECTED)
    def test_the_spreadsheet_adds_up_by_formulas(self):
        """F6: frozen headings; each total is a formula over the rows, and its value is the table's."""
        for by in ("customer", "agreement", "salesperson", "guarantor"):
            with self.subTest(by):
                paper = self._paper(by=by)
                content, kind = self.env["ir.actions.report"].with_user(self.finance)._render(
                    "hotel_credit.hotel_ageing_xlsx", paper.ids
                )
                self.assertEqual(kind, "xlsx")
                sums, items = load_workbook(BytesIO(content)).worksheets
                self.assertEqual((sums.freeze_panes, items.freeze_panes), ("B4", "B4"))
                last = sums.max_row - 1
                self.assertEqual(sums.cell(last, 1).value, "Total")
                self.assertEqual(sums.cell(last, 10).value, f"=SUM(J4:J{last - 1})")
                self.assertEqual(sums.cell(4, 10).value, "=SUM(B4:I4)")
                self.assertTrue(items.cell(items.max_row, items.max_column).value.startswith("=SUBTOTAL(109,"))
                values = load_workbook(BytesIO(content), data_only=True).worksheets
                self.assertEqual(values[0].cell(last, 10).value, 300.0)
                self.assertEqual(values[0].cell(last, 11).value, 100.0)
                self.assertEqual(values[1].cell(values[1].max_row, values[1].max_column).value, 300.0)

    @freeze_time(COLLECTED)
    def test_the_paper_is_printed_in_the_readers_language(self):
        """F6, M3: English and Chinese titles, all amounts."""
        paper = self._paper()
        html = self.env["ir.actions.report"].with_user(self.finance)._render_qweb_html("hotel_credit.report_ageing", paper.ids)[0]
        text = html.decode()
        for part in ("Ageing of receivables", "应收账款账龄分析表", self.firm.name, "100.00", "300.00"):
            self.assertIn(part, text)

    @freeze_time(COLLECTED)
    def test_the_take_over_is_printed(self):
        """F4, M3: the form names invoice, amount and who took it over, in both languages."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        shortfall.with_user(self.sales).action_accept()
        for lang, part in (("en", "Shortfall taken over"), ("zh", "短款承担确认书")):
            html = self.env["ir.actions.report"].with_user(self.finance)._render_qweb_html(
                f"hotel_credit.report_shortfall_{lang}", shortfall.ids
            )[0]
            for each in (part, self.march.name, self.clerk.name):
                self.assertIn(each, html.decode())

    # ------------------------------------------------------------------ figures

    def _figures(self, day=False, user=None):
        return self.env["hotel.collection.figures"].with_user(user or self.finance).get_dashboard(day)

    @freeze_time("2026-05-20 04:00:00")
    def test_the_repayment_rate_counts_what_came_by_its_due_date(self):
        """F6: of 300 fallen due, 60 of February's and 200 of March's came in time; what came late does not count."""
        self._pay(60.0, date(2026, 3, 25))
        self._pay(40.0, date(2026, 3, 26))
        self._pay(200.0, date(2026, 4, 25))
        figures = self._figures()
        months = {month["month"]: month for month in figures["months"]}
        self.assertEqual(len(months), 12)
        self.assertEqual(months["2026-03-01"]["rate"], 60.0)
        self.assertEqual(months["2026-04-01"]["rate"], 100.0)
        self.assertIsNone(months["2026-02-01"]["rate"])
        self.assertEqual((figures["rate"], figures["target"]), (86.7, 90.0))
        past = self._figures(date(2026, 4, 25))
        self.assertEqual(past["rate"], 60.0)

    @freeze_time("2026-05-20 04:00:00")
    def test_a_take_over_is_no_repayment(self):
        """F6, F4: the customer did not pay it."""
        with freeze_time("2026-03-20 04:00:00"):
            shortfall = self._shortfall(100.0, self.february)
            shortfall.action_ask()
            shortfall.with_user(self.sales).action_accept()
        self.assertEqual(self.february.amount_residual, 0.0)
        self.assertEqual({m["month"]: m["rate"] for m in self._figures()["months"]}["2026-03-01"], 0.0)

    @freeze_time(COLLECTED)
    def test_days_sales_outstanding(self):
        """F6: 300 open over 300 charged in 90 days are 90 days; over 30 days, 300 over 200 are 45."""
        self.assertEqual(self._figures()["dso"], 90.0)
        self.company.sudo().hotel_dso_days = 30
        self.assertEqual(self._figures()["dso"], 45.0)

    @freeze_time(COLLECTED)
    def test_limit_use_and_largest_exposures(self):
        """F6: the month's counters; the largest first."""
        self.env["hotel.credit.month"].sudo().create(
            {
                "company_id": self.company.id,
                "commercial_partner_id": self.firm.id,
                "currency_id": self.company.currency_id.id,
                "month": date(2026, 4, 1),
                "agreement_id": self.agreement.id,
                "limit": 1000.0,
                "used": 850.0,
            }
        )
        figures = self._figures()
        self.assertEqual(figures["limit_share"], 85.0)
        self.assertEqual([(row["name"], row["share"]) for row in figures["limits"]], [(self.firm.name, 85.0)])
        self.assertEqual([(row["name"], row["total"]) for row in figures["exposures"]], [(self.firm.name, 300.0)])
        self.assertEqual([(row["name"], row["overdue"]) for row in figures["guarantors"]], [(self.sales.name, 100.0)])

    @freeze_time(COLLECTED)
    def test_who_sees_the_figures(self):
        """F6: who supervises collection; a salesperson sees the ageing of their own."""
        for user in (self.sales_head, self.finance, self.finance_head, self.gm, self.chairman, self.auditor):
            self.assertEqual(self._figures(user=user)["open"], 300.0)
        for user in (self.sales, self.cashier, self.head_fb, self.hr, self.employee, self.manager, self.integration):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._figures(user=user)
