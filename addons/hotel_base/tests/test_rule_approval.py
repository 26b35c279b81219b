from datetime import datetime

from odoo.tests import BaseCase

from ..rules import approval as rules
from ..rules.approval import Step


class TestRuleApproval(BaseCase):
    def test_which_tiers_apply(self):
        """B1: exactly the threshold is not above it; a cent more is; without limit is above everything."""
        for above, amount, expected in (
            (None, 0, True),
            (None, None, True),
            (50000, 50000, False),
            (50000, 50000.004, False),
            (50000, 50000.01, True),
            (50000, 49999.99, False),
            (50000, None, True),
            (0, 0, False),
            (0, 0.01, True),
            (0.3, 0.1 + 0.2, False),
        ):
            with self.subTest(above=above, amount=amount):
                self.assertIs(rules.tier_applies(above, amount), expected)

    def test_tiers_come_and_go_with_the_amount(self):
        """B4: undecided tiers follow the amount; decided ones stay."""
        chain = [
            Step(1, 10, "approved", 10000),
            Step(2, 20, "approved"),
            Step(3, 30, "waiting", 50000),
            Step(4, 40, "skipped", 20000),
            Step(5, 50, "waiting"),
        ]
        for amount, expected in (
            (5000, {3: "skipped"}),
            (20000, {3: "skipped"}),
            (30000, {3: "skipped", 4: "waiting"}),
            (60000, {4: "waiting"}),
            (None, {4: "waiting"}),
        ):
            with self.subTest(amount=amount):
                self.assertEqual(rules.reevaluate(chain, amount), expected)

    def test_the_next_tier(self):
        """B1, B4: the lowest waiting tier is asked, a tier that came back before the others too."""
        self.assertEqual(rules.next_step([Step(7, 30, "waiting"), Step(8, 20, "waiting"), Step(9, 10, "approved")]), 8)
        self.assertIsNone(rules.next_step([Step(9, 10, "approved"), Step(8, 20, "skipped")]))

    def test_who_may_decide(self):
        """B6: not who requested, not who decided another tier, not who is involved, not who is not asked."""
        for user, expected in (
            ("gm", []),
            ("nobody", ["not_approver"]),
            ("requester", ["requester"]),
            ("decider", ["decided"]),
            ("surveyor", ["involved"]),
        ):
            with self.subTest(user=user):
                approvers = {"gm", "requester", "decider", "surveyor"}
                self.assertEqual(
                    rules.decision_obstacles(user, "requester", approvers, {"decider"}, {"surveyor"}), expected
                )

    def test_all_obstacles_are_named(self):
        """B6: all reasons at once."""
        self.assertEqual(
            rules.decision_obstacles("a", "a", set(), {"a"}, {"a"}), ["not_approver", "requester", "decided", "involved"]
        )

    def test_the_nearest_superior_takes_the_place(self):
        """B6: the expected reviewer if possible, else the nearest superior who may."""
        chain = ["head", "gm", "chairman"]
        for excluded, expected in ((set(), "head"), ({"head"}, "gm"), ({"head", "gm"}, "chairman"), (set(chain), None)):
            with self.subTest(excluded=excluded):
                self.assertEqual(rules.first_free(chain, excluded), expected)

    def test_late_stays_late(self):
        """B2: the second after the deadline is late; a decision in time is never late, a late one always."""
        due = datetime(2026, 11, 24, 15, 59, 59)
        after = datetime(2026, 11, 24, 16)
        for deadline, now, decided_at, expected in (
            (due, due, None, False),
            (due, after, None, True),
            (due, after, due, False),
            (due, datetime(2030, 1, 1), after, True),
            (None, after, None, False),
        ):
            with self.subTest(now=now, decided_at=decided_at):
                self.assertIs(rules.is_late(deadline, now, decided_at), expected)

    def test_what_may_become_of_a_document_and_of_a_tier(self):
        """M2, B5: an approved document stays so; a rejected or withdrawn one can be submitted again; decided tiers stay."""
        documents, steps = rules.DOCUMENT_TRANSITIONS, rules.STEP_TRANSITIONS
        for table, old, new, expected in (
            (documents, "draft", "pending", True),
            (documents, "draft", "approved", False),
            (documents, "pending", "draft", False),
            (documents, "rejected", "pending", True),
            (documents, "rejected", "approved", False),
            (documents, "cancelled", "pending", True),
            (documents, "approved", "pending", False),
            (documents, "approved", "cancelled", False),
            (steps, "waiting", "approved", False),
            (steps, "pending", "approved", True),
            (steps, "skipped", "waiting", True),
            (steps, "approved", "rejected", False),
            (steps, "rejected", "pending", False),
            (steps, "cancelled", "waiting", False),
        ):
            with self.subTest(old=old, new=new):
                self.assertIs(rules.may_become(table, old, new), expected)
