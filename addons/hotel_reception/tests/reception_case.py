from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command

from odoo.addons.hotel_base.tests.common import HotelCase

#: Monday, 2 March 2026, 09:00 in Shanghai.
NOW = "2026-03-02 01:00:00"


class ReceptionCase(HotelCase):
    """A hotel with a sales and a rooms department, people of rank, a driver, badges and the door."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["door"] = cls._new_user("door", "hotel_reception.group_door")
        cls.users["driver"] = cls._new_user("driver", "base.group_user")
        cls.users["waiter"] = cls._new_user("waiter", "base.group_user")
        ref = cls.env.ref
        cls.rank = {name: ref(f"hotel_reception.rank_{name}") for name in ("gm", "director", "manager", "supervisor", "staff")}
        cls.level = {name: ref(f"hotel_reception.level_{name}") for name in ("vip", "high", "normal", "refused")}
        cls.category = {
            name: ref(f"hotel_reception.category_{name}") for name in ("lunch", "dinner", "banquet", "room", "gift", "car", "ticket", "tea")
        }
        departments = cls.env["hr.department"].create([
            {"name": "Sales", "company_id": cls.company.id}, {"name": "Rooms", "company_id": cls.company.id},
        ])  # fmt: skip
        cls.sales_department, cls.rooms_department = departments
        cls.employee = {}
        for role, rank, department in (
            ("sales", "supervisor", cls.sales_department),
            ("sales_head", "manager", cls.sales_department),
            ("department_head", "manager", cls.rooms_department),
            ("gm", "gm", None),
            ("driver", "staff", cls.rooms_department),
            ("waiter", "staff", cls.rooms_department),
            ("door", "staff", cls.rooms_department),
        ):
            cls.employee[role] = cls.env["hr.employee"].create({
                "name": cls.users[role].name,
                "user_id": cls.users[role].id,
                "company_id": cls.company.id,
                "department_id": department.id if department else False,
                "hotel_rank_id": cls.rank[rank].id,
            })
        cls.employee["sales"].parent_id = cls.employee["sales_head"]
        cls.employee["sales_head"].parent_id = cls.employee["gm"]
        cls.employee["department_head"].parent_id = cls.employee["gm"]
        cls.sales_department.manager_id = cls.employee["sales_head"]
        cls.rooms_department.manager_id = cls.employee["department_head"]
        cls.badges = cls.env["hotel.visitor.badge"].create([{"number": str(n), "company_id": cls.company.id} for n in (1, 2, 3)])
        cls.firm = cls.env["res.partner"].create({"name": "Dragon Trading", "is_company": True})

    def _as(self, role, records):
        return records.with_user(self.users[role]).with_context(allowed_company_ids=self.company.ids)

    def _visit(self, role="sales", level="normal", guests=2, host=None, costs=(), items=(), rank="staff", **vals):
        """Make a request as `role`; costs are (category, quantity, price[, day])."""
        return self._as(role, self.env["hotel.visit"]).create({
            "company_id": self.company.id,
            "firm": "Dragon Trading",
            "purpose": "See the new halls before their yearly dinner.",
            "arrival": datetime(2026, 3, 10, 2),
            "departure": datetime(2026, 3, 11, 8),
            "level_id": self.level[level].id,
            "host_id": self.employee[host or role].id,
            "guest_ids": [
                Command.create({"name": f"Guest {n}", "rank_id": self.rank[rank].id, "email": f"guest{n}@example.com"}) for n in range(1, guests + 1)
            ],
            "cost_ids": [
                Command.create({
                    "category_id": self.category[cost[0]].id,
                    "quantity": cost[1],
                    "price": cost[2],
                    "day": cost[3] if len(cost) > 3 else "2026-03-10",
                    "sequence": 10 * (n + 1),
                })
                for n, cost in enumerate(costs)
            ],
            "item_ids": [Command.create(item) for item in items],
            **vals,
        })  # fmt: skip

    def _approved(self, **kwargs):
        """Return a visit that the department head (and the GM, where needed) has approved."""
        visit = self._visit(**kwargs)
        visit.action_submit()
        while visit.approval_state == "pending":
            step = visit.sudo().approval_current_step_id
            visit.with_user(step.delegated_to_id or step.approver_id).action_approve("Go ahead.")
            visit.invalidate_recordset()
        return visit

    def _pickup(self, **vals):
        return {
            "kind": "pickup",
            "name": "Pick-up at the airport",
            "start": datetime(2026, 3, 10, 0, 30),
            "end": datetime(2026, 3, 10, 2),
            "transport": "flight",
            "transport_number": "MU5101",
            "driver_id": self.employee["driver"].id,
            "responsible_id": self.employee["waiter"].id,
            "vehicle": "Buick GL8 A·88888",
            **vals,
        }

    def _meal(self, **vals):
        return {
            "kind": "meal",
            "name": "Lunch",
            "start": datetime(2026, 3, 10, 4),
            "end": datetime(2026, 3, 10, 6),
            "responsible_id": self.employee["waiter"].id,
            **vals,
        }

    def _door(self):
        return self._as("door", self.env["hotel.visitor.door"])


frozen = freeze_time(NOW)
