"""What the tests of callbacks share: a Chinese hotel, a user for each role, customers of each class, rules made in a line."""

from datetime import date, datetime

from odoo import Command
from odoo.tests import new_test_user
from odoo.tests.common import TransactionCase

#: A Wednesday, noon in Shanghai; no holiday is near.
NOON = "2026-03-18 04:00:00"
DAY = date(2026, 3, 18)
#: A real picture, one pixel wide.
SIGNATURE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

ROLES = {
    "sales": "hotel_base.group_sales",
    "sales2": "hotel_base.group_sales",
    "sales_head": "hotel_base.group_sales_head",
    "department_head": "hotel_base.group_department_head",
    "gm": "hotel_base.group_gm",
    "chairman": "hotel_base.group_chairman",
    "auditor": "hotel_base.group_auditor",
    "finance": "hotel_base.group_finance",
    "cashier": "hotel_base.group_cashier",
    "hr": "hotel_base.group_hr",
    "manager": "hotel_base.group_manager",
    "employee": "base.group_user",
}


class HotelCallbackCommon(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "lang": "en_US"})
        cls.company = cls.env["res.company"].create({
            "name": "Hotel Test", "country_id": cls.env.ref("base.cn").id, "currency_id": cls.env.ref("base.CNY").id,
        })  # fmt: skip
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(user=cls.env.user, context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        cls.company = cls.env.company
        cls.company.hotel_tz = "Asia/Shanghai"
        for role, group in ROLES.items():
            setattr(cls, role, new_test_user(
                cls.env, login=f"callback_{role}", name=role.replace("_", " ").title(), groups=group, company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)], lang="en_US", tz="Asia/Shanghai",
            ))  # fmt: skip
        cls.company.write({"hotel_gm_id": cls.gm.id, "hotel_sales_head_id": cls.sales_head.id})
        cls.classes = {
            each.code: each for each in cls.env["hotel.customer.class"].search([("code", "in", ("VIP", "A", "B", "C", "D"))])
        }
        cls.firm = cls._customer("Blue Ocean Trading Co., Ltd.")
        cls.person = cls.env["res.partner"].create({"name": "Li Wei", "parent_id": cls.firm.id, "phone": "+86 21 6000 0001", "tz": False})

    @classmethod
    def _customer(cls, name, code=None, **vals):
        """Return a customer called by `sales`, of the class `code`."""
        partner = cls.env["res.partner"].create({
            "name": name, "is_company": True, "phone": "+86 21 6000 0000", "tz": False, "hotel_caller_id": cls.sales.id, **vals,
        })  # fmt: skip
        if code:
            partner._hotel_set_class(cls.classes[code], "Test")
        return partner

    @classmethod
    def _stay(cls, partner, departure, **vals):
        """Return a stay that ended at `departure` (naive UTC)."""
        return cls.env["hotel.stay"].create({
            "reference": f"S{cls.env['hotel.stay'].search_count([])}", "partner_id": partner.id, "company_id": cls.company.id,
            "arrival": datetime(2020, 1, 1), "departure": departure, "state": "departed", **vals,
        })  # fmt: skip

    @classmethod
    def _date(cls, partner, kind, day, **vals):
        """Return a date of a customer, by the code of its kind."""
        return cls.env["hotel.callback.date"].create({
            "partner_id": partner.id, "kind_id": cls.env.ref(f"hotel_callback.date_kind_{kind}").id, "date": day, **vals,
        })  # fmt: skip

    @classmethod
    def _rule(cls, model="hotel.stay", date_field="departure", partner_field="partner_id", on=True, **vals):
        """Return a rule of the hotel, switched on."""
        fields_ = cls.env["ir.model.fields"]
        rule = cls.env["hotel.callback.rule"].create({
            "name": "Rule", "topic": "How was it?", "model_id": cls.env["ir.model"]._get_id(model),
            "date_field_id": fields_._get(model, date_field).id,
            "partner_field_id": fields_._get(model, partner_field).id if partner_field else False,
            "earliest": 3, "latest": 5, "date_start": date(2020, 1, 1), **vals,
        })  # fmt: skip
        if on:
            rule.action_switch_on()
        return rule

    @classmethod
    def _plan(cls):
        """Plan the day as the cron does, without its commits. Return the run."""
        run = cls.env["hotel.callback.run"].sudo()._start_for(cls.company)
        for _chunk in range(1000):
            if not run._work_chunk():
                break
        assert run.state in ("done", "incomplete"), run.state
        cls.env.invalidate_all()
        return run

    @classmethod
    def _callbacks(cls, partner=None, **domain):
        """Return the planned callbacks of a customer in their order."""
        criteria = [("company_id", "=", cls.company.id)] + [(name, "=", value) for name, value in domain.items()]
        if partner:
            criteria.append(("partner_id", "=", partner.id))
        return cls.env["hotel.callback"].search(criteria, order="planned_at, id")

    @classmethod
    def _one(cls, partner=None, topic="Hello", **kwargs):
        """Plan a single callback."""
        return cls.env["hotel.callback"]._plan_one(partner or cls.firm, topic, **kwargs)

    def _complete(self, callback, user=None, **vals):
        """Reach the customer, fill the record in and close it, as the caller does. Return the callback."""
        mine = callback.with_user(user or callback.owner_id)
        mine.action_attempt("reached")
        mine.write({"spoke_with": "Li Wei", "satisfaction": "satisfied", "has_problem": "no", "next_step": "none", **vals})
        answers = {
            str(question.id): (question.suggested_answer_ids[:1].value or ("8" if question.question_type == "scale" else "Fine"))
            for question in callback.sudo().topic_ids.script_id.question_ids
            if question.constr_mandatory
        }
        if answers:
            mine.action_save_record({}, answers)
        mine.action_close()
        self.env.invalidate_all()
        return callback
