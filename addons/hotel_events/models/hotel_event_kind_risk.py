from odoo import fields, models


class HotelEventKindRisk(models.Model):
    """A risk that the emergency plan of events of a kind begins with (H21)."""

    _name = "hotel.event.kind.risk"
    _description = "Risk of an Emergency Plan's Template"
    _order = "sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("Risk", required=True, translate=True)
    measure = fields.Text("What is done", required=True, translate=True)
    role_id = fields.Many2one("hotel.event.role", "Who acts", ondelete="restrict")
