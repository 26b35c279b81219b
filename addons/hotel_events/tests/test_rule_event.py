from datetime import datetime, timedelta
from decimal import Decimal

from odoo.tests import BaseCase

from ..rules import event_deposit, event_order


class TestRuleEvent(BaseCase):
    def test_what_an_order_must_name(self):
        """H1: each missing name, in order."""
        full = {"deposit_asked": 1, "payment_way": "cash", "settlement_date": "x", "coordinator_id": 1}
        self.assertEqual(event_order.missing(full), [])
        self.assertEqual(event_order.missing({}), list(event_order.REQUIRED))
        for name in full:
            self.assertEqual(event_order.missing({**full, name: False}), [name])

    def test_the_larger_number_of_guests(self):
        """H3: guaranteed, actual, billed."""
        for guaranteed, actual, billed in ((50, 60, 60), (50, 40, 50), (50, 0, 50), (None, 7, 7), (None, None, 0)):
            self.assertEqual(event_order.billable_guests(guaranteed, actual), billed)

    def test_the_deposit(self):
        """H2: budget, rate, deposit, to the cent, half up."""
        for budget, rate, deposit in (("10000", "20", "2000"), ("0.03", "50", "0.02"), ("333.33", "20", "66.67"), ("0", "20", "0")):
            self.assertEqual(event_deposit.deposit(Decimal(budget), Decimal(rate)), Decimal(deposit))
        self.assertEqual(event_deposit.deposit(Decimal(1001), Decimal(20), 0), 200)

    def test_a_deposit_that_is_no_deposit(self):
        """H2: 0, below, above the budget; the whole budget is possible."""
        for asked, budget, problems in ((0, 10, ["not_positive"]), (-1, 10, ["not_positive"]), (11, 10, ["above_budget"]), (10, 10, [])):
            self.assertEqual(event_deposit.deposit_problems(asked, budget), problems)

    def test_what_is_kept(self):
        """H15: free hours, steps, specially ordered, never more than was received."""
        ordered, begins = datetime(2026, 4, 1), datetime(2026, 5, 1)
        scale = [(None, Decimal(10)), (3, Decimal(50)), (10, Decimal(30))]
        for cancelled, special, received, kept in (
            (ordered + timedelta(hours=48), 0, 2000, 0),
            (ordered + timedelta(hours=48, seconds=1), 0, 2000, 1000),
            (ordered + timedelta(hours=1), 500, 2000, 500),
            (begins - timedelta(days=10), 0, 5000, 3000),
            (begins - timedelta(days=10, seconds=1), 0, 5000, 1000),
            (begins - timedelta(days=3), 0, 9000, 5000),
            (begins - timedelta(days=3), 500, 9000, 5500),
            (begins - timedelta(days=1), 0, 2000, 2000),
            (begins - timedelta(days=1), 0, 0, 0),
        ):
            with self.subTest(cancelled=cancelled, special=special):
                self.assertEqual(
                    event_deposit.kept(Decimal(10000), Decimal(received), ordered, cancelled, begins, 48, scale, Decimal(special)),
                    kept,
                )
        self.assertEqual(event_deposit.kept(Decimal(10000), Decimal(2000), ordered, begins, begins, 48, []), 0)

    def test_the_nearer_the_sooner(self):
        """H5: a tenth of the time left, between half an hour and a day."""
        now = datetime(2026, 5, 1)
        for left, until in (
            (timedelta(days=30), timedelta(days=1)),
            (timedelta(days=10), timedelta(days=1)),
            (timedelta(days=5), timedelta(hours=12)),
            (timedelta(hours=20), timedelta(hours=2)),
            (timedelta(hours=2), timedelta(minutes=30)),
            (timedelta(hours=-2), timedelta(minutes=30)),
        ):
            self.assertEqual(event_order.acknowledge_by(now, now + left), now + until)

    def test_what_a_new_issue_changes(self):
        """H5: rows that went and came, and whom they concern."""
        def says(departments, *rows):
            return {"departments": departments, "rows": list(rows)}

        self.assertEqual(event_order.changes(None, {"title": says([], "A")}), [])
        before = {"title": says([], "A"), "fb": says([1], "tea", "rice", "tea"), "rooms": says([2], "ten")}
        self.assertEqual(event_order.changes(before, before), [])
        after = {"title": says([], "B"), "fb": says([1], "rice", "tea", "beer"), "new": says([3], "x")}
        self.assertEqual(
            event_order.changes(before, after),
            [
                ("title", [], ["A"], ["B"]),
                ("fb", [1], ["tea"], ["beer"]),
                ("new", [3], [], ["x"]),
                ("rooms", [2], ["ten"], []),
            ],
        )
        moved = event_order.changes({"run": says([1], "x")}, {"run": says([2], "y")})
        self.assertEqual(moved, [("run", [1, 2], ["x"], ["y"])])

    def test_states(self):
        """H1, H15: what was held is not cancelled, what is cancelled stays so."""
        self.assertNotIn("cancelled", event_order.NEXT["done"])
        self.assertFalse(event_order.NEXT["cancelled"] | event_order.NEXT["settled"])
