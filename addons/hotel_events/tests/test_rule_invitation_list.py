from odoo.tests import BaseCase

from ..rules import invitation_list as rule


class TestRuleInvitationList(BaseCase):
    def test_a_band_begins_with_its_lowest_revenue(self):
        """H17: to the cent."""
        limits = [0, 10000, 50000]
        for revenue, expected in ((0, 0), (9999.99, 0), (10000, 1), (49999.99, 1), (50000, 2), (9e9, 2), (-1, None)):
            with self.subTest(revenue=revenue):
                self.assertEqual(rule.band(revenue, limits), expected)

    def test_shares_add_up_to_a_hundred(self):
        """H17: three thirds are 33.4, 33.3 and 33.3."""
        for counts, expected in (
            ({"a": 1, "b": 1, "c": 1}, [33.4, 33.3, 33.3]),
            ({"a": 2, "b": 0}, [100.0, 0.0]),
            ({"a": 0}, [0.0]),
            ({"a": 1, "b": 999, "c": 1}, [0.1, 99.8, 0.1]),
            ({}, []),
        ):
            with self.subTest(counts=counts):
                self.assertEqual(list(rule.shares(counts).values()), expected)
