from odoo import fields, models


class HotelCreditSendBack(models.TransientModel):
    """Asks finance or the GM why another investigation is needed (A4)."""

    _name = "hotel.credit.send.back"
    _description = "Ask for another Investigation"

    application_id = fields.Many2one("hotel.credit.application", required=True, readonly=True)
    investigation_id = fields.Many2one(related="application_id.investigation_id")
    reason = fields.Text(required=True, help="What is to be investigated, for the sales department.")

    def action_send_back(self):
        """Send the application back with the reason. Whether the user may is checked there."""
        self.ensure_one()
        self.application_id.action_send_back(self.reason)
        return {"type": "ir.actions.act_window_close"}
