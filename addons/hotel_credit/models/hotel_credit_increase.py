from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..tools.amounts import check_amounts


class HotelCreditIncrease(models.Model):
    """More than the monthly limit, for one month of one agreement (D3).

    The tiers of B1 judge the total: the agreement's limit, what was added to the month before, and this increase.
    """

    _name = "hotel.credit.increase"
    _description = "Limit Increase for a Month"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _mail_post_access = "read"
    _order = "month desc, id desc"
    _check_company_auto = True
    _server_fields = frozenset({"name", "decided_total"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'active'), ('limit_mode', '=', 'limited')]",
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="agreement_id.currency_id", store=True, precompute=True)
    partner_id = fields.Many2one(related="agreement_id.partner_id", store=True, string="Customer")
    user_id = fields.Many2one(
        "res.users", "Salesperson", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    month = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env.company._hotel_today().replace(day=1),
        help="The calendar month that the increase is for; any day of it may be entered.",
    )
    amount = fields.Monetary("Increase", required=True, tracking=True)
    limit = fields.Monetary("Monthly limit", compute="_compute_total", help="The agreement's limit as it is now.")
    added_before = fields.Monetary("Added before", compute="_compute_total", help="Approved for this month already.")
    total = fields.Monetary(
        "Limit of the month with it", compute="_compute_total", help="D3: what the tiers decide on."
    )
    decided_total = fields.Monetary("Total as approved", readonly=True, copy=False)
    reason = fields.Text(required=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "An increase must be above zero.")
    _first_day = models.Constraint(
        "CHECK (EXTRACT(DAY FROM month) = 1)", "The month of an increase is kept by its first day."
    )
    _approved_of_month = models.Index("(agreement_id, month) WHERE approval_state = 'approved'")

    @api.depends("agreement_id.monthly_limit", "month", "amount", "approval_state")
    def _compute_total(self):
        approved = self._get_approved(self.agreement_id, self.mapped("month"))
        for increase in self:
            month = increase.month and increase.month.replace(day=1)
            added = approved.get((increase.agreement_id.id, month), 0.0)
            if increase.approval_state == "approved":
                added -= increase.amount
            increase.limit = increase.agreement_id.monthly_limit
            increase.added_before = added
            increase.total = increase.limit + added + increase.amount

    @api.depends("name", "agreement_id.name")
    def _compute_display_name(self):
        for increase in self:
            increase.display_name = f"{increase.name} {increase.agreement_id.name or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._prepare_vals(vals))

    @api.model
    def _prepare_vals(self, vals):
        check_amounts(self, vals, {"amount"})
        if not vals.get("month"):
            return vals
        return {**vals, "month": fields.Date.to_date(vals["month"]).replace(day=1)}

    @api.model
    def _get_approved(self, agreements, months):
        """D3: return {(agreement id, first day of month): sum of approved increases}; several add up."""
        firsts = {month.replace(day=1) for month in months if month}
        groups = self.sudo()._read_group(
            Domain("agreement_id", "in", agreements.ids)
            & Domain("month", "in", list(firsts))
            & Domain("approval_state", "=", "approved"),
            ["agreement_id", "month:day"],
            ["amount:sum"],
        )
        return {(agreement.id, fields.Date.to_date(month)): amount for agreement, month, amount in groups}

    # ---------------------------------------------------------------------------------- hooks of the approval

    def _approval_amount(self):
        """D3: the total of the month decides which tiers are asked."""
        self.ensure_one()
        return self.total, self.currency_id

    def _approval_already_involved_users(self):
        """B6: the salesperson and the author requested it, whoever pressed the button."""
        return super()._approval_already_involved_users() | self.user_id | self.create_uid

    def _approval_submit_problems(self):
        return super()._approval_submit_problems() + self._use_problems()

    def _approval_decision_problems(self, step):
        return super()._approval_decision_problems(step) + self._use_problems()

    def _use_problems(self):
        """Return why the increase would be of no use, as sentences."""
        agreement = self.agreement_id
        today = self.company_id._hotel_today()
        problems = []
        if agreement.state != "active":
            problems.append(self.env._("Agreement %(agreement)s is not active.", agreement=agreement.name))
        if agreement.limit_mode == "unlimited":
            problems.append(self.env._("Agreement %(agreement)s has no limit to increase.", agreement=agreement.name))
        if self.month < today.replace(day=1):
            problems.append(
                self.env._("The month %(month)s is over. Choose this month or a later one.", month=self._month_text())
            )
        if self.month > agreement.date_end or self.month < agreement.date_start.replace(day=1):
            problems.append(
                self.env._(
                    "The month %(month)s lies outside agreement %(agreement)s (%(start)s to %(end)s).",
                    month=self._month_text(),
                    agreement=agreement.name,
                    start=agreement.date_start,
                    end=agreement.date_end,
                )
            )
        if not (self.reason or "").strip():
            problems.append(self.env._("The reason is empty."))
        return problems

    def _month_text(self):
        return self.month.strftime("%Y-%m")

    def _approval_approved(self):
        """D3: the month's counter takes the increase at once."""
        super()._approval_approved()
        self.sudo().decided_total = self.total
        month_sudo = self.env["hotel.credit.month"].sudo()
        month_sudo._open(self.agreement_id, self.month)
        month_sudo._apply_limit(self.agreement_id)
