from odoo import fields, models


class HotelEventRole(models.Model):
    """What somebody does at an event: commander, coordinator, greeter, usher, photographer ... (H8)."""

    _name = "hotel.event.role"
    _description = "Role at an Event"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    note = fields.Text("What it does", translate=True, help="Printed on the crew list.")
