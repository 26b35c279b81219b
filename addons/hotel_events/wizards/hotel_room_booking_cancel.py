from odoo import fields, models


class HotelRoomBookingCancel(models.TransientModel):
    """Asks why bookings are cancelled."""

    _name = "hotel.room.booking.cancel"
    _description = "Cancel Bookings"

    booking_ids = fields.Many2many("hotel.room.booking", string="Bookings", required=True)
    reason = fields.Char(required=True)

    def action_cancel(self):
        """Cancel the bookings with the reason."""
        self.ensure_one()
        self.booking_ids.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
