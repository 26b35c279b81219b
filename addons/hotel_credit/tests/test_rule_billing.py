from datetime import date, datetime
from decimal import Decimal

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules import billing


class TestRuleBilling(BaseCase):
    def test_a_month_can_be_billed_when_the_last_outlet_has_closed(self):
        """F1: on the first of the month, after the last outlet's day has ended."""
        table = [
            (date(2026, 3, 1), [6.0], datetime(2026, 4, 1, 6)),
            (date(2026, 3, 31), [6.0, 9.5, 0.0], datetime(2026, 4, 1, 9, 30)),
            (date(2026, 12, 5), [0.0], datetime(2027, 1, 1)),
            (date(2026, 12, 5), [], datetime(2027, 1, 1)),
        ]
        for month, hours, start in table:
            self.assertEqual(billing.billable_from(month, hours), start)

    def test_the_newest_month_that_can_be_billed(self):
        """F1: before the last outlet's day has ended it is still the month before."""
        table = [
            (datetime(2026, 4, 1, 5, 59), date(2026, 2, 1)),
            (datetime(2026, 4, 1, 6, 0), date(2026, 3, 1)),
            (datetime(2026, 4, 30, 23, 59), date(2026, 3, 1)),
            (datetime(2026, 1, 1, 0, 0), date(2025, 11, 1)),
        ]
        for now, month in table:
            self.assertEqual(billing.last_billable_month(now, [0.0, 6.0]), month)

    def test_months(self):
        """F1: an invoice is dated the last day of its month."""
        self.assertEqual(billing.month_end(date(2028, 2, 3)), date(2028, 2, 29))
        self.assertEqual(billing.month_end(date(2026, 12, 31)), date(2026, 12, 31))
        self.assertEqual(
            list(billing.months_between(date(2025, 11, 30), date(2026, 1, 1))),
            [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)],
        )

    def test_a_line_for_each_outlet_and_revenue_kind(self):
        """F1: slips are added up exactly, kinds without an amount have no line."""
        slips = [
            (2, {"food": Decimal("0.10"), "rooms": Decimal(0)}),
            (2, {"food": Decimal("0.20"), "other": Decimal("5")}),
            (1, {"beverage": Decimal("7.05"), "food": Decimal("1")}),
        ]
        self.assertEqual(
            list(billing.line_totals(slips).items()),
            [
                ((1, "food"), Decimal("1")),
                ((1, "beverage"), Decimal("7.05")),
                ((2, "food"), Decimal("0.30")),
                ((2, "other"), Decimal("5")),
            ],
        )

    def test_the_salesperson_with_the_largest_sum_is_named_first(self):
        """F1: who is liable stands on the invoice."""
        self.assertEqual(billing.liable({7: Decimal(10), 3: Decimal(25), None: Decimal(99), 5: Decimal(10)}), [3, 5, 7])
        self.assertEqual(billing.liable({}), [])

    def test_statements_form_an_unbroken_chain(self):
        """F1: what is booked late into a month that was told appears on the next statement."""
        first = billing.statement_figures({}, {"charged": Decimal(100)})
        self.assertEqual((first["opening"], first["charged"], first["closing"]), (0, 100, 100))
        second = billing.statement_figures(
            {"charged": Decimal(100), "allowances": Decimal(0), "payments": Decimal(0)},
            {"charged": Decimal(150), "allowances": Decimal(10), "payments": Decimal(40)},
        )
        self.assertEqual(
            second, {"opening": 100, "charged": 50, "allowances": 10, "payments": 40, "closing": 100}
        )
