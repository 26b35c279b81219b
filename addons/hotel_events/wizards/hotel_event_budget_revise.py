from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventBudgetRevise(models.TransientModel):
    """Revises one category of an event's budget with a reason, which is kept (H13, H20)."""

    _name = "hotel.event.budget.revise"
    _description = "Revise an Event's Budget"

    event_id = fields.Many2one("event.event", required=True)
    currency_id = fields.Many2one(related="event_id.hotel_currency_id")
    category_id = fields.Many2one("hotel.event.budget.category", required=True)
    planned_before = fields.Monetary("Planned now", compute="_compute_planned_before")
    planned = fields.Monetary("New amount", required=True)
    reason = fields.Char(required=True)

    @api.depends("event_id", "category_id")
    def _compute_planned_before(self):
        for wizard in self:
            wizard.planned_before = wizard._get_line().planned

    def _get_line(self):
        return self.event_id.hotel_budget_line_ids.filtered(lambda line: line.category_id == self.category_id)

    def action_confirm(self):
        """Write the new amount and keep the old one with the reason."""
        self.ensure_one()
        self.event_id.check_access("read")
        lines = self.env["hotel.event.budget.line"]
        lines.check_access("write")
        if not self.reason.strip():
            raise UserError(self.env._("Why is the budget revised? The reason is kept."))
        # An agreed budget is closed to everybody; this is the one road that keeps the reason.
        line_sudo = self._get_line().sudo() or lines.sudo().create(
            {"event_id": self.event_id.id, "category_id": self.category_id.id, "planned": 0.0}
        )
        line_sudo._revise(self.planned, self.reason.strip())
        return {"type": "ir.actions.act_window_close"}
