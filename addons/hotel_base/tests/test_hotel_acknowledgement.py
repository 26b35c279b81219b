from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import HotelCase


@freeze_time("2026-11-20 02:00:00")
@tagged("post_install", "-at_install")
class TestHotelAcknowledgement(HotelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ack = cls.env["hotel.acknowledgement"]
        cls.record = cls.env["hotel.policy.review"].create({"name": "Agreement", "company_id": cls.company.id})
        cls.manager = cls.env["hr.employee"].create({
            "name": "Rooms head", "user_id": cls.users["department_head"].id, "company_id": cls.company.id,
        })  # fmt: skip
        cls.rooms = cls.env["hr.department"].create({
            "name": "Rooms", "company_id": cls.company.id, "manager_id": cls.manager.id,
        })  # fmt: skip

    def _ask(self, revision=1, **parties):
        parties = parties or {"outlets": self.outlet, "departments": self.rooms, "users": self.users["finance"]}
        return self.Ack.ask(self.record, revision, "Agreement active", **parties)

    def _todo(self, user):
        return self.env["mail.activity"].search([
            ("user_id", "=", self.users[user].id),
            ("hotel_acknowledgement_id", "!=", False),
        ])

    def test_each_party_is_asked_and_told(self):
        """C3: a row for each outlet, department and person, an activity for each who may confirm."""
        rows = self._ask()
        self.assertEqual(len(rows), 3)
        self.assertEqual(set(rows.mapped("state")), {"waiting"})
        for user in ("cashier", "department_head", "finance"):
            self.assertEqual(len(self._todo(user)), 1, user)

    def test_one_of_the_outlet_s_cashiers_confirms_and_nobody_else(self):
        """C3: who is not asked cannot confirm; whose confirmation it was stays on record."""
        row = self._ask(outlets=self.outlet)
        for user in ("sales", "finance_head", "gm", "manager", "auditor"):
            with self.subTest(user=user), self.assertRaises(UserError):
                row.with_user(self.users[user]).action_acknowledge()
        with self.assertRaises(AccessError):
            row.with_user(self.users["stranger"]).action_acknowledge()
        row.with_user(self.users["cashier"]).action_acknowledge()
        self.assertEqual((row.state, row.confirmed_by_id), ("confirmed", self.users["cashier"]))
        self.assertEqual(row.confirmed_at, datetime(2026, 11, 20, 2))
        self.assertFalse(self._todo("cashier"))
        with self.assertRaisesRegex(UserError, "already"):
            row.with_user(self.users["cashier"]).action_acknowledge()

    def test_a_new_revision_replaces_what_is_not_confirmed(self):
        """C3, H5: open rows of the older revision are void, confirmed ones stay; the same revision asks nobody twice."""
        first = self._ask()
        first[0].with_user(self.users["cashier"]).action_acknowledge()
        self.assertFalse(self._ask())
        second = self._ask(2)
        self.assertEqual(first.mapped("state"), ["confirmed", "void", "void"])
        self.assertEqual(len(second), 3)
        with self.assertRaisesRegex(UserError, "newer revision"):
            first[2].with_user(self.users["finance"]).action_acknowledge()
        self.assertEqual(len(self._todo("finance")), 1)

    def test_nobody_confirms_by_writing(self):
        """C3, M2: rows are read-only for everybody over RPC."""
        row = self._ask(users=self.users["finance"])
        for role in ("finance", "manager"):
            as_user = row.with_user(self.users[role])
            with self.assertRaises(AccessError):
                as_user.write({"state": "confirmed"})
            with self.assertRaises(AccessError):
                as_user.unlink()
            with self.assertRaises(AccessError):
                as_user.create({"subject": "x"})

    def test_who_joins_an_outlet_confirms_for_it(self):
        """C3: with another cashier the open rows and activities go over; an outlet without any is listed as such."""
        row = self._ask(outlets=self.outlet)
        self.outlet.with_user(self.users["manager"]).cashier_ids = [Command.set(self.users["nobody"].ids)]
        with self.assertRaises(UserError):
            row.with_user(self.users["cashier"]).action_acknowledge()
        self.assertFalse(self._todo("cashier"))
        self.assertEqual(len(self._todo("nobody")), 1)
        self.assertEqual(self.Ack.with_user(self.users["nobody"]).search([("may_acknowledge", "=", True)]), row)
        row.with_user(self.users["nobody"]).action_acknowledge()
        self.assertFalse(self.Ack.with_user(self.users["nobody"]).search([("may_acknowledge", "=", True)]))

    def test_a_deadline_runs_for_each_row(self):
        """C3: with a due time the confirmation is a clock that stops with it."""
        row = self.Ack.ask(self.record, 1, "Read this", outlets=self.outlet, due=datetime(2026, 11, 21))
        clock = self.env["hotel.clock"].search([("res_model", "=", "hotel.acknowledgement"), ("res_id", "=", row.id)])
        self.assertEqual((clock.owner_id, clock.due), (self.users["cashier"], datetime(2026, 11, 21)))
        row.with_user(self.users["cashier"]).action_acknowledge()
        self.assertTrue(clock.stopped)
