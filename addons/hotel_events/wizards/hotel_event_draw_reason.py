from odoo import fields, models


class HotelEventDrawReason(models.TransientModel):
    """Asks why a winner's prize is drawn again, or why a draw is cancelled (H12)."""

    _name = "hotel.event.draw.reason"
    _description = "Reason of a Lucky Draw"

    draw_id = fields.Many2one("hotel.event.draw", required=True)
    winner_id = fields.Many2one("hotel.event.draw.winner")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Draw again for the absent winner, or cancel the draw."""
        self.ensure_one()
        if self.winner_id:
            self.winner_id.action_absent(self.reason)
        else:
            self.draw_id.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
