from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventBudgetChange(models.Model):
    """A revision of a budget's line: from which amount to which, by whom, when and why (H13). Never changed (M2)."""

    _name = "hotel.event.budget.change"
    _description = "Revision of an Event's Budget"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _rec_name = "line_id"

    _server_fields = frozenset({"line_id", "planned_before", "planned_after", "reason", "user_id", "changed_at"})

    line_id = fields.Many2one("hotel.event.budget.line", required=True, readonly=True, index=True, ondelete="cascade")
    event_id = fields.Many2one(related="line_id.event_id", store=True, index=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True, index=True)
    category_id = fields.Many2one(related="line_id.category_id", store=True)
    currency_id = fields.Many2one(related="line_id.currency_id")
    planned_before = fields.Monetary("Before", required=True, readonly=True)
    planned_after = fields.Monetary("After", required=True, readonly=True)
    reason = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", "Revised by", required=True, readonly=True, ondelete="restrict")
    changed_at = fields.Datetime("Revised", required=True, readonly=True, default=fields.Datetime.now)

    def write(self, vals):
        if self:
            raise UserError(self.env._("Revisions of a budget are kept as they are."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Revisions of a budget are kept as they are."))
