from odoo import fields, models


class HotelCallbackIncidentDecide(models.TransientModel):
    """I16: the decision on a false callback."""

    _name = "hotel.callback.incident.decide"
    _description = "Decide on a False Callback"

    incident_id = fields.Many2one("hotel.callback.incident", required=True, ondelete="cascade")
    verdict = fields.Selection(
        [("unfounded", "Unfounded"), ("warning", "Warning"), ("deduction", "Deduction from the bonus"), ("dismissal", "Dismissal")], required=True
    )
    decision = fields.Text("Reason", required=True)

    def action_confirm(self):
        """Decide."""
        self.incident_id.action_decide(self.verdict, self.decision)
        return {"type": "ir.actions.act_window_close"}
