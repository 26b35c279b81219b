from datetime import datetime, timedelta
from decimal import Decimal

from odoo.tests import BaseCase

from ..rules import event_deposit, event_request


class TestRuleEventRequest(BaseCase):
    def test_amounts_as_people_type_them(self):
        """H18: figures alone, thousands apart or not; no sign, no letters, no more decimals than the currency has."""
        for text, digits, amount in (
            ("500", 2, "500"), (" 1,000.50 ", 2, "1000.50"), ("12,345,678", 2, "12345678"), ("0.01", 2, "0.01"), ("7", 0, "7"),
        ):  # fmt: skip
            with self.subTest(text):
                self.assertEqual(event_request.amount(text, digits), Decimal(amount))
        for text, digits in (
            ("", 2), ("abc", 2), ("-5", 2), ("+5", 2), ("1e9", 2), ("nan", 2), ("Infinity", 2), ("1,00", 2), ("5.001", 2), ("5.5", 0),
            ("9" * 13, 2), ("٥", 2), ("5 0", 2), (None, 2), (["5"], 2), ("5.", 2),
        ):  # fmt: skip
            with self.subTest(text):
                self.assertIsNone(event_request.amount(text, digits))

    def test_a_reason_is_cleaned(self):
        """H18: lines stay, control characters, hidden and needless space go; what is no text is none."""
        self.assertEqual(event_request.clean("  We\tsave. \r\n\x00\u202eSorry\u200b  \n"), "We save.\nSorry")
        for nothing in (None, 5, ["x"], " \n\t ", "\u200b\ufeff"):
            self.assertEqual(event_request.clean(nothing), "")

    def test_what_is_wrong_with_a_request(self):
        """H18: all of it at once; an amount is asked of a refund alone."""
        for kind, reason, wanted, found in (
            ("cancel", "x", None, []),
            ("refund", "x", Decimal(5), []),
            ("refund", "x" * 4000, Decimal(0), []),
            ("refund", "", None, ["no_reason", "amount"]),
            ("approve", "x" * 4001, None, ["kind", "long_reason"]),
        ):
            with self.subTest(kind=kind, length=len(reason)):
                self.assertEqual(event_request.problems(kind, reason, wanted), found)

    def test_the_step_of_the_scale_that_counts(self):
        """H15: the smallest number of days that is not exceeded; none where the scale has no step so early."""
        begins = datetime(2026, 5, 1)
        scale = [(None, 10), (3, 50), (10, 30)]
        for days, step in ((10, (10, 30)), (10.1, (None, 10)), (3, (3, 50)), (0, (3, 50)), (-1, (3, 50))):
            with self.subTest(days=days):
                self.assertEqual(event_deposit.step(begins - timedelta(days=days), begins, scale), step)
        self.assertIsNone(event_deposit.step(begins - timedelta(days=11), begins, [(10, 30)]))
        self.assertEqual(event_deposit.free_until(datetime(2026, 4, 1), 48), datetime(2026, 4, 3))
