from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.hotel_base.tests.common import ROLES

from .reception_case import ReceptionCase, frozen

EVERYBODY = (*ROLES, "door", "driver", "waiter", "nobody")
HEADS = ("sales_head", "department_head", "finance", "finance_head", "gm", "chairman", "auditor")


@tagged("post_install", "-at_install")
@frozen
class TestAccessVisit(ReceptionCase):
    def test_who_sees_and_writes_which_visit(self):
        """K1: who takes part, and heads, finance and auditor; written by who prepares or hosts."""
        visit = self._approved(items=[self._pickup()], costs=[("lunch", 3, 50)])
        readers = {"sales", "driver", "waiter", *HEADS}
        for role in EVERYBODY:
            with self.subTest(role=role):
                mine = self._as(role, visit)
                self.assertIs(mine.has_access("read"), role in readers)
                self.assertIs(mine.has_access("write"), role == "sales")
                costs = {"sales", *HEADS}
                self.assertIs(self._as(role, visit.cost_ids).has_access("read"), role in costs, "who drives does not see the money")
                self.assertIs(self._as(role, visit.item_ids).has_access("read"), role in readers)
                self.assertIs(self._as(role, visit.item_ids).has_access("write"), role == "sales")

    def test_the_door_reads_badges_and_bans(self):
        """K5: and writes them by registering only."""
        for model in ("hotel.visitor.badge", "hotel.visitor.ban"):
            door = self.env[model].with_user(self.users["door"])
            self.assertEqual([each for each in ("read", "write", "create", "unlink") if door.has_access(each)], ["read"])

    def test_nobody_decides_by_writing(self):
        """K1, K2, M2: what the server decides is written on no road: create, write, default_*, commands, copy."""
        visit = self._visit(costs=[("dinner", 3, 500)])
        forged = {
            "state": "planned", "approval_state": "approved", "name": "VR/1", "returned_at": "2026-01-01", "planned_total": 1,
            "excess_total": 0, "standard_total": 99999, "actual_total": 1, "won_revenue": 1e6, "department_id": self.rooms_department.id,
            "head_id": self.users["sales"].id, "thanked_at": "2026-01-01", "cancel_reason": "x", "level_code": "low", "guest_count": 99,
            "approval_places_ids": [(5,)], "lead_count": 3,
        }  # fmt: skip
        for name, value in forged.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                visit.write({name: value})
            with self.subTest(field=name, how="create"), self.assertRaises(AccessError):
                self._visit(**{name: value})
        for name, value in {"approved": True, "excess": 0, "standard_amount": 9999, "reason_codes": False, "amount": 1}.items():
            with self.subTest(field=name), self.assertRaises(AccessError):
                visit.cost_ids.write({name: value})
            with self.subTest(field=name, how="command"), self.assertRaises(AccessError):
                visit.write({"cost_ids": [(1, visit.cost_ids.id, {name: value})]})
        with self.assertRaises(AccessError):
            self._as("sales", self.env["hotel.visit.notice"]).create({"visit_id": visit.id, "user_id": 1, "role": "host", "change": "new"})
        with self.assertRaises(UserError):
            visit.action_arrived()
        with self.assertRaises(UserError):
            visit.action_approve()
        for method in ("_tell", "_announce", "_visit_set_state", "_plan_thanks"):
            self.assertTrue(method.startswith("_"), "private: RPC cannot call it")

    def test_the_lowest_role_can_do_nothing_to_a_visit(self):
        """K1, K4, K7: an employee who has no part in it."""
        visit = self._approved(items=[self._pickup()], costs=[("lunch", 3, 50)])
        mine = self._as("nobody", visit)
        calls = {
            "read": lambda: mine.read(["firm"]),
            "arrived": mine.action_arrived,
            "returned": mine.action_returned,
            "close": mine.action_close,
            "cancel": lambda: mine.action_cancel("x"),
            "move": lambda: mine.action_move("2026-03-12 02:00:00", "2026-03-13 02:00:00"),
            "host": mine.action_delegate_host,
            "thanked": lambda: mine.action_thanked("phone"),
            "item": lambda: self._as("nobody", visit.item_ids).write({"name": "x"}),
            "item done": lambda: self._as("nobody", visit.item_ids).action_done(),
            "item new": lambda: self._as("nobody", self.env["hotel.visit.item"]).create({**self._meal(), "visit_id": visit.id}),
            "expense": lambda: self._as("nobody", self.env["hotel.visit.expense"]).create(
                {"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 1}
            ),
            "other's expense": lambda: self._as("hr", self.env["hotel.visit.expense"]).create(
                {"visit_id": visit.id, "category_id": self.category["lunch"].id, "amount": 1, "day": "2026-03-02"}
            ),
            "other's supplement": lambda: self._as("hr", self.env["hotel.visit.supplement"]).create(
                {"visit_id": visit.id, "category_id": self.category["lunch"].id, "price": 1, "reason": "x"}
            ),
            "level": lambda: self._as("nobody", self.level["normal"]).write({"name": "x"}),
            "level version": lambda: self._as("nobody", self.level["normal"]).action_new_version(),
            "dialog": lambda: self._as("nobody", self.env["hotel.visit.act"]).create(
                {"visit_id": visit.id, "act": "cancel", "reason": "x"}
            ).action_confirm(),
        }  # fmt: skip
        for name, call in calls.items():
            with self.subTest(call=name), self.assertRaises(AccessError):
                call()
        self.assertEqual(visit.state, "planned")

    def test_a_host_cannot_spend_for_another_or_move_a_cost_away(self):
        """K8: an actual cost stays with a visit that its author may write."""
        mine = self._approved()
        other = self._approved(role="department_head")
        expense = self._as("sales", self.env["hotel.visit.expense"]).create(
            {"visit_id": mine.id, "category_id": self.category["lunch"].id, "amount": 10, "day": "2026-03-02"}
        )
        with self.assertRaisesRegex(UserError, "stays with its reception"):
            expense.write({"visit_id": other.id})
        request, foreign = self._visit(costs=[("lunch", 1, 1)]), self._visit(role="department_head")
        for part in (request.cost_ids, request.guest_ids[0]):
            with self.subTest(part=part), self.assertRaisesRegex(UserError, "stays with its reception"):
                part.write({"visit_id": foreign.id})
        with self.assertRaises(AccessError):
            expense.write({"department_id": self.rooms_department.id})
