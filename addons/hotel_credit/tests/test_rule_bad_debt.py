from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules import bad_debt

D = Decimal


class TestRuleBadDebt(BaseCase):
    def test_each_ground_needs_its_evidence(self):
        """G4: four grounds also need evidence that assets, estate or insurance do not suffice."""
        both, one = ["ground", "shortfall"], ["ground"]
        table = [
            ("bankruptcy", [], both),
            ("death", ["ground"], ["shortfall"]),
            ("disaster", ["shortfall"], ["ground"]),
            ("unenforceable", both, []),
            ("overdue", [], one),
            ("overdue", one, []),
            ("insolvency", ["shortfall"], one),
        ]
        for ground, kinds, missing in table:
            self.assertEqual(bad_debt.missing_evidence(ground, kinds), missing, ground)

    def test_three_years_and_more(self):
        """G4: the very day after three years counts; a leap day too."""
        self.assertEqual(bad_debt.overdue_before(date(2026, 3, 18), 3), date(2023, 3, 18))
        self.assertEqual(bad_debt.overdue_before(date(2028, 2, 29), 3), date(2025, 2, 28))

    def test_a_split_adds_up_to_the_cent(self):
        """G6, E2: whatever does not divide; what nobody carries is left."""
        third = D(1) / D(3)
        table = [
            (D("100.01"), [(1, D("0.5")), (2, D("0.5"))], {1: D("50.01"), 2: D("50.00")}, D(0)),
            (D("100"), [(1, third), (2, third), (3, third)], {1: D("33.33"), 2: D("33.34"), 3: D("33.33")}, D(0)),
            (D("0.01"), [(1, D("0.5")), (2, D("0.5"))], {1: D("0.01"), 2: D(0)}, D(0)),
            (D("100"), [], {}, D("100")),
            (D("100"), [(1, D("0.25"))], {1: D("25.00")}, D("75.00")),
        ]
        for amount, shares, parts, rest in table:
            self.assertEqual(bad_debt.split(amount, shares), (parts, rest))

    def test_who_is_liable(self):
        """G6: the guarantors by their shares; the finance head for all of it when a late warning caused the loss."""
        items = [(D("60"), [(1, D(1))]), (D("40"), [(1, D("0.5")), (2, D("0.5"))]), (D("5"), [])]
        self.assertEqual(bad_debt.liability(items, False, 9), ({1: D("80.00"), 2: D("20.00")}, D("5")))
        self.assertEqual(bad_debt.liability(items, True, 9), ({9: D("105")}, D(0)))
        # Without a finance head in the settings the guarantors stay liable.
        self.assertEqual(bad_debt.liability(items, True, None)[0], {1: D("80.00"), 2: D("20.00")})

    def test_a_recovery_goes_back_in_reverse(self):
        """G7: the employees' receivables are reduced first, by what each carries; then the expense."""
        owed = {1: D("80"), 2: D("20")}
        table = [
            (D("50"), {1: D("40.00"), 2: D("10.00")}, D(0)),
            (D("0.01"), {1: D("0.01")}, D(0)),
            (D("100"), {1: D("80"), 2: D("20")}, D(0)),
            (D("103"), {1: D("80"), 2: D("20")}, D("3")),
        ]
        for amount, parts, expense in table:
            self.assertEqual(bad_debt.recovery(amount, owed, D("5")), (parts, expense), amount)
        with self.assertRaises(ValueError):
            bad_debt.recovery(D("105.01"), owed, D("5"))
