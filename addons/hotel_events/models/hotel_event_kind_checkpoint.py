from odoo import fields, models

from .hotel_event_checkpoint import KINDS


class HotelEventKindCheckpoint(models.Model):
    """A check point of the template."""

    _name = "hotel.event.kind.checkpoint"
    _description = "Check Point of a Kind of Event"
    _order = "kind_id, sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", "Kind of event", required=True, index=True, ondelete="cascade")
    name = fields.Char("Check point", required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="door")
    sequence = fields.Integer(default=10)
