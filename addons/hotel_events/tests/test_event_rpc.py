"""What the lowest roles send to the server about an event: over HTTP, with a session of their own, as a browser's console would."""

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .event_case import NOW, EventCase

QUIET = (
    "odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model",
)  # fmt: skip


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventRpc(EventCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        branch = cls.env["res.company"].sudo().create({"name": "Branch"})
        cls.stranger = new_test_user(
            cls.env,
            login="event_stranger",
            groups=",".join(f"hotel_base.group_{role}" for role in ("sales_head", "department_head", "finance_head", "gm")),
            company_id=branch.id,
            company_ids=[Command.set(branch.ids)],
        )
        cls.guest_user = new_test_user(cls.env, login="event_portal", groups="base.group_portal")

    def setUp(self):
        super().setUp()
        self.order_sudo = self.issued().sudo()
        self.event = self.order_sudo.event_id
        env = self.env(su=True)
        self.registration = env["event.registration"].create(
            {"event_id": self.event.id, "name": "Ms Quick", "phone": "13800138000", "email": "quick@example.com"}
        )
        self.point = env["hotel.event.checkpoint"].create({"event_id": self.event.id, "name": "Door", "kind": "door"})
        self.draw = env["hotel.event.draw"].create(
            {"event_id": self.event.id, "name": "Draw", "prize_ids": [Command.create({"name": "First", "quantity": 1})]}
        )
        self.material = env["hotel.event.material"].create({"event_id": self.event.id, "name": "Tea", "kind": "gift", "planned": 3})
        self.incident = env["hotel.event.incident"].create(
            {"event_id": self.event.id, "name": "Glass broken", "person": "A guest", "action": "Swept"}
        )
        self.cancellation = self.request(self.order_sudo.with_user(self.sales)).sudo()
        self.exception = env["hotel.event.exception"].create({"order_id": self.order_sudo.id, "kind": "overdue", "reason": "Quick"})
        self.tariff = env["hotel.damage.tariff"].create(
            {"name": "Glass", "company_id": self.company.id, "price_ids": [Command.create({"date_start": "2026-01-01", "price": 50})]}
        )
        self.env.flush_all()

    def call(self, user, model, method, *args):
        """Call a method as `user` and return (result, error's class)."""
        self.authenticate(user.login, user.login + "x" * (8 - len(user.login)))
        params = {"model": model, "method": method, "args": list(args), "kwargs": {}}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}", json={"jsonrpc": "2.0", "method": "call", "params": params}, timeout=60
        ).json()
        return answer.get("result"), answer.get("error", {}).get("data", {}).get("name")

    def _state(self):
        """Return all that could have been changed."""
        self.env.invalidate_all()
        rows = {}
        for name, model in self.env.registry.items():
            own = name.startswith("hotel.") and model._auto and not model._abstract and not model._transient
            if own and (model._original_module == "hotel_events" or name == "hotel.approval.step"):
                records = self.env[name].sudo().with_context(active_test=False).search([], order="id")
                stored = [each for each, field in records._fields.items() if field.store and field.column_type and each != "write_date"]
                rows[name] = records.read(stored, load=False)
        for name, names in (
            ("event.event", ["name", "date_begin", "user_id"]), ("event.registration", ["name", "phone", "state"]),
            ("account.move", ["state", "amount_total", "hotel_event_order_id"]), ("sale.order.line", ["product_uom_qty", "price_unit"]),
        ):  # fmt: skip
            rows[name] = self.env[name].sudo().with_context(active_test=False).search([], order="id").read(names, load=False)
        return rows

    def _deeds(self):
        """Return [(what it does, model, method, arguments)] of what nobody may do who has no part in the event."""
        order, event, issue = self.order_sudo.ids, self.event.ids, self.order_sudo.issue_ids[:1].ids
        task = self.env["hotel.event.task"].sudo().create({"event_id": self.event.id, "name": "Flowers", "deadline": self.event.date_begin})
        plan = self.env["hotel.event.emergency"].sudo().search([("event_id", "=", self.event.id)])
        self.env.flush_all()
        company, item = self.company.id, self.env["hotel.event.archive.item"].sudo().search([("event_id", "=", self.event.id)], limit=1).id
        times = {"date_begin": "2026-06-01 10:00:00", "date_end": "2026-06-01 12:00:00"}
        hours = {"start": times["date_begin"], "stop": times["date_end"]}
        draw, point, scan = self.draw.ids, self.point.ids, {"uuid": "a" * 32, "code": self.registration.barcode}
        return [
            ("raise the budget", "hotel.event.order", "write", [order, {"budget": 1}]),
            ("lower the deposit", "hotel.event.order", "web_save", [order, {"deposit_asked": 1}, {}]),
            ("set the state", "hotel.event.order", "write", [order, {"state": "settled"}]),
            ("make an order", "hotel.event.order", "create", [[{"title": "x", "partner_id": self.firm.id, "company_id": company, **times}]]),
            ("delete an order", "hotel.event.order", "unlink", [order]),
            ("agree to the budget", "hotel.event.order", "action_agree_budget", [order]),
            ("ask for money", "hotel.event.order", "action_request_deposit", [order]),
            ("issue it", "hotel.event.order", "action_issue", [order]),
            ("say it was held", "hotel.event.order", "action_held", [order]),
            ("bill it", "hotel.event.order", "action_invoice", [order]),
            ("settle it", "hotel.event.order", "action_settle", [order]),
            ("rewrite an issue", "hotel.event.issue", "write", [issue, {"content": {}}]),
            ("delete an issue", "hotel.event.issue", "unlink", [issue]),
            ("make an agreed budget", "hotel.event.budget", "create", [[{"order_id": order[0], "budget": 1}]]),
            ("ask for an exception", "hotel.event.exception", "create", [[{"order_id": order[0], "kind": "overdue", "reason": "x"}]]),
            ("approve an exception", "hotel.event.exception", "action_approve", [self.exception.ids]),
            ("write an approval", "hotel.event.exception", "write", [self.exception.ids, {"approval_state": "approved"}]),
            ("ask to cancel", "hotel.event.cancellation", "create", [[{"order_id": order[0], "reason": "x"}]]),
            ("sign for the customer", "hotel.event.cancellation", "write", [self.cancellation.ids, {"filed_by_id": self.guest_user.id}]),
            ("file as the customer", "hotel.event.cancellation", "_file", [order[0], "x", "x", {"kind": "cancel"}]),
            ("take a request back", "hotel.event.cancellation", "_withdraw", [self.cancellation.ids]),
            ("submit a request", "hotel.event.cancellation", "action_submit", [self.cancellation.ids]),
            ("book a refund", "hotel.event.cancellation", "action_book", [self.cancellation.ids]),
            ("pay a refund", "hotel.event.cancellation", "action_pay", [self.cancellation.ids]),
            ("change the scale", "hotel.event.scale", "create", [[{"name": "x", "date_from": "2026-01-01"}]]),
            ("move the event", "event.event", "write", [event, times]),
            ("write the run sheet", "hotel.event.item", "create", [[{"event_id": event[0], "name": "x", **hours}]]),
            ("do another's task", "hotel.event.task", "action_done", [task.ids]),
            ("move a deadline", "hotel.event.task", "write", [task.ids, {"deadline": "2030-01-01 00:00:00"}]),
            ("put somebody on duty", "hotel.event.duty", "create", [[{"event_id": event[0], "employee_id": self.keeper.id, **hours}]]),
            ("approve the emergency plan", "hotel.event.emergency", "action_approve", [plan.ids]),
            ("change the emergency plan", "hotel.event.emergency", "write", [plan.ids, {"exits": "none"}]),
            ("rewrite the incident log", "hotel.event.incident", "write", [self.incident.ids, {"action": "x"}]),
            ("delete from the incident log", "hotel.event.incident", "unlink", [self.incident.ids]),
            ("add a guest", "event.registration", "create", [[{"event_id": event[0], "name": "x"}]]),
            ("check a guest in", "event.registration", "write", [self.registration.ids, {"state": "done"}]),
            ("scan at a door", "hotel.event.checkpoint", "scan", [point, [scan]]),
            ("make a scan", "hotel.event.scan", "create", [[{"checkpoint_id": point[0], "registration_id": self.registration.id}]]),
            ("import guests", "hotel.guest.import", "create", [[{"event_id": event[0]}]]),
            ("announce a draw", "hotel.event.draw", "action_announce", [draw]),
            ("draw", "hotel.event.draw", "action_draw_next", [draw]),
            ("make oneself a winner", "hotel.event.draw.winner", "create", [[{"draw_id": draw[0], "name": "x"}]]),
            ("change a prize", "hotel.event.draw.prize", "write", [self.draw.prize_ids.ids, {"quantity": 9}]),
            ("hand out a gift", "hotel.event.material.move", "create", [[{"material_id": self.material.id, "quantity": 1}]]),
            ("draw an invitation list", "hotel.event.invitation", "create", [[{"event_id": event[0]}]]),
            ("plan money", "hotel.event.budget.line", "create", [[{"event_id": event[0], "planned": 1}]]),
            ("lower the tariff", "hotel.damage.tariff.price", "write", [self.tariff.price_ids.ids, {"price": 1}]),
            ("file a document", "hotel.event.archive.document", "create", [[{"item_id": item, "name": "x", "file": "eA=="}]]),
            ("call a private method", "hotel.event.order", "_go", [order, "settled"]),
            ("call another", "hotel.event.draw", "_freeze", [draw]),
        ]

    def _looks(self):
        """Return [(what it reads, model, method, arguments)] of what nobody may read who has no part in the event."""
        order, event = self.order_sudo.ids, self.event.ids
        mine = [["event_id", "=", event[0]]]
        return [
            ("what the customer owes", "hotel.event.order", "read", [order, ["owed_amount", "overdue_amount"]]),
            ("the deposit in the books", "hotel.event.order", "search_read", [[["id", "in", order]], ["deposit_received"]]),
            ("the exceptions", "hotel.event.exception", "search_read", [[["order_id", "in", order]], ["reason"]]),
            ("the request to cancel", "hotel.event.cancellation", "search_read", [[["order_id", "in", order]], ["reason"]]),
            ("the guests", "event.registration", "search_read", [mine, ["phone", "email"]]),
            ("the guests through the event", "event.event", "web_read", [event, {"registration_ids": {"fields": {"phone": {}}}}]),
            ("the list of the door", "hotel.event.checkpoint", "get_door_list", [self.point.ids]),
            ("the scans", "hotel.event.scan", "search_read", [mine, ["registration_id"]]),
            ("the seed of the draw", "hotel.event.draw", "search_read", [mine, ["seed"]]),
            ("the materials' cost", "hotel.event.material", "search_read", [mine, ["cost"]]),
            ("the plan of costs", "hotel.event.budget.line", "search_read", [mine, ["planned"]]),
            ("the figures", "hotel.event.figure", "search_read", [[], ["income"]]),
            ("the invitation lists", "hotel.event.invitation", "search_read", [[], ["name"]]),
            ("the answers of guests", "hotel.event.feedback", "search_read", [[], ["audience"]]),
            ("the invoices", "account.move", "search_read", [[["hotel_event_order_id", "in", order]], ["amount_total"]]),
        ]

    @mute_logger(*QUIET)
    def test_who_has_no_part_in_an_event_changes_nothing(self):
        """C7, M2, H1-H23: an employee without a role, another hotel's GM and a portal customer: every deed is refused."""
        deeds = self._deeds()
        before = self._state()
        for user in (self.employee, self.stranger, self.guest_user):
            for what, model, method, args in deeds:
                with self.subTest(user=user.login, deed=what):
                    result, error = self.call(user, model, method, *args)
                    self.assertTrue(error, f"it was answered: {result}")
        self.assertEqual(self._state(), before)

    @mute_logger(*QUIET)
    def test_who_has_no_part_in_an_event_reads_neither_money_nor_guests(self):
        """C7, H2, H10, H12, H13, H19: refused or nothing found; no guest's phone or name in any answer."""
        looks = self._looks()
        for user in (self.employee, self.stranger, self.guest_user):
            for what, model, method, args in looks:
                with self.subTest(user=user.login, look=what):
                    result, error = self.call(user, model, method, *args)
                    self.assertTrue(error or not result or "Quick" not in str(result), f"it was answered: {result}")
                    self.assertNotIn("13800138000", str(result))
                    if method == "search_read":
                        self.assertFalse(result)

    @mute_logger(*QUIET)
    def test_the_salesperson_writes_nothing_that_others_decide(self):
        """H2, H5, H12, H18, H20, H23, M2: on the own event too: approvals, agreements, issues, seeds, scans and states are the server's."""
        order, draw = self.order_sudo.ids, self.draw.ids
        before = self._state()
        for what, model, method, args in (
            ("agree to the own budget", "hotel.event.order", "action_agree_budget", [order]),
            ("note that finance agreed", "hotel.event.order", "write", [order, {"budget_agreed_at": str(fields.Datetime.now())}]),
            ("choose the policy's share", "hotel.event.order", "write", [order, {"deposit_rate": 1}]),
            ("count the issues", "hotel.event.order", "write", [order, {"revision": 9}]),
            ("settle by writing", "hotel.event.order", "web_save", [order, {"state": "settled"}, {}]),
            ("bill it", "hotel.event.order", "action_invoice", [order]),
            ("rewrite an issue", "hotel.event.issue", "write", [self.order_sudo.issue_ids.ids, {"content": {}}]),
            ("approve by writing", "hotel.event.exception", "write", [self.exception.ids, {"approval_state": "approved"}]),
            ("approve for oneself", "hotel.event.exception", "action_approve", [self.exception.ids]),
            ("an approved request", "hotel.event.cancellation", "create", [[{"order_id": order[0], "reason": "x", "approval_state": "approved"}]]),
            ("file for a customer", "hotel.event.cancellation", "create", [[{"order_id": order[0], "reason": "x", "filed_by_id": self.sales.id}]]),
            ("amounts that the customer saw", "hotel.event.cancellation", "create", [[{"order_id": order[0], "reason": "x", "shown_refund": 9}]]),
            ("file as the customer", "hotel.event.cancellation", "_file", [order[0], "x", "x", {"kind": "cancel"}]),
            ("book a refund", "hotel.event.cancellation", "action_book", [self.cancellation.ids]),
            ("choose the seed", "hotel.event.draw", "write", [draw, {"seed": "1" * 64}]),
            ("make a winner", "hotel.event.draw.winner", "create", [[{"draw_id": draw[0], "name": "x"}]]),
            ("make a scan", "hotel.event.scan", "create", [[{"checkpoint_id": self.point.id, "registration_id": self.registration.id}]]),
            ("lower the tariff", "hotel.damage.tariff.price", "write", [self.tariff.price_ids.ids, {"price": 1}]),
            ("approve the plan by writing", "hotel.event.emergency", "write", [self.event.hotel_emergency_ids.ids, {"state": "approved"}]),
            ("rewrite the log", "hotel.event.incident", "write", [self.incident.ids, {"action": "x"}]),
        ):
            with self.subTest(what):
                result, error = self.call(self.sales, model, method, *args)
                self.assertTrue(error, f"it was answered: {result}")
        self.assertEqual(self._state(), before)

    @mute_logger(*QUIET)
    def test_what_every_employee_may_note_another_hotel_may_not(self):
        """C7, H21, H23: incidents and damage are noted by whoever is there, at the own hotel's events alone."""
        deeds = (
            ("hotel.event.incident", {"event_id": self.event.id, "name": "Fire", "person": "x", "action": "x"}),
            ("hotel.event.damage", {"event_id": self.event.id, "tariff_id": self.tariff.id}),
        )
        before = self._state()
        for user in (self.stranger, self.guest_user):
            for model, vals in deeds:
                with self.subTest(user=user.login, model=model):
                    result, error = self.call(user, model, "create", [vals])
                    self.assertTrue(error, f"it was answered: {result}")
        self.assertEqual(self._state(), before)
        for model, vals in deeds:
            with self.subTest(model=model):
                self.assertTrue(self.call(self.employee, model, "create", [vals])[0])
