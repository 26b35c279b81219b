from odoo import fields, models


class HotelComplaintCause(models.Model):
    """Why complaints arise, for the figures by cause and the case library (J6, J7)."""

    _name = "hotel.complaint.cause"
    _description = "Cause of Complaints"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
