from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelClubPolicy(models.Model):
    """How points are earned and how long they live (I13); a policy under which points were given does not change (M6)."""

    _name = "hotel.club.policy"
    _description = "Club Policy"
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies that have no policy of their own.")
    date_from = fields.Date("In force from", required=True, default=fields.Date.context_today)
    currency_id = fields.Many2one("res.currency", required=True, default=lambda self: self.env.company.currency_id)
    amount_per_point = fields.Monetary("Amount for a point", required=True, default=10.0, help="Paid business; 0 = it earns no points.")
    expiry_months = fields.Integer("Points live (months)", required=True, default=24, help="0 = they never expire.")
    award_days = fields.Integer("Points of an event within (days)", required=True, default=7)
    program_id = fields.Many2one(
        "loyalty.program", "Loyalty programme", required=True, domain="[('program_type', '=', 'loyalty')]", ondelete="restrict",
        default=lambda self: self.env.ref("hotel_club.program", raise_if_not_found=False),
    )  # fmt: skip
    used = fields.Boolean(compute="_compute_used")

    _one_a_day = models.UniqueIndex("(COALESCE(company_id, 0), date_from) WHERE active", "There is already a club policy from this day on.")
    _not_negative = models.Constraint(
        "CHECK (amount_per_point >= 0 AND expiry_months >= 0 AND award_days >= 0)", "Amounts, months and days of a club policy cannot be negative."
    )

    def _compute_used(self):
        found = self.env["hotel.club.entry"].sudo()._read_group([("policy_id", "in", self.ids)], ["policy_id"])
        used = {policy.id for (policy,) in found}
        for policy in self:
            policy.used = policy.id in used

    def write(self, vals):
        if vals.keys() - {"active", "name"} and self.filtered("used"):
            raise UserError(self.env._("Points were given under this policy, so it stays as it is. Make a new one with its own start date."))
        return super().write(vals)

    @api.model
    def _get_in_force(self, company, day):
        """M6: return the policy of `company` on `day` (date): its own before a common one, then the newest (superuser mode)."""
        policies = self.sudo().search([("company_id", "in", [False, company.id]), ("date_from", "<=", day)])
        return policies.sorted(lambda policy: (bool(policy.company_id), policy.date_from, policy.id))[-1:]
