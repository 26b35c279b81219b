from odoo import fields, models


class HotelVisitorAct(models.TransientModel):
    """The dialog that asks for a reason: a host does not receive a visitor, a ban is lifted."""

    _name = "hotel.visitor.act"
    _description = "Visitor: Decline, Lift"

    entry_id = fields.Many2one("hotel.visitor.entry")
    ban_id = fields.Many2one("hotel.visitor.ban")
    reason = fields.Char(required=True)

    def action_confirm(self):
        self.ensure_one()
        if self.ban_id:
            self.ban_id.action_lift(self.reason)
        else:
            self.entry_id.action_decline(self.reason)
        return {"type": "ir.actions.act_window_close"}
