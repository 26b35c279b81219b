from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventDrawGuest(models.Model):
    """A line of the frozen list of a draw: who was present when it opened, under the name of that moment (H12, M2)."""

    _name = "hotel.event.draw.guest"
    _description = "Guest on the List of a Lucky Draw"
    _inherit = ["hotel.protected.mixin"]
    _order = "draw_id, position"

    _server_fields = frozenset({"draw_id", "position", "registration_id", "name", "phone"})

    draw_id = fields.Many2one("hotel.event.draw", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="draw_id.company_id", store=True, index=True)
    position = fields.Integer("No.", required=True, readonly=True)
    registration_id = fields.Many2one("event.registration", "Guest", required=True, readonly=True, index=True, ondelete="restrict")
    name = fields.Char(required=True, readonly=True)
    phone = fields.Char(readonly=True, help="Masked: first three and last four digits.")

    _once = models.UniqueIndex("(draw_id, registration_id)")
    _one_position = models.UniqueIndex("(draw_id, position)")

    def write(self, vals):
        if self:
            raise UserError(self.env._("The frozen list of a draw is not changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The frozen list of a draw is not changed."))
