from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hotel_base.tests.access_table import AccessTable
from odoo.addons.hotel_base.tests.common import HotelCase

#: Parts that go with their whole; what is not listed here or in LOOSE cannot be deleted while something refers to it.
PARTS = """
    hotel.damage.tariff.price.tariff_id hotel.event.archive.item.event_id hotel.event.budget.order_id hotel.event.budget.change.line_id
    hotel.event.budget.line.event_id hotel.event.call.task_id hotel.event.checkpoint.event_id hotel.event.draw.prize.draw_id
    hotel.event.duty.event_id hotel.event.emergency.event_id hotel.event.invitation.line.list_id hotel.event.invitation.share.list_id
    hotel.event.item.event_id hotel.event.kind.archive.kind_id hotel.event.kind.checkpoint.kind_id hotel.event.kind.duty.kind_id
    hotel.event.kind.item.kind_id hotel.event.kind.material.kind_id hotel.event.kind.risk.kind_id hotel.event.kind.task.kind_id
    hotel.event.material.event_id hotel.event.requirement.order_id hotel.event.risk.event_id hotel.event.risk.plan_id
    hotel.event.scale.company_id hotel.event.scale.step.scale_id hotel.event.table.event_id hotel.event.task.event_id
    hotel.room.booking.event_id hotel.room.booking.backup_of_id hotel.room.layout.room_id hotel.room.occupancy.booking_id
"""
#: Links that are emptied: the template that a row was made from, the task that another follows, the guest of a drawn customer.
LOOSE = """
    hotel.event.archive.item.template_id hotel.event.checkpoint.template_id hotel.event.duty.template_id hotel.event.item.template_id
    hotel.event.kind.sale_template_id
    hotel.event.material.template_id hotel.event.risk.template_id hotel.event.task.template_id hotel.event.task.after_id
    hotel.event.invitation.line.registration_id
"""
#: Fields that hotel_events adds to Odoo's models and that the server alone writes.
ADDED = {
    "account.analytic.line": "hotel_event_id",
    "account.move": "hotel_event_order_id hotel_event_role hotel_event_final hotel_event_cancellation_id",
    "event.event": "hotel_move_warnings hotel_guest_version hotel_analytic_account_id hotel_feedback_token",
    "event.registration": "hotel_persons hotel_walk_in hotel_token hotel_phone_key hotel_email_key hotel_replied_at hotel_reply_count "
    "hotel_reply_since hotel_invitation hotel_invited_at hotel_anonymised_at hotel_invitation_id",
    "survey.user_input": "hotel_event_id hotel_audience",
}


@tagged("post_install", "-at_install")
class TestAccessRights(AccessTable, HotelCase):
    """Meetings and groups: each model x role x operation (C7, M2)."""

    addon = "hotel_events"
    rights = {
        "hotel.damage.tariff": "all r; manager rwcd",
        "hotel.damage.tariff.price": "all r; manager rwcd",
        "hotel.day.sheet": "all rwc",
        "hotel.event.archive.document": "sales sales_head department_head gm manager rc; finance finance_head auditor chairman r",
        "hotel.event.archive.item": "sales sales_head department_head gm manager rwcd; finance finance_head auditor chairman r",
        "hotel.event.budget": "all r",
        "hotel.event.budget.category": "all r; manager rwcd",
        "hotel.event.budget.change": "sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.event.budget.line": "sales sales_head department_head gm manager rwcd; finance finance_head rwc; auditor chairman r",
        "hotel.event.budget.report": "sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.event.budget.revise": "sales sales_head department_head finance finance_head gm manager rwc",
        "hotel.event.call": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.cancellation": "sales sales_head department_head rwc; finance finance_head auditor gm chairman r",
        "hotel.event.change": "all r",
        "hotel.event.checkpoint": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.closing": "sales sales_head department_head gm manager rw; finance finance_head auditor chairman r",
        "hotel.event.conversion": "sales sales_head department_head auditor gm chairman manager r",
        "hotel.event.damage": "all rwc; sales sales_head department_head gm manager rwcd",
        "hotel.event.draw": "sales sales_head department_head gm manager rwcd; auditor r",
        "hotel.event.draw.freeze": "sales sales_head department_head gm manager rwc",
        "hotel.event.draw.guest": "sales sales_head department_head auditor gm manager r",
        "hotel.event.draw.prize": "sales sales_head department_head gm manager rwcd; auditor r",
        "hotel.event.draw.reason": "sales sales_head department_head gm manager rwc",
        "hotel.event.draw.winner": "sales sales_head department_head auditor gm manager r",
        "hotel.event.duty": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.emergency": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.exception": "sales sales_head department_head rwc; finance finance_head auditor gm chairman r",
        "hotel.event.feedback": "sales sales_head department_head auditor gm chairman manager r",
        "hotel.event.figure": "sales sales_head department_head finance finance_head auditor gm chairman manager r",
        "hotel.event.incident": "all rc",
        "hotel.event.invitation": "sales sales_head department_head gm manager rwcd; auditor r",
        "hotel.event.invitation.line": "sales sales_head department_head gm manager rw; auditor r",
        "hotel.event.invitation.share": "sales sales_head department_head auditor gm manager r",
        "hotel.event.issue": "all r",
        "hotel.event.item": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.kind": "all r; manager rwcd",
        "hotel.event.kind.archive": "all r; manager rwcd",
        "hotel.event.kind.checkpoint": "all r; manager rwcd",
        "hotel.event.kind.duty": "all r; manager rwcd",
        "hotel.event.kind.item": "all r; manager rwcd",
        "hotel.event.kind.material": "all r; manager rwcd",
        "hotel.event.kind.risk": "all r; manager rwcd",
        "hotel.event.kind.task": "all r; manager rwcd",
        "hotel.event.material": "sales sales_head department_head gm manager rwcd; finance finance_head auditor r",
        "hotel.event.material.move": "sales sales_head department_head gm manager rc; finance finance_head auditor r",
        "hotel.event.order": "all r; sales sales_head rwcd; department_head rwc",
        "hotel.event.requirement": "all r; sales sales_head department_head rwcd",
        "hotel.event.revenue.band": "all r; manager rwcd",
        "hotel.event.risk": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.event.role": "all r; manager rwcd",
        "hotel.event.scale": "all r; manager rwcd",
        "hotel.event.scale.step": "all r; manager rwcd",
        "hotel.event.scan": "sales sales_head department_head gm manager r",
        "hotel.event.table": "sales sales_head department_head gm manager rwcd",
        "hotel.event.task": "all r; sales sales_head department_head gm manager rwcd",
        "hotel.guest.import": "sales sales_head department_head gm manager rwc",
        "hotel.room": "all r; manager rwcd",
        "hotel.room.booking": "all r; sales sales_head department_head rwcd",
        "hotel.room.booking.cancel": "sales sales_head department_head rwcd",
        "hotel.room.layout": "all r; manager rwcd",
        "hotel.room.occupancy": "all r",
        "hotel.room.use": "all r",
    }

    def _get_own_models(self):
        """Return the addon's models that have a table, without dialogs."""
        models = (self.env[name] for name in self.rights)
        return [model for model in models if model._auto and not model._transient]

    def test_what_is_shown_read_only_is_the_servers(self):
        """C7, M2: a field that no screen lets anybody enter is not taken from the server's door either, in create or in write."""
        for model in self._get_own_models():
            letters = "".join(self._get_rights(model._name).values())
            if not hasattr(model, "_get_server_fields") and not {"w", "c"} & set(letters):
                continue
            for name, field in model._fields.items():
                if field.store and field.readonly and field.column_type and name not in models.MAGIC_COLUMNS:
                    with self.subTest(model=model._name, field=name):
                        self.assertFalse(model.with_user(self.users["manager"])._has_field_access(field, "write"))
        for model, names in ADDED.items():
            for name in names.split():
                with self.subTest(model=model, field=name):
                    record = self.env[model].with_user(self.users["manager"])
                    self.assertFalse(record._has_field_access(record._fields[name], "write"))

    def test_only_parts_go_with_what_they_refer_to(self):
        """M2: in the model and in the database: who decided, the customer, the order, the guest stay while something names them."""
        parts, loose = PARTS.split(), LOOSE.split()
        rules = dict(
            self.env.execute_query(
                SQL(
                    """SELECT cls.relname || '.' || att.attname, con.confdeltype FROM pg_constraint con
                         JOIN pg_class cls ON cls.oid = con.conrelid
                         JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
                        WHERE con.contype = 'f' AND cls.relname = ANY(%s)""",
                    [model._table for model in self._get_own_models()],
                )
            )
        )
        for model in self._get_own_models():
            for name, field in model._fields.items():
                if field.type == "many2one" and field.store and not field.compute and not field.related and name not in models.MAGIC_COLUMNS:
                    key = f"{model._name}.{name}"
                    with self.subTest(key):
                        wanted = "cascade" if key in parts else "set null" if key in loose else "restrict"
                        self.assertEqual(field.ondelete, wanted)
                        self.assertEqual(rules[f"{model._table}.{name}"], {"cascade": "c", "set null": "n", "restrict": "r"}[wanted])

    def test_what_belongs_to_another_hotel_is_not_linked(self):
        """C7: rooms, people, departments, products, materials, tariffs, offers, enquiries and events of a sister hotel are refused by every model."""
        vals = {"name": "Theirs", "company_id": self.sister.id}
        foreign = {
            name: self.env[name].create({**vals, **more})
            for name, more in (
                ("hr.employee", {}), ("hr.department", {}), ("hotel.room", {}), ("product.product", {}), ("crm.lead", {}),
                ("hotel.damage.tariff", {}), ("event.event", {"date_begin": "2026-05-08", "date_end": "2026-05-09"}),
                ("sale.order", {"partner_id": self.sister.partner_id.id}),
            )
        }  # fmt: skip
        foreign["hotel.event.material"] = self.env["hotel.event.material"].create({"name": "Vase", "event_id": foreign["event.event"].id})
        tried = set()
        for model in self._get_own_models():
            company = model._fields.get("company_id")
            for name, field in model._fields.items():
                if not company or field.type != "many2one" or not field.store or field.related or field.comodel_name not in foreign:
                    continue
                # The record's hotel is that of what it refers to here, or the server alone refers to it.
                if (company.related or "").split(".")[0] == name or name in getattr(model, "_get_server_fields", frozenset)():
                    continue
                with self.subTest(model=model._name, field=name):
                    record = model.new({"company_id": self.company.id, name: foreign[field.comodel_name].id})
                    self.assertTrue(model._check_company_auto)
                    with self.assertRaises(UserError):
                        record._check_company([name])
                    tried.add(field.comodel_name)
        self.assertEqual(tried, set(foreign))

    def test_rules_keep_the_hotels_apart_record_by_record(self):
        """C7: what every model's rules for everybody leave of a record of another hotel, and of one's own."""
        event, theirs = self.env["event.event"].create(
            [
                {"name": "Dinner", "date_begin": "2026-05-08", "date_end": "2026-05-09", "company_id": company.id}
                for company in (self.company, self.sister)
            ]
        )
        stranger = self.users["stranger"]
        for model in self._get_own_models():
            rules = self.env["ir.rule"].search([("model_id.model", "=", model._name), ("groups", "=", False)])
            name = "company_id" if "company_id" in model._fields and model._fields["company_id"].store else "event_id"
            if not rules or name not in model._fields:
                continue
            values = (self.company, self.sister) if name == "company_id" else (event, theirs)
            with self.subTest(model=model._name):
                domains = [
                    safe_eval(rule.domain_force, rule.with_user(stranger).with_context(allowed_company_ids=self.sister.ids)._eval_context())
                    for rule in rules
                ]
                seen = [bool(model.new({name: value.id}).filtered_domain(Domain.AND(domains))) for value in values]
                self.assertEqual(seen, [False, True])
