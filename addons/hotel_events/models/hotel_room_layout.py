from odoo import api, fields, models

LAYOUTS = [
    ("theatre", "Theatre"),
    ("classroom", "Classroom"),
    ("u_shape", "U-shape"),
    ("boardroom", "Boardroom"),
    ("banquet", "Banquet"),
    ("cocktail", "Cocktail"),
]


class HotelRoomLayout(models.Model):
    """How many guests a function room holds when it is set up in one way (H9)."""

    _name = "hotel.room.layout"
    _description = "Layout of a Function Room"
    _inherit = ["hotel.protected.mixin"]
    _order = "room_id, id"

    room_id = fields.Many2one("hotel.room", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="room_id.company_id", store=True)
    layout = fields.Selection(LAYOUTS, required=True)
    capacity = fields.Integer("Guests", required=True)

    _unique_layout = models.UniqueIndex("(room_id, layout)", "This layout is listed for the room already.")
    _capacity_positive = models.Constraint("CHECK (capacity > 0)", "A layout holds at least one guest.")

    @api.depends("layout", "capacity")
    def _compute_display_name(self):
        labels = dict(self._fields["layout"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{labels.get(row.layout, '')}: {row.capacity}"
