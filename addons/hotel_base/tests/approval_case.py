from odoo import fields, models
from odoo.orm import model_classes

from .common import HotelCase


def request_models():
    """Return the classes of a document that exists in tests alone: every hook of the mixin answered, and a child.

    Made on demand, so that importing the tests adds no model to the addon.
    """

    class Request(models.Model):
        _name = "hotel.test.request"
        _description = "Request of the tests"
        _inherit = ["hotel.approval.mixin"]

        name = fields.Char(required=True)
        company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
        currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)
        amount = fields.Monetary()
        granted = fields.Monetary()
        opinion = fields.Text()
        scan = fields.Binary(attachment=True)
        seal = fields.Binary(attachment=True, copy=False)
        reviewer_id = fields.Many2one("res.users")
        note = fields.Char()
        line_ids = fields.One2many("hotel.test.request.line", "request_id")
        outcome = fields.Char(copy=False)
        involved_ids = fields.Many2many("res.users")
        unlimited = fields.Boolean()

        _server_fields = frozenset({"outcome", "seal"})

        def _approval_amount(self):
            if self.unlimited:
                return None, self.currency_id
            return self.granted or self.amount, self.currency_id

        def _approval_submit_problems(self):
            given = {"the amount is missing.": self.amount, "the note is missing.": self.note}
            return [problem for problem, value in given.items() if not value]

        def _approval_decision_problems(self, step):
            return ["finance's opinion is missing."] if step.tier_code == "finance" and not self.opinion else []

        def _approval_step_fields(self):
            return {"finance": {"opinion"}, "gm": {"granted"}, "chairman": {"granted"}}

        def _approval_already_involved_users(self):
            return self.involved_ids

        def _approval_done(self, step):
            self.sudo().outcome = f"{self.outcome or ''}{step.tier_code} "

        def _approval_approved(self):
            self.sudo().outcome = f"{self.outcome or ''}approved"

        def _approval_rejected(self, step, reason):
            self.sudo().outcome = f"{step.tier_code}: {reason}"

    class RequestLine(models.Model):
        _name = "hotel.test.request.line"
        _description = "Line of a request of the tests"
        _inherit = ["hotel.approval.child.mixin"]

        name = fields.Char()
        remark = fields.Char()
        scan = fields.Binary(attachment=True)
        request_id = fields.Many2one("hotel.test.request", required=True, ondelete="cascade")

        _approval_parent = "request_id"
        _approval_free_fields = frozenset({"remark"})

    return [Request, RequestLine]


def add_models(env, definitions):
    """Add model classes to the registry and make their tables with the cursor of `env`. Return their names."""
    registry = env.registry
    names = [definition._name for definition in definitions]
    for definition in definitions:
        # only this test's registry knows it: a registry made later must not find it among the addon's models
        models.MetaModel._module_to_models__["hotel_base"].remove(definition)
        model_classes.add_to_registry(registry, definition)
    registry._setup_models__(env.cr, names)
    registry.init_models(env.cr, names, {"module": "hotel_base"})
    return names


def remove_models(env, names):
    """Take model classes out of the registry again; the tables go with the test's transaction."""
    registry = env.registry
    env.flush_all()
    for name in names:
        model_class = registry.models.pop(name)
        for parent in model_class.__bases__:
            if hasattr(parent, "pool"):
                parent._inherit_children.discard(name)
    registry._setup_models__(env.cr)


class ApprovalCase(HotelCase):
    """A request that finance and the general manager approve, and the chairman above 50,000 (as B1 does)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = add_models(cls.env, request_models())
        cls.addClassCleanup(remove_models, cls.env, names)
        cls._grant("hotel.test.request", "base.group_user")
        cls._grant("hotel.test.request.line", "base.group_user")
        cls.env["ir.rule"].create(
            {
                "name": "Requests of the company",
                "model_id": cls.env["ir.model"]._get_id("hotel.test.request"),
                "domain_force": "[('company_id', 'in', company_ids)]",
            }
        )
        cls.policy = cls.env["hotel.approval.policy"].create(
            {
                "name": "Requests",
                "model": "hotel.test.request",
                "company_id": cls.company.id,
                "currency_id": cls.company.currency_id.id,
                "date_from": "2026-01-01",
                "review_owner_id": cls.users["manager"].id,
                "tier_ids": [
                    fields.Command.create(vals)
                    for vals in (
                        {"sequence": 10, "code": "sales_head", "name": "Sales head", "approver_kind": "sales_head"},
                        {
                            "sequence": 20,
                            "code": "finance",
                            "name": "Finance",
                            "approver_kind": "group",
                            "group_id": cls.env.ref("hotel_base.group_finance").id,
                            "deadline_days": 2,
                        },
                        {
                            "sequence": 30,
                            "code": "gm",
                            "name": "General manager",
                            "approver_kind": "gm",
                            "deadline_days": 2,
                            "escalate_to": "chairman",
                        },
                        {
                            "sequence": 40,
                            "code": "chairman",
                            "name": "Chairman",
                            "approver_kind": "chairman",
                            "applies": "above_amount",
                            "amount_above": 50000,
                        },
                    )
                ],
            }
        )

    @classmethod
    def _grant(cls, model, group):
        cls.env["ir.model.access"].create(
            {
                "name": f"{model} of the tests",
                "model_id": cls.env["ir.model"]._get_id(model),
                "group_id": cls.env.ref(group).id,
                "perm_read": True,
                "perm_write": True,
                "perm_create": True,
                "perm_unlink": True,
            }
        )

    def _as(self, record, role):
        """Return `record` with nothing but the rights of the role's user, as a call over RPC has it."""
        return record.with_user(self.users[role]).with_context(allowed_company_ids=self.users[role].company_ids.ids)

    def _request(self, role="sales", **vals):
        """Return a new request of the role's user, ready to be submitted."""
        model = self._as(self.env["hotel.test.request"], role)
        return model.create({"name": "Request", "amount": 30000, "note": "as agreed", **vals})

    def _submit(self, role="sales", **vals):
        request = self._request(role, **vals)
        request.action_submit()
        return request

    def _approve(self, request, *roles):
        """Let these users approve one after the other; finance writes its opinion."""
        for role in roles:
            mine = self._as(request, role)
            if mine.approval_current_step_id.tier_code == "finance":
                mine.opinion = "pays on time"
            mine.action_approve()

    def _steps(self, request):
        """Return [(tier code, state)] of the current round."""
        return [(step.tier_code, step.state) for step in request.sudo()._approval_round_steps()]
