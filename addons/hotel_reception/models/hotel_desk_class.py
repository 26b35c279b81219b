from odoo import fields, models


class HotelDeskClass(models.Model):
    """L3: customers of a class may stay with their salesperson longer or shorter than the desk says."""

    _name = "hotel.desk.class"
    _description = "Class of desk customers"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    lapse_mode = fields.Selection(
        [("desk", "As the desk says"), ("days", "After days of its own"), ("never", "Never")],
        "Ownership lapses",
        required=True,
        default="desk",
    )
    lapse_days = fields.Integer("Days without contact", default=90)

    _lapse_days_range = models.Constraint(
        "CHECK (lapse_mode <> 'days' OR lapse_days BETWEEN 1 AND 3660)", "The days without contact lie between 1 and 3,660."
    )
