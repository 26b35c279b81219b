from odoo import fields, models


class HotelClubTier(models.Model):
    """A tier of the club: from how many points on, and how many times the points a member of it earns (I13)."""

    _name = "hotel.club.tier"
    _description = "Tier of the Club"
    _order = "threshold, id"

    name = fields.Char(required=True, translate=True)
    threshold = fields.Integer("From points", required=True, help="Earned in the last twelve months.")
    factor = fields.Float(default=1.0, required=True, help="1.5: members of this tier earn half as many points again.")
    benefits = fields.Text(translate=True)
    active = fields.Boolean(default=True)

    _threshold_not_negative = models.Constraint("CHECK (threshold >= 0)", "The points of a tier cannot be negative.")
    _factor_positive = models.Constraint("CHECK (factor > 0)", "The factor of a tier must be positive.")
