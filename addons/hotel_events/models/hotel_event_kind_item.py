from odoo import fields, models


class HotelEventKindItem(models.Model):
    """An item of the run sheet that events of a kind begin with; times are minutes from the event's beginning (H6)."""

    _name = "hotel.event.kind.item"
    _description = "Item of a Run Sheet's Template"
    _order = "sequence, start_minutes, id"

    kind_id = fields.Many2one("hotel.event.kind", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10000)
    start_minutes = fields.Integer("Begins (min)", required=True, help="Minutes from the event's beginning; negative: before it.")
    minutes = fields.Integer("Takes (min)", required=True, default=30)
    name = fields.Char("What", required=True, translate=True)
    place = fields.Char(translate=True)
    performer = fields.Char("On stage", translate=True)
    role_id = fields.Many2one("hotel.event.role", ondelete="restrict")
    needs = fields.Text("What is needed", translate=True)

    _takes_time = models.Constraint("CHECK (minutes > 0)", "An item of the run sheet takes at least a minute.")
