from odoo import api, fields, models


class HotelVisitAct(models.TransientModel):
    """The dialog of what is done with a visit: cancel, move, note the thanks. The visit's own methods decide."""

    _name = "hotel.visit.act"
    _description = "Reception: Cancel, Move, Thank"

    visit_id = fields.Many2one("hotel.visit", required=True)
    act = fields.Selection([("cancel", "Cancel"), ("move", "Move"), ("thank", "Thanked")], required=True)
    reason = fields.Char()
    arrival = fields.Datetime(compute="_compute_times", store=True, readonly=False)
    departure = fields.Datetime(compute="_compute_times", store=True, readonly=False)
    shift = fields.Boolean("Move the itinerary too", default=True)
    way = fields.Selection(selection=lambda self: self.env["hotel.visit"]._fields["thanks_way"]._description_selection(self.env), string="How", default="phone")
    note = fields.Text("What came up")

    @api.depends("visit_id")
    def _compute_times(self):
        for dialog in self:
            dialog.arrival, dialog.departure = dialog.visit_id.arrival, dialog.visit_id.departure

    def action_confirm(self):
        self.ensure_one()
        if self.act == "cancel":
            self.visit_id.action_cancel(self.reason)
        elif self.act == "move":
            self.visit_id.action_move(self.arrival, self.departure, self.shift)
        else:
            self.visit_id.action_thanked(self.way, self.note)
        return {"type": "ir.actions.act_window_close"}
