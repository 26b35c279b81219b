from datetime import date

from odoo.tests import BaseCase

from ..rules import event_material as rule


class TestRuleEventMaterial(BaseCase):
    def test_what_is_lent_comes_back_and_what_is_given_does_not(self):
        """H11: on hand and cost by kind."""
        for kind, received, given, returned, on_hand, cost in (
            ("gift", 100, 80, 15, 5, 850),
            ("material", 10, 0, 0, 10, 100),
            ("prize", 3, 3, 0, 0, 30),
            ("rental", 50, 50, 20, 30, 500),
            ("rental", 50, 50, 50, 0, 500),
        ):
            with self.subTest(kind=kind, given=given, returned=returned):
                self.assertEqual(rule.on_hand(kind, received, given, returned), on_hand)
                self.assertEqual(rule.cost(kind, 10, received, returned), cost)

    def test_never_is_more_given_or_sent_back_than_came(self):
        """H11: what cannot be, all of it at once."""
        for kind, received, given, returned, expected in (
            ("gift", 10, 10, 0, []),
            ("gift", 10, 6, 4, []),
            ("gift", 10, 11, 0, ["given"]),
            ("gift", 10, 6, 5, ["returned"]),
            ("gift", 10, 0, 11, ["returned"]),
            ("rental", 10, 10, 10, []),
            ("rental", 10, 10, 11, ["returned"]),
            ("material", -1, 0, 0, ["negative", "given"]),
        ):
            with self.subTest(kind=kind, received=received, given=given, returned=returned):
                self.assertEqual(rule.problems(kind, received, given, returned), expected)

    def test_a_template_asks_for_so_many_a_guest_rounded_up(self):
        """H11: one each, one for ten, a fixed number."""
        for quantity, per_guest, guests, expected in ((1, True, 41, 41), (0.1, True, 41, 5), (0.1, True, 40, 4), (12, False, 41, 12), (1, True, 0, 0)):
            with self.subTest(quantity=quantity, guests=guests):
                self.assertEqual(rule.planned(quantity, per_guest, guests), expected)

    def test_due_and_to_come(self):
        """H11: days before the event; nothing is to come once more than planned is here."""
        self.assertEqual(rule.due(date(2026, 3, 1), 2), date(2026, 2, 27))
        self.assertEqual([rule.to_come(10, received) for received in (0, 4, 12)], [10, 6, 0])
