from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import ageing


@tagged("post_install", "-at_install")
class TestRuleAgeing(BaseCase):
    def test_the_buckets_and_their_edges(self):
        """F6: not due, 1-30, 31-60, 61-90, 91-365 days, 1-3 years, over 3 years."""
        due = date(2023, 3, 1)
        table = [
            (-10, "not_due"), (0, "not_due"), (1, "d30"), (30, "d30"), (31, "d60"), (60, "d60"), (61, "d90"), (90, "d90"),
            (91, "d365"), (365, "d365"), (366, "y3"),
        ]  # fmt: skip
        for days, code in table:
            with self.subTest(days):
                self.assertEqual(ageing.bucket(due, due + timedelta(days=days)), code)
        self.assertEqual(ageing.bucket(due, date(2026, 3, 1)), "y3")
        self.assertEqual(ageing.bucket(due, date(2026, 3, 2)), "over")
        self.assertEqual(ageing.bucket(date(2024, 2, 29), date(2027, 2, 28)), "y3")
        self.assertEqual(ageing.bucket(date(2024, 2, 29), date(2027, 3, 1)), "over")

    def test_shares_and_days(self):
        """F6: in percent and days with one decimal; nothing to compare with is no figure."""
        self.assertEqual(ageing.share(1, 3), 33.3)
        self.assertIsNone(ageing.share(1, 0))
        self.assertEqual(ageing.days_outstanding(100, 300, 90), 30.0)
        self.assertIsNone(ageing.days_outstanding(100, 0, 90))
