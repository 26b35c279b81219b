from odoo.tests import BaseCase, tagged

from ..rules import settlement, shortfall
from ..rules.settlement import CUSTOMER, EXCEEDS, MONEY, NO_MONEY, OTHER, RESULT, WRITE_OFF


@tagged("post_install", "-at_install")
class TestRuleSettlement(BaseCase):
    def test_an_entry_of_money(self):
        """F3: a table of entries and what is wrong with them."""
        table = [
            ([(MONEY, 100), (CUSTOMER, -100)], None),
            ([(MONEY, 100), (CUSTOMER, -60), (CUSTOMER, -40)], None),
            ([(MONEY, 100), (CUSTOMER, -60), (OTHER, -40)], None),
            ([(MONEY, -30), (CUSTOMER, 30)], None),
            ([(MONEY, 90), (RESULT, 10), (CUSTOMER, -100)], WRITE_OFF),
            ([(MONEY, 105), (RESULT, -5), (CUSTOMER, -100)], WRITE_OFF),
            ([(MONEY, 90), (OTHER, 10), (CUSTOMER, -100)], EXCEEDS),
            ([(MONEY, 90), (CUSTOMER, 10), (CUSTOMER, -100)], EXCEEDS),
            ([(MONEY, -30), (CUSTOMER, 40), (OTHER, -10)], EXCEEDS),
            ([(RESULT, 100), (CUSTOMER, -100)], NO_MONEY),
            ([(MONEY, 0.004), (RESULT, 100), (CUSTOMER, -100)], NO_MONEY),
            ([(MONEY, 100), (RESULT, 0.004), (CUSTOMER, -100.004)], None),
            ([], NO_MONEY),
        ]
        for lines, verdict in table:
            with self.subTest(lines):
                self.assertEqual(settlement.problem(lines, 0.01), verdict)

    def test_what_a_journal_item_is(self):
        """F3: money lies on bank, cash and card accounts, and where a payment waits for the bank."""
        self.assertEqual(settlement.role("asset_cash", "asset"), MONEY)
        self.assertEqual(settlement.role("liability_credit_card", "liability"), MONEY)
        self.assertEqual(settlement.role("asset_current", "asset", outstanding=True), MONEY)
        self.assertEqual(settlement.role("asset_current", "asset"), OTHER)
        self.assertEqual(settlement.role("expense", "expense", outstanding=True), RESULT)
        self.assertEqual(settlement.role("asset_receivable", "asset", outstanding=True), CUSTOMER)
        self.assertEqual(settlement.role("equity", "equity"), RESULT)

    def test_an_entry_is_believed_its_rate_within_the_tolerance(self):
        """F3: money counts for at most the table and 5 %, a customer's credit for at least the table less 5 %."""
        self.assertAlmostEqual(settlement.worth(790, 790, 0.05, claim=False), 790)
        self.assertAlmostEqual(settlement.worth(820, 790, 0.05, claim=False), 820)
        self.assertAlmostEqual(settlement.worth(8000, 790, 0.05, claim=False), 829.5)
        self.assertAlmostEqual(settlement.worth(-8, -790, 0.05, claim=True), -790 / 1.05)
        self.assertAlmostEqual(settlement.worth(-770, -790, 0.05, claim=True), -770)

    def test_a_reconciliation_settles_what_it_uses_up(self):
        """F3: even in one currency, at the day's rate in two."""
        self.assertIsNone(settlement.partial_problem(100, 100, True, 0, 0, 0.05, 0.01))
        self.assertEqual(settlement.partial_problem(100, 10, True, 0, 0, 0.05, 0.01), EXCEEDS)
        self.assertIsNone(settlement.partial_problem(100, 790, False, 790, 790, 0.05, 0.01))
        self.assertIsNone(settlement.partial_problem(100, 760, False, 790, 760, 0.05, 0.01))
        self.assertEqual(settlement.partial_problem(100, 8, False, 790, 8, 0.05, 0.01), EXCEEDS)
        self.assertEqual(settlement.partial_problem(-1, -1, True, 0, 0, 0.05, 0.01), EXCEEDS)


@tagged("post_install", "-at_install")
class TestRuleShortfall(BaseCase):
    def test_all_reasons_at_once(self):
        """F4: a table of what is asked and why it cannot be."""
        fine = {"is_receivable": True, "has_login": True, "active": True, "reason": "Lost slip"}
        table = [
            ((10, 50, 0, fine), []),
            ((50, 50, 0, fine), []),
            ((50, 50, 0.01, fine), ["too_much"]),
            ((0, 50, 0, fine), ["not_positive"]),
            ((10, 50, 0, {**fine, "has_login": False}), ["no_login"]),
            ((10, 50, 0, {**fine, "has_login": False, "active": False}), ["employee_left"]),
            ((60, 50, 0, {**fine, "is_receivable": False, "reason": "  "}), ["not_receivable", "too_much", "no_reason"]),
        ]
        for (amount, open_amount, elsewhere, facts), codes in table:
            with self.subTest(amount=amount, codes=codes):
                self.assertEqual(shortfall.problems(amount, open_amount, elsewhere, **facts), codes)

    def test_the_share_of_what_is_booked(self):
        """F4: a take-over in another currency leaves no exchange difference, the last one no cent."""
        self.assertEqual(shortfall.booked_balance(800.0, 100.0, 25.0, 2), 200.0)
        self.assertEqual(shortfall.booked_balance(800.01, 100.0, 100.0, 2), 800.01)
        self.assertEqual(shortfall.booked_balance(799.99, 100.0, 33.33, 2), 266.64)
