from odoo import fields, models


class HotelVisitPlace(models.Model):
    """Where guests are received: halls, meeting rooms, areas. Some are closed to visitors without the GM's leave."""

    _name = "hotel.visit.place"
    _description = "Place of Reception"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    restricted = fields.Boolean(
        "Closed to visitors", help="A visit that goes there needs the GM's approval, asked for with the request."
    )
    active = fields.Boolean(default=True)
