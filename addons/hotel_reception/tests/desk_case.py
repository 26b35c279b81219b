"""A desk with three salespeople, a reception that is a cashier by role, and a customer or two."""

from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command

from odoo.addons.hotel_base.tests.common import HotelCase

#: Wednesday, 10:00 in Shanghai.
NOW = datetime(2026, 3, 18, 2, 0)


class DeskCase(HotelCase):
    """`self.desk` with Ann, Bob and Cai, who sign in by `self.sign_in("ann", "bob")`; entries by `self.enter(...)`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            name: cls._new_user(name, "hotel_base.group_sales") for name in ("ann", "bob", "cai")
        }
        cls.reception = cls.users["cashier"]
        cls.desk = cls.env["hotel.desk"].create({
            "name": "Sales centre",
            "code": "SC",
            "company_id": cls.company.id,
            "receptionist_ids": [Command.set(cls.reception.ids)],
        })
        cls.source = cls.env.ref("hotel_reception.desk_source_web")
        cls.need = cls.env.ref("hotel_reception.desk_need_wedding")

    def setUp(self):
        super().setUp()
        self.at(NOW)

    def at(self, instant):
        """Let it be a naive UTC instant from now on."""
        if hasattr(self, "_frozen"):
            self._frozen.stop()
        else:
            self.addCleanup(lambda: self._frozen.stop())
        self._frozen = freeze_time(instant)
        self._frozen.start()

    def as_user(self, records, user):
        """Return `records` as a user (record or name of a salesperson) sees them."""
        return records.with_user(self.people.get(user, user) if isinstance(user, str) else user).sudo(False)

    def sign_in(self, *names):
        for name in names:
            self.as_user(self.desk, name).sign_in()

    def enter(self, user=None, **values):
        """Enter somebody at the desk; return the entry."""
        answer = self.answer(user, **values)
        return self.env["hotel.desk.entry"].browse(answer["entry"])

    def answer(self, user=None, **values):
        return self.as_user(self.desk, user or self.reception).register_entry({"kind": "walk_in", **values})

    def customer(self, owner=None, **values):
        """Return a customer of the register that belongs to a salesperson since today."""
        customer = self.env["hotel.desk.customer"].create({
            "name": "Mr. Gu", "phone": "138 0000 1111", "company_id": self.company.id, "desk_id": self.desk.id, **values,
        })  # fmt: skip
        if owner:
            customer._give_to(self.people[owner], "first", self.company._hotel_today())
        return customer

    def match_of(self, customer):
        return {"kind": "customer", "id": customer.id}

    def who(self, entry):
        """Return (name of who receives, why)."""
        return entry.user_id.login.removeprefix("test_") if entry.user_id else None, entry.why or None

    def order(self):
        """Return the names in the queue, the next one first."""
        return [
            presence.user_id.login.removeprefix("test_") for presence in self.desk._get_presences(self.desk._business_date())
        ]
