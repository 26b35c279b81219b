from datetime import date

from odoo.tests import BaseCase, tagged

from ..rules import club_points as rule


@tagged("post_install", "-at_install")
class TestRuleClub(BaseCase):
    def test_points_for_business(self):
        """I13: whole points; the rest of an amount earns nothing; no float surprises."""
        for amount, per_point, factor, points in (
            (100, 10, 1.0, 10), (99.99, 10, 1.0, 9), (0.3, 0.1, 1.0, 3), (100, 10, 1.5, 15), (9.99, 10, 1.0, 0), (-50, 10, 1.0, 0), (100, 0, 1.0, 0),
        ):  # fmt: skip
            with self.subTest(amount=amount, per_point=per_point, factor=factor):
                self.assertEqual(rule.earned(amount, per_point, factor), points)

    def test_what_expires_first_is_taken_first(self):
        """I13: then what never expires; more than there is takes nothing."""
        rows = [(1, 50, None), (2, 30, date(2027, 1, 1)), (3, 20, date(2026, 12, 1)), (4, 0, date(2026, 1, 1))]
        self.assertEqual(rule.take(rows, 60), [(3, 20), (2, 30), (1, 10)])
        self.assertEqual(rule.take(rows, 100), [(3, 20), (2, 30), (1, 50)])
        self.assertIsNone(rule.take(rows, 101))

    def test_the_highest_tier_that_is_reached(self):
        """I13: exactly the threshold reaches it."""
        tiers = [("silver", 0), ("gold", 100), ("platinum", 500)]
        for points, tier in ((0, "silver"), (99, "silver"), (100, "gold"), (500, "platinum"), (9999, "platinum")):
            self.assertEqual(rule.tier_of(points, tiers), tier)
        self.assertIsNone(rule.tier_of(5, [("gold", 100)]))
