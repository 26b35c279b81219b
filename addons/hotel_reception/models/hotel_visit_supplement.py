from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_is_zero

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules.visit_cost import Line


class HotelVisitSupplement(models.Model):
    """A cost that comes up after the visit was approved, such as a second banquet (K2, K8)."""

    _name = "hotel.visit.supplement"
    _description = "Further Cost of a Reception"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin", "hotel.visit.part.mixin"]
    _mail_post_access = "read"
    _order = "id desc"
    _check_company_auto = True
    _server_fields = frozenset({"name"})

    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    visit_id = fields.Many2one(
        "hotel.visit", required=True, index=True, ondelete="restrict", domain="[('state', 'in', ('planned', 'running', 'returned'))]"
    )
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="visit_id.currency_id")
    department_id = fields.Many2one(related="visit_id.department_id", store=True)
    head_id = fields.Many2one(related="visit_id.head_id", string="Department head", store=True)
    user_id = fields.Many2one("res.users", "Asked by", required=True, default=lambda self: self.env.user, ondelete="restrict")
    category_id = fields.Many2one("hotel.visit.category", "Kind of cost", required=True, ondelete="restrict")
    day = fields.Date(required=True, default=lambda self: self.env.company._hotel_today())
    description = fields.Char("What")
    quantity = fields.Integer(required=True, default=1)
    price = fields.Monetary("Each", required=True)
    amount = fields.Monetary("Planned", compute="_compute_verdict")
    standard_amount = fields.Monetary("Standard", compute="_compute_verdict", help="What is left of the level's standard for this visit.")
    excess = fields.Monetary("Above", compute="_compute_verdict")
    reason_codes = fields.Char(compute="_compute_verdict")
    reason = fields.Text("Why it is needed", required=True)

    _amounts = models.Constraint(
        "CHECK (quantity BETWEEN 1 AND 10000 AND price > 0)", "A further cost has a quantity from 1 to 10,000 and a price above zero."
    )

    @api.depends("visit_id", "category_id", "day", "quantity", "price", "approval_state")
    def _compute_verdict(self):
        for supplement in self:
            visit_sudo = supplement.visit_id.sudo()
            supplement.amount = supplement.quantity * supplement.price
            supplement.standard_amount = supplement.excess = 0.0
            supplement.reason_codes = False
            cost_sudo = visit_sudo.cost_ids.filtered(lambda cost, own=supplement._origin: own and cost.supplement_id.sudo(False) == own)
            if cost_sudo:
                supplement.standard_amount, supplement.excess = cost_sudo.standard_amount, cost_sudo.excess
                supplement.reason_codes = cost_sudo.reason_codes
            elif visit_sudo and supplement.category_id:
                line = Line(
                    "extra", supplement.category_id.id, supplement.day, supplement.quantity, Decimal(str(supplement.price)),
                    supplement.category_id.is_banquet,
                )  # fmt: skip
                verdict = visit_sudo._judge_costs([line])[0]["extra"]
                supplement.standard_amount, supplement.excess = float(verdict.standard), float(verdict.excess)
                supplement.reason_codes = ",".join(verdict.reasons)

    @api.depends("name", "visit_id.display_name")
    def _compute_display_name(self):
        for supplement in self:
            supplement.display_name = f"{supplement.name} {supplement.visit_id.display_name or ''}".strip()

    # ---------------------------------------------------------------------------------- hooks of the approval

    def _approval_amount(self):
        """K2, K8: the amount above the standard; a second banquet counts as above every threshold."""
        self.ensure_one()
        if self.visit_id.sudo().level_id.gm_approves or "banquet" in (self.reason_codes or "").split(","):
            return None, self.currency_id
        return self.excess, self.currency_id

    def _approval_already_involved_users(self):
        return super()._approval_already_involved_users() | self.user_id | self.create_uid

    def _approval_excluded_users(self, step):
        """B6: as for the visit itself, hosts do not decide as head on what they host."""
        requester, deciders, involved = super()._approval_excluded_users(step)
        if step.sudo().tier_code == "head":
            involved |= self.sudo().visit_id._visit_hosts().user_id.sudo(False)
        return requester, deciders, involved

    def _approval_may_decide_twice(self, first_step, second_step):
        first_sudo = first_step.sudo()
        stands_in = first_sudo.tier_code == "head" and first_sudo.decided_by_id != self.sudo().head_id
        return stands_in or super()._approval_may_decide_twice(first_step, second_step)

    def _approval_submit_problems(self):
        return super()._approval_submit_problems() + self._supplement_problems()

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._supplement_problems()

    def _supplement_problems(self):
        problems = []
        if self.visit_id.state not in ("planned", "running", "returned"):
            problems.append(
                self.env._(
                    "%(visit)s is %(state)s: further costs are added to an approved visit that is not closed.",
                    visit=self.visit_id.display_name,
                    state=self.visit_id._visit_state_label(),
                )
            )
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        if float_is_zero(self.amount, precision_rounding=self.currency_id.rounding):
            problems.append(self.env._("The amount is zero."))
        return problems

    def _approval_approved(self):
        """K2: the visit's plan grows by what was approved."""
        super()._approval_approved()
        visit_sudo = self.sudo().visit_id
        cost = visit_sudo.cost_ids.create(
            {
                "visit_id": visit_sudo.id,
                "sequence": max(visit_sudo.cost_ids.mapped("sequence"), default=0) + 10,
                "category_id": self.category_id.id,
                "day": self.day,
                "name": self.description,
                "quantity": self.quantity,
                "price": self.price,
                "supplement_id": self.id,
            }
        )
        cost.flush_recordset()
        cost.approved = True

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_draft(self):
        if any(supplement.approval_state == "approved" for supplement in self):
            raise UserError(self.env._("What was approved stays on record."))
