from odoo import fields, models


class HotelDeskChoice(models.AbstractModel):
    """A short list from which the entry screen chooses by number keys; shared by sources and needs."""

    _name = "hotel.desk.choice"
    _description = "Choice at the desk"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="The first nine are reached by number keys on the entry screen.")
    active = fields.Boolean(default=True)
