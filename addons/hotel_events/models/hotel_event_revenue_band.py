from odoo import fields, models


class HotelEventRevenueBand(models.Model):
    """A band of customers by what they spent in a period (H17); it ends where the next one begins."""

    _name = "hotel.event.revenue.band"
    _description = "Revenue Band"
    _order = "lowest desc, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    lowest = fields.Monetary("From", required=True, help="The lowest revenue of the band, in the company's currency, tax included.")

    _one_lowest = models.UniqueIndex("(lowest) WHERE active", "Another band begins with the same revenue.")
    _lowest_not_negative = models.Constraint("CHECK (lowest >= 0)", "A band begins with 0 or more.")

    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id
