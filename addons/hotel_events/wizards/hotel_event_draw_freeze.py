from odoo import fields, models


class HotelEventDrawFreeze(models.TransientModel):
    """Asks for the word from the hall when the list of a draw is frozen (H12)."""

    _name = "hotel.event.draw.freeze"
    _description = "Freeze the List of a Lucky Draw"

    draw_id = fields.Many2one("hotel.event.draw", required=True)
    word = fields.Char("Word from the hall", help="Optional. Called out by a guest now; it is mixed into the draw.")
    present_count = fields.Integer("Guests present", compute="_compute_present_count")

    def _compute_present_count(self):
        for wizard in self:
            wizard.present_count = len(wizard.draw_id._get_present_guests())

    def action_confirm(self):
        """Freeze the list."""
        self.ensure_one()
        self.draw_id.action_open(self.word)
        return {"type": "ir.actions.act_window_close"}
