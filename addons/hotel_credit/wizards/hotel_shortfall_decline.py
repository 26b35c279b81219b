from odoo import fields, models


class HotelShortfallDecline(models.TransientModel):
    """The employee says why a shortfall is not taken over (F4)."""

    _name = "hotel.shortfall.decline"
    _description = "Decline a Shortfall"

    shortfall_id = fields.Many2one("hotel.shortfall", required=True, ondelete="cascade")
    answer = fields.Text("Why", required=True)

    def action_decline(self):
        """Decline with the reason."""
        self.ensure_one()
        return self.shortfall_id.action_decline(self.answer)
