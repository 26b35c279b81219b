from datetime import datetime, timedelta

from odoo.fields import Command

from odoo.addons.hotel_base.tests.common import HotelCase

#: Tuesday morning in Shanghai; the event is three weeks ahead, from 18:00 to 22:00.
NOW = datetime(2026, 3, 10, 1)
BEGIN = datetime(2026, 3, 31, 10)


def at(hour, minute=0, day=31):
    """Return an instant (UTC) by the hotel's clock in March 2026; hours past 24 and days past 31 lie beyond."""
    return datetime(2026, 3, 1) + timedelta(days=day - 1, hours=hour - 8, minutes=minute)


class WorkCase(HotelCase):
    """An event of a kind with a small template, and people to do its work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.hotel_event_exits = "Two doors to the lobby, one to the yard"
        cls.company.hotel_event_assembly_point = "Car park"
        cls.sales, cls.head = cls.users["sales"], cls.users["department_head"]
        cls.people = cls.env["hr.employee"].create(
            [
                {"name": name, "company_id": cls.company.id, "user_id": user and user.id}
                for name, user in (("Li Wei", cls.sales), ("Wang Fang", cls.users["nobody"]), ("Chen Jie", None))
            ]
        )
        cls.li, cls.wang, cls.chen = cls.people
        cls.greeter, cls.stage = cls.env["hotel.event.role"].create([{"name": "Greeter X"}, {"name": "Stage X"}])
        cls.room = cls.env["hotel.room"].create({"name": "Lotus Hall", "company_id": cls.company.id})
        cls.part = cls.env["hotel.room"].create({"name": "East", "company_id": cls.company.id, "parent_id": cls.room.id})
        cls.kind = cls.env["hotel.event.kind"].create(
            {
                "name": "Small dinner",
                "item_ids": [
                    Command.create({"sequence": 10, "name": "Sign-in", "start_minutes": -30, "minutes": 30, "place": "Foyer"}),
                    Command.create({"sequence": 20, "name": "Dinner", "start_minutes": 0, "minutes": 120, "role_id": cls.stage.id}),
                ],
                "task_ids": [
                    Command.create({"days": -14, "hour": 12.0, "name": "Order the flowers"}),
                    Command.create({"days": -1, "hour": 18.0, "name": "Set the tables", "owner_by": "sales_head"}),
                    Command.create({"days": 7, "hour": 18.0, "name": "Closing report"}),
                ],
                "duty_ids": [
                    Command.create({"role_id": cls.greeter.id, "quantity": 2, "start_minutes": -30, "minutes": 60}),
                    Command.create({"role_id": cls.stage.id, "start_minutes": 0, "minutes": 180}),
                ],
                "risk_ids": [Command.create({"name": "Fire", "measure": "Leave by the yard", "role_id": cls.stage.id})],
            }
        )

    @classmethod
    def order(cls, kind=None, begin=BEGIN, hours=4, title="Dinner of Yunfan"):
        """Return a new order (and its event) made by the salesperson."""
        return cls.env["hotel.event.order"].with_user(cls.sales).create(
            {
                "title": title,
                "company_id": cls.company.id,
                "kind_id": kind and kind.id,
                "partner_id": cls.env["res.partner"].create({"name": "Yunfan", "is_company": True}).id,
                "date_begin": begin,
                "date_end": begin + timedelta(hours=hours),
            }
        )

    def event(self, **values):
        """Return the event of a new order, as the salesperson sees it."""
        return self.order(**values).event_id

    def item(self, event, name, start, stop, **values):
        return self.env["hotel.event.item"].with_user(self.sales).create(
            {"event_id": event.id, "name": name, "start": start, "stop": stop, **values}
        )

    def duty(self, event, person, start, stop, role=None, user=None):
        return self.env["hotel.event.duty"].with_user(user or self.sales).create(
            {
                "event_id": event.id,
                "employee_id": person and person.id,
                "role_id": (role or self.greeter).id,
                "start": start,
                "stop": stop,
            }
        )
