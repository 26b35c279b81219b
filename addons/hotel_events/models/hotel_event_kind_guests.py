from odoo import fields, models


class HotelEventKind(models.Model):
    """The check points that an event of a kind begins with (H10)."""

    _inherit = "hotel.event.kind"

    checkpoint_ids = fields.One2many("hotel.event.kind.checkpoint", "kind_id", "Check points", copy=True)
