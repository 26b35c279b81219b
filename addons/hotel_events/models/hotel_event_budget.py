from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventBudget(models.Model):
    """A budget to which finance agreed, the deposit that followed from it, and what was new (H20). Kept (M2)."""

    _name = "hotel.event.budget"
    _description = "Agreed Budget of an Event"
    _inherit = ["hotel.protected.mixin"]
    _order = "order_id, number desc"

    order_id = fields.Many2one("hotel.event.order", "Event order", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    number = fields.Integer("Budget no.", required=True, readonly=True)
    budget = fields.Monetary(required=True, readonly=True)
    budget_change = fields.Monetary("Change of the budget", readonly=True)
    deposit = fields.Monetary(required=True, readonly=True)
    deposit_change = fields.Monetary("Change of the deposit", readonly=True)
    entered_by_id = fields.Many2one("res.users", "Entered by", readonly=True, ondelete="restrict")
    agreed_by_id = fields.Many2one("res.users", "Agreed by", required=True, readonly=True, ondelete="restrict")
    agreed_at = fields.Datetime("Agreed", required=True, readonly=True)

    _server_fields = frozenset(
        {
            "order_id", "number", "budget", "budget_change", "deposit", "deposit_change", "entered_by_id", "agreed_by_id",
            "agreed_at",
        }
    )  # fmt: skip
    _unique_number = models.UniqueIndex("(order_id, number)")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Agreed budgets are kept (M2)."))
