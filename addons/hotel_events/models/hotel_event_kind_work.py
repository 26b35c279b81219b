from odoo import fields, models


class HotelEventKind(models.Model):
    """H6, H7, H8, H21: the run sheet, countdown, crew and risks that events of the kind begin with."""

    _inherit = "hotel.event.kind"

    item_ids = fields.One2many("hotel.event.kind.item", "kind_id", "Run sheet", copy=True)
    task_ids = fields.One2many("hotel.event.kind.task", "kind_id", "Countdown", copy=True)
    duty_ids = fields.One2many("hotel.event.kind.duty", "kind_id", "Crew", copy=True)
    risk_ids = fields.One2many("hotel.event.kind.risk", "kind_id", "Risks", copy=True)
