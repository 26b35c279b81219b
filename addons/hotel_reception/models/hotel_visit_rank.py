from odoo import fields, models


class HotelVisitRank(models.Model):
    """A rank by which guests and hosts are compared (K3)."""

    _name = "hotel.visit.rank"
    _description = "Rank"
    _order = "weight desc, id"

    name = fields.Char(required=True, translate=True)
    weight = fields.Integer(required=True, default=10, help="A higher number ranks above a lower one.")
    active = fields.Boolean(default=True)

    _weight_unique = models.UniqueIndex("(weight)", "Another rank has this weight already. Give each rank its own.")
