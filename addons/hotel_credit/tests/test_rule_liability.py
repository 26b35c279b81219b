from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..rules import liability


@tagged("post_install", "-at_install")
class TestRuleLiability(BaseCase):
    def test_shares_come_to_the_whole(self):
        """E2: together 100 %, however the parts divide."""
        cases = [
            ([1, 1], ["0.5", "0.5"]),
            ([1], ["1"]),
            ([1, 1, 1], ["0.333333333333", "0.333333333333", "0.333333333334"]),
            ([200.10, 99.90], ["0.667", "0.333"]),
            ([], []),
        ]
        for parts, expected in cases:
            with self.subTest(parts=parts):
                result = liability.shares(parts)
                self.assertEqual(result, [Decimal(share) for share in expected])
                self.assertEqual(sum(result), 1 if parts else 0)

    def test_amounts_are_split_to_the_cent(self):
        """E2, G6: what is split adds up to the amount, in currencies with and without cents."""
        cases = [
            ("100.01", [1, 1], 2, ["50.01", "50.00"]),
            ("0.01", [1, 1], 2, ["0.01", "0.00"]),
            ("100", [1, 1, 1], 2, ["33.33", "33.34", "33.33"]),
            ("101", [1, 1], 0, ["51", "50"]),
            ("-100.01", [1, 1], 2, ["-50.01", "-50.00"]),
            ("0", [3, 4], 2, ["0.00", "0.00"]),
            ("850.55", [150.05, 700.50], 2, ["150.05", "700.50"]),
        ]
        for total, parts, digits, expected in cases:
            with self.subTest(total=total, parts=parts):
                result = liability.split(total, parts, digits)
                self.assertEqual(result, [Decimal(amount) for amount in expected])
                self.assertEqual(sum(result), Decimal(total))

    def test_a_part_is_above_zero(self):
        """E2: nobody is liable for nothing."""
        for parts in ([0], [1, -1]):
            with self.subTest(parts=parts), self.assertRaises(ValueError):
                liability.shares(parts)
