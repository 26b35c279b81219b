from odoo import api, fields, models

from ..rules import event_damage


class HotelDamageTariff(models.Model):
    """What guests pay when they damage or lose something of the house (H23)."""

    _name = "hotel.damage.tariff"
    _description = "Tariff of Damage"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char("Item", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    unit = fields.Char(required=True, default="piece", translate=True, help="What the price is for: a piece, a square metre.")
    price = fields.Monetary("Price today", compute="_compute_price")
    price_ids = fields.One2many("hotel.damage.tariff.price", "tariff_id", "Prices", copy=True)

    @api.depends("price_ids.price", "price_ids.date_start", "company_id")
    def _compute_price(self):
        for tariff in self:
            tariff.price = tariff._get_price(tariff.company_id._hotel_today()) or 0.0

    @api.ondelete(at_uninstall=False)
    def _unlink_never_in_force(self):
        """M2: an item whose price was in force is archived."""
        self.price_ids._refuse_in_force()

    def _get_price(self, day):
        """Return the price in force on `day` in the company's currency, None when there is none (M6)."""
        self.ensure_one()
        return event_damage.price_on([(row.date_start, row.price) for row in self.price_ids], day)
