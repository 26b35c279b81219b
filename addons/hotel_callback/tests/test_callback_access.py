"""Who may do what with callbacks, as a table, and attacks over RPC."""

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_callback import DAY, NOON, ROLES, HotelCallbackCommon

SALES = {"sales", "sales2", "sales_head"}
HEAD = {"sales_head"}
MANAGEMENT = {"gm", "chairman", "auditor"}


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackAccess(HotelCallbackCommon):
    def test_who_sees_which_callbacks(self):
        """I4, I12: callers their own and their customers', the head and the management all; nobody else any."""
        callback = self._one()
        callback.with_user(self.sales).action_attempt("reached")
        self.firm.hotel_caller_id = self.sales
        seen = {"sales"} | HEAD | MANAGEMENT
        for role in ROLES:
            user = getattr(self, role)
            for model in ("hotel.callback", "hotel.callback.topic", "hotel.callback.attempt"):
                with self.subTest(role=role, model=model):
                    domain = [("partner_id", "=", self.firm.id)]
                    self.assertEqual(bool(self.env[model].with_user(user).search(domain)), role in seen)

    def test_a_branch_does_not_see_anothers(self):
        """I2: callbacks, rules and reports belong to a hotel."""
        branch = self.env["res.company"].create({"name": "Branch", "country_id": self.env.ref("base.cn").id})
        callback = self._one(company=branch)
        self.assertEqual(callback.company_id, branch)
        self.assertFalse(self.env["hotel.callback"].with_user(self.sales_head).search([("id", "=", callback.id)]))
        rule = self._rule(on=False, company_id=branch.id)
        self.assertFalse(self.env["hotel.callback.rule"].with_user(self.sales_head).search([("id", "=", rule.id)]))
        with self.assertRaises(AccessError):
            rule.with_user(self.sales_head).action_switch_on()

    def test_records_of_the_server_are_made_by_nobody(self):
        """I5-I16: create over RPC, with or without defaults in the context, is refused to every role."""
        callback = self._one()
        attacks = {
            "hotel.callback.attempt": {
                "callback_id": callback.id, "partner_id": self.firm.id, "user_id": self.sales.id, "at": NOON, "day": DAY, "result": "busy",
            },
            "hotel.callback.answer": {"callback_id": callback.id, "question": "x", "value": "y"},
            "hotel.callback.topic": {
                "company_id": self.company.id, "partner_id": self.firm.id, "occurrence": DAY, "not_before": NOON, "due_at": NOON, "way": "phone",
            },
            "hotel.callback.problem": {"name": "x", "callback_id": callback.id},
            "hotel.callback.report": {"owner_id": self.sales.id, "company_id": self.company.id, "day": DAY},
            "hotel.callback.incident": {"callback_id": callback.id, "user_id": self.sales.id},
        }
        for model, vals in attacks.items():
            for role in ("sales", "sales_head", "gm", "manager", "employee"):
                records = self.env[model].with_user(getattr(self, role))
                with self.subTest(model=model, role=role):
                    with self.assertRaises(AccessError):
                        records.create(vals)
                    with self.assertRaises(AccessError):
                        records.with_context(**{f"default_{name}": value for name, value in vals.items()}).create({})

    def test_decisions_are_not_written_past_their_methods(self):
        """I7, I9, I15, I16, M2: states, results and verdicts, not even by those who decide."""
        callback = self._one()
        callback.with_user(self.sales).action_attempt("reached")
        callback.with_user(self.sales).problems = "Cold"
        callback.with_user(self.sales).action_make_task()
        callback.with_user(self.sales).write({"spoke_with": "Li", "satisfaction": "average", "next_step": "task"})
        callback.with_user(self.sales).action_close()
        rule = self._rule(on=False)
        for record, vals in (
            (callback.problem_ids, {"state": "told"}),
            (callback.problem_ids, {"owner_id": self.sales2.id}),
            (callback.report_id, {"state": "reviewed"}),
            (callback.report_id, {"hand_in_due": NOON}),
            (rule, {"state": "on"}),
            (self.env["hotel.callback.sample"].create({"date_from": date(2026, 1, 1), "date_to": date(2026, 1, 31)}), {"state": "done"}),
            (self.firm, {"hotel_class_why": "x"}),
            (self.firm, {"hotel_opt_out_at": NOON}),
        ):
            for role in ("sales", "sales_head", "gm", "manager"):
                with self.subTest(record=record, vals=vals, role=role), self.assertRaises(AccessError):
                    record.with_user(getattr(self, role)).write(vals)

    def test_salespeople_leave_the_hotels_windows_alone(self):
        """I4: customers' windows are theirs to enter, the hotel's the head's."""
        window = self.env["hotel.callback.window"].create({"company_id": self.company.id, "hour_from": 9, "hour_to": 12})
        own = self.env["hotel.callback.window"].with_user(self.sales).create({"partner_id": self.firm.id, "hour_from": 9, "hour_to": 12})
        own.hour_to = 11
        with self.assertRaises(AccessError):
            window.with_user(self.sales).hour_to = 24
        window.with_user(self.sales_head).hour_to = 13

    def test_a_rules_form_is_read_by_who_reads_rules(self):
        """I2: model, fields and script of a rule have names for each of them."""
        rule = self._rule(on=False, script_id=self.env.ref("hotel_callback.survey_after_stay").id)
        spec = {name: {"fields": {"display_name": {}}} for name in ("model_id", "date_field_id", "partner_field_id", "script_id", "class_ids")}
        for role in ("sales", "sales_head", "department_head", "gm", "chairman", "auditor", "manager"):
            with self.subTest(role):
                values = rule.with_user(getattr(self, role)).web_read(spec)[0]
                self.assertEqual(values["script_id"]["display_name"], "After a stay")

    def test_helpers_are_not_called_from_outside(self):
        """I2: planning and closing behind the rules has no public door."""
        names = [name for name in dir(self.env["hotel.callback"]) if not name.startswith("_")]
        for name in ("plan_one", "plan_many", "end", "put_off", "give_to", "replan_customers"):
            self.assertNotIn(name, names)

    def test_a_window_is_nobody_else_s(self):
        """I1, I16: what somebody has begun to decide is neither read nor confirmed nor changed by another of the same role."""
        self.sales_head.group_ids |= self.env.ref("hotel_base.group_gm")
        callback = self._complete(self._one())
        incident = self.env["hotel.callback.incident"].sudo().create({
            "callback_id": callback.id, "user_id": callback.done_by_id.id, "company_id": self.company.id, "kind": "not_made",
            "finding": "Nobody called", "found_by_id": self.sales_head.id, "found_at": NOON,
        })  # fmt: skip
        windows = (
            self.env["hotel.callback.incident.decide"].with_user(self.sales_head).create(
                {"incident_id": incident.id, "verdict": "warning", "decision": "Told"}
            ),
            self.env["hotel.customer.class.set"].with_user(self.sales_head).create(
                {"partner_ids": [Command.set(self.firm.ids)], "class_id": self.classes["A"].id, "why": "Large"}
            ),
        )
        for window in windows:
            foreign = window.with_user(self.gm)
            self.assertFalse(foreign.search([("id", "=", window.id)]))
            for step in (lambda foreign=foreign: foreign.read(), lambda foreign=foreign: foreign.write({"create_uid": self.gm.id}),
                         lambda foreign=foreign: foreign.action_confirm(), lambda foreign=foreign: foreign.unlink()):  # fmt: skip
                with self.subTest(window=window._name), self.assertRaises(AccessError):
                    step()
            window.action_confirm()
        self.assertEqual((incident.state, incident.decided_by_id, self.firm.hotel_class_id), ("decided", self.sales_head, self.classes["A"]))

    def test_every_window_of_the_addon_is_its_maker_s(self):
        """I1, I12, J7: Odoo shows transient records to everybody with access to the model; a rule of each one does not."""
        for name, model in self.env.registry.models.items():
            if model._transient and model._original_module == "hotel_callback":
                with self.subTest(name):
                    domains = self.env["ir.rule"].search([("model_id.model", "=", name), ("groups", "=", False)]).mapped("domain_force")
                    self.assertIn("[('create_uid', '=', user.id)]", domains)
