from odoo import fields, models


class HotelCallbackOccasion(models.Model):
    """I2, I4: a day that concerns many customers at once: a festival, an opening, a promotion; one row a year."""

    _name = "hotel.callback.occasion"
    _description = "Occasion"
    _order = "date desc, id"

    name = fields.Char(required=True, translate=True)
    date = fields.Date(required=True, index=True)
    kind = fields.Selection([("festival", "Festival"), ("occasion", "Named occasion")], required=True, default="festival")
    company_id = fields.Many2one("res.company", "Hotel", help="Empty: all hotels.", ondelete="cascade", index=True)
    active = fields.Boolean(default=True)

    _unique = models.UniqueIndex("(name, date, company_id) NULLS NOT DISTINCT", "This occasion is on the list already.")
