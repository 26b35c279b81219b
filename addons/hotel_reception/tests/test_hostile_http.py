"""What the lowest roles send to the server: every call goes over HTTP with a session of its own, as a browser's console would."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .reception_case import ReceptionCase

#: What a call may do at most: fail, or find nothing.
REFUSED, NOTHING = "refused", "nothing"


@tagged("post_install", "-at_install")
class TestHostileHttp(ReceptionCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["other_sales"] = cls._new_user("other_sales", "hotel_base.group_sales")
        cls.users["foreign_sales"] = cls._new_user("foreign_sales", "hotel_base.group_sales", cls.sister)
        cls.users["foreign_door"] = cls._new_user("foreign_door", "hotel_reception.group_door", cls.sister)
        for user in cls.users.values():
            user.password = user.login

    def setUp(self):
        super().setUp()
        now = fields.Datetime.now()
        self.visit = self._approved(
            arrival=now,
            departure=now + timedelta(hours=6),
            items=[self._pickup(start=now + timedelta(hours=1), end=now + timedelta(hours=2))],
            costs=[("lunch", 3, 50, self.company._hotel_today())],
        )
        self.guest_entry = self.visit.entry_ids.sudo()[0]
        self._door().check_in(self.guest_entry.id, agreed=True)
        self.desk = self.env["hotel.desk"].create({
            "name": "Sales centre", "code": "SC", "company_id": self.company.id, "receptionist_ids": [Command.set(self.users["cashier"].ids)],
        })  # fmt: skip
        for role in ("sales", "other_sales"):
            self.desk.with_user(self.users[role]).sign_in()
        answer = self.desk.with_user(self.users["cashier"]).register_entry({"kind": "walk_in", "name": "Ms. Yu", "phone": "13900000001"})
        self.entry = self.env["hotel.desk.entry"].browse(answer["entry"])
        self.customer = self.entry.customer_id
        self.badge = self.guest_entry.badge_id
        self.ban = self.env["hotel.visitor.ban"].create({"name": "Mr. Quick", "reason": "Stole a lamp", "company_id": self.company.id})

    def call(self, model, method, *args, **kwargs):
        """Call a method as the session's user and return (result, error's class)."""
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}", json={"jsonrpc": "2.0", "method": "call", "params": params}, timeout=60
        ).json()
        return answer.get("result"), answer.get("error", {}).get("data", {}).get("name")

    def _attacks(self):
        """Return [(what it tries, model, method, arguments, what may come of it)] for somebody who has no part in any of it."""
        visit, entry, desk, log = self.visit, self.entry, self.desk, self.guest_entry
        presence = self.env["hotel.desk.presence"].search([("desk_id", "=", desk.id)], limit=1)
        cost, item, guest = visit.cost_ids[0], visit.item_ids[0], visit.guest_ids[0]
        own = self.customer.ownership_ids[0]
        return [
            ("read a visit", "hotel.visit", "read", [visit.ids, ["firm", "planned_total"]], REFUSED),
            ("search visits", "hotel.visit", "search_read", [[], ["firm"]], NOTHING),
            ("search visits by a guest's phone", "hotel.visit.guest", "search_read", [[["name", "ilike", "Guest"]], ["phone", "email"]], NOTHING),
            ("sum the costs", "hotel.visit.cost", "formatted_read_group", [[], [], ["amount:sum", "__count"]], NOTHING),
            ("count the planned against the actual", "hotel.visit.report", "search_count", [[]], REFUSED),
            ("read a cost", "hotel.visit.cost", "read", [cost.ids, ["amount"]], REFUSED),
            ("approve", "hotel.visit", "action_approve", [visit.ids, "x"], REFUSED),
            ("cancel a visit", "hotel.visit", "action_cancel", [visit.ids, "x"], REFUSED),
            ("move the driver", "hotel.visit.item", "write", [item.ids, {"driver_id": False}], REFUSED),
            ("take a guest off", "hotel.visit.guest", "unlink", [guest.ids], REFUSED),
            ("print the programme's data", "hotel.visit.item", "export_data", [item.ids, ["name", "driver_id/name"]], REFUSED),
            ("read who is in the house", "hotel.visitor.entry", "search_read", [[], ["name", "phone", "badge_number"]], NOTHING),
            ("read one visitor", "hotel.visitor.entry", "read", [log.ids, ["name", "phone"]], REFUSED),
            ("read the code of an invitation", "hotel.visitor.entry", "search_read", [[["code", "!=", False]], ["code"]], REFUSED),
            ("group visitors by firm", "hotel.visitor.entry", "formatted_read_group", [[], ["firm"], ["__count"]], NOTHING),
            ("delete from the log", "hotel.visitor.entry", "unlink", [log.ids], REFUSED),
            ("rename a visitor", "hotel.visitor.entry", "write", [log.ids, {"name": "x"}], REFUSED),
            ("let somebody out by writing", "hotel.visitor.entry", "web_save", [log.ids, {"state": "left"}], REFUSED),
            ("let oneself in by creating", "hotel.visitor.entry", "create", [[{"name": "x", "state": "here"}]], REFUSED),
            ("load an entry of the log", "hotel.visitor.entry", "load", [["name", "state"], [["x", "left"]]], REFUSED),
            ("give a badge", "hotel.visitor.badge", "write", [self.badge.ids, {"entry_id": False}], REFUSED),
            ("declare a badge lost", "hotel.visitor.badge", "action_lost", [self.badge.ids], REFUSED),
            ("read who is not admitted", "hotel.visitor.ban", "search_read", [[], ["name", "reason"]], REFUSED),
            ("ask the door", "hotel.visitor.door", "today", [], REFUSED),
            ("let in at the door", "hotel.visitor.door", "check_in", [log.id, True], REFUSED),
            ("let out at the door", "hotel.visitor.door", "check_out", [log.id], REFUSED),
            ("list the staff at the door", "hotel.visitor.door", "search_hosts", ["a"], REFUSED),
            ("answer for the host", "hotel.visitor.entry", "action_decline", [log.ids, "x"], REFUSED),
            ("delete personal data ahead of time", "hotel.visitor.erasure", "create", [[{"day": "2020-01-01"}]], REFUSED),
            ("read others' entries", "hotel.desk.entry", "search_read", [[], ["phone", "proof"]], NOTHING),
            ("read one entry", "hotel.desk.entry", "read", [entry.ids, ["phone"]], REFUSED),
            ("read the proof", "hotel.desk.entry", "web_read", [entry.ids, {"proof_html": {}}], REFUSED),
            ("take the entry", "hotel.desk.entry", "write", [entry.ids, {"user_id": self.env.uid}], REFUSED),
            ("give oneself the turn", "hotel.desk.presence", "write", [presence.ids, {"place": 1, "turn_count": 0}], REFUSED),
            ("make a place in the queue", "hotel.desk.presence", "create", [[{"desk_id": desk.id, "place": 1}]], REFUSED),
            ("read the customers", "hotel.desk.customer", "search_read", [[], ["phone", "user_id"]], NOTHING),
            ("take a customer", "hotel.desk.customer", "write", [self.customer.ids, {"user_id": self.env.uid}], REFUSED),
            ("rewrite who owned a customer", "hotel.desk.ownership", "write", [own.ids, {"until": "2020-01-01"}], REFUSED),
            ("say one has called", "hotel.desk.contact", "create", [[{"customer_id": self.customer.id, "day": "2026-03-02"}]], REFUSED),
            ("decide a dispute", "hotel.desk.decide", "create", [[{"decision": "x"}]], REFUSED),
            ("change the rules of the desk", "hotel.desk", "write", [desk.ids, {"turn_back_by": "self"}], REFUSED),
            ("call a private method", "hotel.desk.customer", "_give_to", [self.customer.ids, 1, "given", "2026-03-02"], REFUSED),
            ("call a private method of the door", "hotel.visitor.entry", "_let_out", [log.ids, 1], REFUSED),
        ]

    def _state(self):
        """Return all that could have been changed."""
        self.env.invalidate_all()
        return {
            model: self.env[model].sudo().with_context(active_test=False).search([], order="id").read(names)
            for model, names in {
                "hotel.visit": ["state", "approval_state", "firm", "write_date"],
                "hotel.visit.item": ["driver_id", "name"],
                "hotel.visit.guest": ["name"],
                "hotel.visit.cost": ["amount"],
                "hotel.visitor.entry": ["name", "state", "host_answer", "badge_number"],
                "hotel.visitor.badge": ["entry_id", "lost_at"],
                "hotel.visitor.erasure": ["day"],
                "hotel.desk": ["turn_back_by"],
                "hotel.desk.entry": ["user_id", "state"],
                "hotel.desk.presence": ["user_id", "place", "turn_count"],
                "hotel.desk.customer": ["user_id", "phone"],
                "hotel.desk.ownership": ["user_id", "until"],
                "hotel.desk.contact": ["customer_id"],
            }.items()
        }

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_the_lowest_roles_get_nothing_and_change_nothing(self):
        """C7, K1, K5, L2, M2: an employee without a role and salespeople of another hotel: every call fails or finds nothing."""
        before = self._state()
        for role in ("nobody", "foreign_sales"):
            self.authenticate(self.users[role].login, self.users[role].login)
            for what, model, method, args, outcome in self._attacks():
                with self.subTest(role=role, attack=what):
                    result, error = self.call(model, method, *args)
                    if method == "load":
                        self.assertFalse(result["ids"])
                    elif outcome == REFUSED:
                        self.assertTrue(error or result in ([], {}), f"it was answered: {result}")
                    else:
                        self.assertFalse(error)
                        rows = [row for row in result if row.get("__count") != 0]
                        self.assertFalse(rows)
        self.assertEqual(self._state(), before)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_a_colleague_takes_neither_turn_nor_customer(self):
        """L2, L4, M2: a salesperson of the same hotel neither reads another's customer nor takes it, the turn or the decision."""
        before = self._state()
        other = self.users["other_sales"]
        self.authenticate(other.login, other.login)
        presence = self.env["hotel.desk.presence"].search([("user_id", "=", other.id)])
        for what, model, method, args in (
            ("read another's entry", "hotel.desk.entry", "read", [self.entry.ids, ["phone"]]),
            ("read another's customer", "hotel.desk.customer", "read", [self.customer.ids, ["phone"]]),
            ("receive another's customer", "hotel.desk.entry", "action_take", [self.entry.ids]),
            ("end another's entry", "hotel.desk.entry", "finish", [self.entry.ids, "ordered", "", False, False]),
            ("go first", "hotel.desk.presence", "write", [presence.ids, {"place": 0}]),
            ("sign another one out", "hotel.desk", "sign_out", [self.desk.ids, self.users["sales"].id]),
            ("skip another one", "hotel.desk", "skip", [self.desk.ids, self.users["sales"].id, "absent", "x"]),
            ("note a contact with another's customer", "hotel.desk.contact", "create", [[{"customer_id": self.customer.id, "day": "2026-03-02"}]]),
            ("move the last day", "hotel.desk.customer", "write", [self.customer.ids, {"lapses_on": "2020-01-01"}]),
            ("decide for oneself", "hotel.desk.decide", "create", [[{"decision": "x", "user_id": other.id}]]),
        ):
            with self.subTest(what):
                result, error = self.call(model, method, *args)
                self.assertTrue(error, f"it was answered: {result}")
        self.assertEqual(self._state(), before)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_a_door_of_another_hotel_opens_nothing_here(self):
        """C7, K5: the door of a sister hotel neither sees nor moves the visitors of this one."""
        before = self._state()
        self.authenticate(self.users["foreign_door"].login, self.users["foreign_door"].login)
        today, error = self.call("hotel.visitor.door", "today")
        self.assertFalse(error)
        self.assertEqual([today["expected"], today["here"], today["badges"], today["counts"]["here"]], [[], [], [], 0])
        for method, args in (
            ("check_out", [self.guest_entry.id]),
            ("check_in", [self.guest_entry.id, True]),
            ("refuse", [self.guest_entry.id, {}, "x"]),
            ("return_badge", [self.guest_entry.id]),
            ("scan", [self.badge.number]),
        ):
            with self.subTest(method):
                result, error = self.call("hotel.visitor.door", method, *args)
                self.assertTrue(error, f"it was answered: {result}")
        # Naming the company in the context helps nobody who does not belong there.
        result, error = self.call("hotel.visitor.door", "today", context={"allowed_company_ids": self.company.ids})
        self.assertTrue(error, f"it was answered: {result}")
        self.assertEqual(self._state(), before)

    def test_the_owner_and_the_door_are_answered(self):
        """K5, L2: the same calls by those whose work it is: the attacks above fail for their senders, not for a slip in the call."""
        self.authenticate(self.users["sales"].login, self.users["sales"].login)
        self.assertEqual(self.call("hotel.desk.entry", "read", self.entry.ids, ["phone"])[0][0]["phone"], "13900000001")
        self.assertEqual(self.call("hotel.visit", "read", self.visit.ids, ["firm"])[0][0]["firm"], "Dragon Trading")
        self.authenticate(self.users["door"].login, self.users["door"].login)
        today, error = self.call("hotel.visitor.door", "today")
        self.assertFalse(error)
        self.assertIn(self.guest_entry.id, [visitor["id"] for visitor in today["here"]])
        result, error = self.call("hotel.visitor.door", "check_out", self.guest_entry.id)
        self.assertFalse(error)
        self.assertEqual(result["state"], "left")
        self.assertTrue(fields.Datetime.to_datetime(result["departure"]))
