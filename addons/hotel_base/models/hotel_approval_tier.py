from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Approvers that are settings of the company: kind -> field of res.company.
COMPANY_PERSONS = {
    "sales_head": "hotel_sales_head_id",
    "finance_head": "hotel_finance_head_id",
    "gm": "hotel_gm_id",
    "chairman": "hotel_chairman_id",
}


class HotelApprovalTier(models.Model):
    """One tier of a policy: who is asked, above which amount, within how many working days (B1, B2)."""

    _name = "hotel.approval.tier"
    _description = "Approval tier"
    _order = "policy_id, sequence, id"

    policy_id = fields.Many2one("hotel.approval.policy", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="policy_id.company_id")
    model = fields.Selection(related="policy_id.model")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="Name of the tier for programs, e.g. finance.")
    name = fields.Char(string="Role", required=True, translate=True)
    approver_kind = fields.Selection(
        [
            ("sales_head", "Sales head of the company"),
            ("finance_head", "Finance head of the company"),
            ("gm", "General manager of the company"),
            ("chairman", "Chairman of the company"),
            ("group", "Anyone with a role"),
            ("field", "Person named on the document"),
        ],
        string="Approver",
        required=True,
        default="gm",
    )
    group_id = fields.Many2one("res.groups", string="Approving role", ondelete="restrict")
    approver_field = fields.Char(help="Technical name of a field of the document that holds a user.")
    applies = fields.Selection(
        [("always", "Always"), ("above_amount", "Above an amount")],
        required=True,
        default="always",
    )
    currency_id = fields.Many2one(related="policy_id.currency_id")
    amount_above = fields.Monetary(
        string="Above",
        help="B1: the tier is asked for amounts above this one; exactly this amount is not above it.",
    )
    deadline_days = fields.Integer(
        string="Working days",
        help="B2: working days from the hand-over to this tier; 0 = no deadline.",
    )
    escalate_to = fields.Selection(
        [
            ("superior", "Superior of the approver"),
            ("sales_head", "Sales head of the company"),
            ("finance_head", "Finance head of the company"),
            ("gm", "General manager of the company"),
            ("chairman", "Chairman of the company"),
        ],
        string="Escalated to",
        required=True,
        default="superior",
        help="B2: who is told when the deadline has passed. A whole role's superior is the general manager.",
    )

    _code_unique = models.UniqueIndex("(policy_id, code)", "Each tier of a policy needs a code of its own.")
    _deadline_not_negative = models.Constraint(
        "CHECK (deadline_days >= 0)", "The working days of a tier cannot be negative; 0 means no deadline."
    )
    _amount_not_negative = models.Constraint(
        "CHECK (amount_above >= 0)", "The amount above which a tier is asked cannot be negative."
    )
    _group_named = models.Constraint(
        "CHECK (approver_kind <> 'group' OR group_id IS NOT NULL)", "Name the role that approves this tier."
    )
    _field_named = models.Constraint(
        "CHECK (approver_kind <> 'field' OR approver_field IS NOT NULL)",
        "Name the field of the document that holds the approver of this tier.",
    )

    @api.constrains("approver_kind", "approver_field", "policy_id")
    def _check_approver_field(self):
        for tier in self.filtered(lambda tier: tier.approver_kind == "field"):
            field = self.env[tier.policy_id.model]._fields.get(tier.approver_field)
            if not field or field.comodel_name != "res.users" or field.type != "many2one":
                raise ValidationError(
                    self.env._(
                        "Tier %(tier)s: %(field)s is no field of %(model)s that holds one user.",
                        tier=tier.name,
                        field=tier.approver_field,
                        model=tier.policy_id.model,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        tiers = super().create(vals_list)
        tiers.policy_id._check_unused()
        return tiers

    def write(self, vals):
        self.policy_id._check_unused()
        result = super().write(vals)
        # moved into another policy that was used
        self.policy_id._check_unused()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self.policy_id._check_unused()

    def _get_expected_user(self, record):
        """Return the user whom this tier expects to decide `record`; empty for a whole group or an empty setting."""
        self.ensure_one()
        if self.approver_kind == "group":
            return self.env["res.users"]
        if self.approver_kind == "field":
            return record[self.approver_field]
        return record._approval_company()[COMPANY_PERSONS[self.approver_kind]]

    def _get_group_users(self, company):
        """Return the active internal users of `company` who hold the approving role."""
        self.ensure_one()
        return self.group_id.all_user_ids.filtered(
            lambda user: user.active and not user.share and company in user.company_ids
        )

    def _get_escalation_user(self, approver, company):
        """B2: return who is told when `approver` (a user, empty for a whole role) is late; may be empty."""
        self.ensure_one()
        if self.escalate_to != "superior":
            return company[COMPANY_PERSONS[self.escalate_to]]
        if not approver:
            return company.hotel_gm_id
        return self._get_superiors(approver, company)[:1]

    @api.model
    def _get_superiors(self, user, company):
        """Return the active superiors of `user` in `company`, the nearest first, by the employees' managers."""
        superiors = self.env["res.users"]
        employee = user.with_company(company).employee_id
        seen = employee
        while employee := employee.parent_id - seen:
            seen |= employee
            if employee.user_id.active and not employee.user_id.share:
                superiors |= employee.user_id
        return superiors
