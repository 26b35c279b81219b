from odoo import fields, models


class HotelChargeVoid(models.TransientModel):
    """Ask for the reason and void one slip (D6)."""

    _name = "hotel.charge.void"
    _description = "Void a Slip"

    charge_id = fields.Many2one("hotel.charge", "Slip", required=True, readonly=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_void(self):
        """Void the slip with the reason.

        :raise UserError: from `hotel.charge.void`, when the slip can no longer be voided
        """
        self.ensure_one()
        self.env["hotel.charge"].void(self.charge_id.name, self.reason)
        return {"type": "ir.actions.act_window_close"}
