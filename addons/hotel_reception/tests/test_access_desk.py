"""Who may do what at the desk: a table of rights, then hostile calls of the lowest roles."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .desk_case import DeskCase


@tagged("post_install", "-at_install")
class TestAccessDesk(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outsider = cls._new_user("outsider", "hotel_base.group_cashier")
        cls.foreign_sales = cls._new_user("foreign_sales", "hotel_base.group_sales", cls.sister)
        cls.foreign_head = cls._new_user("foreign_head", "hotel_base.group_sales_head", cls.sister)

    def setUp(self):
        super().setUp()
        self.sign_in("ann", "bob")
        self.entry = self.enter(name="Ms. Yu", phone="13900000001")

    def test_each_sees_what_concerns_them(self):
        """L3: the reception its desk, salespeople their own, sales head and readers all; cashiers and finance nothing; others' companies nothing."""
        customer = self.entry.customer_id
        sees = {
            "cashier": True, "sales_head": True, "gm": True, "auditor": True, "manager": True,
            "sales": False, "finance": False, "department_head": False, "hr": False, "chairman": False, "nobody": False,
        }  # fmt: skip
        users = {role: self.users[role] for role in sees} | {"ann": self.people["ann"], "bob": self.people["bob"], "outsider": self.outsider}
        users |= {"foreign_sales": self.foreign_sales, "foreign_head": self.foreign_head}
        sees |= {"ann": True, "bob": False, "outsider": False, "foreign_sales": False, "foreign_head": False}
        for name, user in users.items():
            for record in (self.entry, customer):
                with self.subTest(user=name, model=record._name):
                    seen = record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).search([("id", "=", record.id)])
                    self.assertEqual(bool(seen), sees[name])

    def test_the_lowest_roles_do_nothing_at_the_desk(self):
        """L1, L2, L6: a cashier who is not at the desk, a plain employee and people of another company are refused on every method."""
        desk, entry = self.desk, self.entry
        dispute = self.env["hotel.desk.dispute"].browse(
            self.env["hotel.desk.dispute"].search([("name", "=", self.as_user(entry, "bob").dispute("Mine"))]).id
        )
        calls = {
            "register": lambda user: desk.with_user(user).register_entry({"kind": "walk_in", "name": "x"}),
            "match": lambda user: desk.with_user(user).match("Yu"),
            "board": lambda user: desk.with_user(user).board(),
            "sign_in": lambda user: desk.with_user(user).sign_in(),
            "sign_in_other": lambda user: desk.with_user(user).sign_in(self.people["cai"].id),
            "sign_out": lambda user: desk.with_user(user).sign_out(self.people["ann"].id),
            "skip": lambda user: desk.with_user(user).skip(self.people["ann"].id, "busy", "x"),
            "back": lambda user: desk.with_user(user).back(self.people["ann"].id),
            "take": lambda user: entry.with_user(user).action_take(),
            "finish": lambda user: entry.with_user(user).finish("ordered", "", self.need.id, self.source.id),
            "report": lambda user: entry.with_user(user).report_no_customer("research", "x"),
            "confirm": lambda user: entry.with_user(user).action_confirm_no_customer(),
            "refuse": lambda user: entry.with_user(user).refuse_no_customer("x"),
            "owner": lambda user: entry.with_user(user).find_owner(entry.customer_id.id),
            "lead": lambda user: entry.with_user(user).action_make_lead(),
            "dispute": lambda user: entry.with_user(user).dispute("x"),
            "decide": lambda user: dispute.with_user(user).decide(self.people["bob"].id, "x"),
            "withdraw": lambda user: dispute.with_user(user).action_withdraw(),
        }
        hostile = {
            "outsider": self.outsider, "nobody": self.users["nobody"], "finance": self.users["finance"],
            "foreign_sales": self.foreign_sales, "foreign_head": self.foreign_head,
        }  # fmt: skip
        before = self._state()
        for name, user in hostile.items():
            for method, call in calls.items():
                with self.subTest(user=name, method=method), self.assertRaises(AccessError):
                    call(user)
        self.assertEqual(self._state(), before)

    def _state(self):
        self.env.invalidate_all()
        entries = self.env["hotel.desk.entry"].search([("desk_id", "=", self.desk.id)])
        return self.order(), entries.mapped(lambda entry: (entry.id, entry.state, entry.user_id.id, entry.customer_id.user_id.id))

    def test_no_road_writes_the_register(self):
        """M2: entries, places, owners, disputes and figures are written by create, write, load, web_save or context by nobody."""
        week = self.env["hotel.desk.week"]._make(self.desk, self.desk._business_date().replace(day=16))
        number = self.as_user(self.entry, "bob").dispute("Mine")
        dispute = self.env["hotel.desk.dispute"].search([("name", "=", number)])
        presence = self.env["hotel.desk.presence"].search([("desk_id", "=", self.desk.id)], limit=1)
        attempts = [
            (self.entry, {"user_id": self.people["bob"].id}),
            (self.entry, {"counts": False}),
            (presence, {"place": 0}),
            (self.entry.customer_id, {"user_id": self.people["bob"].id}),
            (self.entry.customer_id, {"lapses_on": "2030-01-01"}),
            (self.entry.customer_id, {"bought_on": "2020-01-01"}),
            (self.entry.customer_id.ownership_ids, {"user_id": self.people["bob"].id}),
            (dispute, {"state": "decided", "owner_id": self.people["bob"].id}),
            (week, {"counted": 1000}),
            (week, {"line_ids": [Command.clear()]}),
        ]
        for user in (self.reception, self.people["ann"], self.people["bob"], self.users["sales_head"], self.users["manager"]):
            for record, vals in attempts:
                own = record.with_user(user).sudo(False)
                with self.subTest(user=user.name, model=record._name, vals=vals):
                    for road in (
                        lambda own=own, vals=vals: own.write(vals),
                        lambda own=own, vals=vals: own.web_save(vals, {}),
                        lambda own=own, vals=vals: own.create({**vals}),
                        lambda own=own: own.copy(),
                        lambda own=own: own.unlink(),
                    ):
                        with self.assertRaises(UserError):
                            road()

    def test_settings_are_the_managers(self):
        """C7: the sales head and salespeople do not change the rules by which they are judged; no desk moves to another company."""
        for user in (self.users["sales_head"], self.people["ann"], self.reception):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.desk.with_user(user).write({"owner_uses_turn_open": False})
        self.desk.with_user(self.users["manager"]).write({"owner_uses_turn_open": False})
        with self.assertRaisesRegex(UserError, "stay with their company"):
            self.desk.write({"company_id": self.sister.id})

    def test_strangers_learn_nothing_from_the_board(self):
        """L2: colleagues see that somebody is served, not who; absentees and their leave are for the reception."""
        board = self.as_user(self.desk, "bob").board()
        self.assertEqual([entry["customer"] for entry in board["entries"]], ["M…"])
        self.assertFalse(board["absentees"])
        board = self.as_user(self.desk, self.reception).board()
        self.assertEqual([entry["customer"] for entry in board["entries"]], ["Ms. Yu"])
        self.assertIn("Cai", [person["user"] for person in board["absentees"]])

    def test_private_methods_are_out_of_reach(self):
        """M2: what the short transactions do cannot be called from outside."""
        for model, names in {
            "hotel.desk": ("_enter", "_assign", "_begin", "_give_place_back", "_find"),
            "hotel.desk.entry": ("_return_turn", "_move_to_owner", "_confirm_no_customer", "_take"),
            "hotel.desk.customer": ("_give_to", "_note_contact", "_note_bought"),
            "hotel.desk.ownership": ("_lapse_chunk", "_cron_lapse"),
            "hotel.desk.dispute": ("_open", "_carry_out"),
            "hotel.desk.week": ("_make", "_count"),
        }.items():
            for name in names:
                with self.subTest(model=model, name=name), self.assertRaises(AccessError):
                    get_public_method(self.env[model], name)
