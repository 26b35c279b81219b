from odoo import fields, models


class HotelEventKindDuty(models.Model):
    """How many people of a role events of a kind need, and when (H8)."""

    _name = "hotel.event.kind.duty"
    _description = "Crew of an Event's Template"
    _order = "sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    role_id = fields.Many2one("hotel.event.role", required=True, ondelete="restrict")
    quantity = fields.Integer("People", required=True, default=1)
    start_minutes = fields.Integer("Begins (min)", required=True, default=-60, help="Minutes from the event's beginning; negative: before it.")
    minutes = fields.Integer("Takes (min)", required=True, default=240)
    place = fields.Char(translate=True)
    note = fields.Char("Remarks", translate=True)

    _some_people_for_some_time = models.Constraint(
        "CHECK (quantity BETWEEN 1 AND 200 AND minutes > 0)", "A role needs 1 to 200 people for at least a minute."
    )
