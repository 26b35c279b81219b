from odoo.tests import BaseCase

from ..rules import event_budget as rule


class TestRuleEventBudget(BaseCase):
    def test_the_product_counts_before_its_category_and_the_account(self):
        """H13: which category an amount belongs to."""
        mapping = {("product", 1): "gifts", ("product_category", 7): "meals", ("product_category", 5): "goods", ("account", 9): "other"}
        for product, categories, account, expected in (
            (1, [7, 5], 9, "gifts"),
            (2, [7, 5], 9, "meals"),
            (2, [8, 5], 9, "goods"),
            (2, [8], 9, "other"),
            (None, [], 9, "other"),
            (None, [], None, None),
        ):
            with self.subTest(product=product, categories=categories, account=account):
                self.assertEqual(rule.category(product, categories, account, mapping), expected)

    def test_less_cost_and_more_income_are_better(self):
        """H13: the sign of a difference, and how much is used."""
        self.assertEqual(rule.difference("cost", 100, 120), -20)
        self.assertEqual(rule.difference("income", 100, 120), 20)
        self.assertEqual(rule.used(200, 50), 25)
        self.assertIsNone(rule.used(0, 50))
