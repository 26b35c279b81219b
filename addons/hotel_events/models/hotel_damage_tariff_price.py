from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelDamageTariffPrice(models.Model):
    """The price of an item from a day on (H23, M6). What has been in force stays."""

    _name = "hotel.damage.tariff.price"
    _description = "Price of a Damage"
    _inherit = ["hotel.protected.mixin"]
    _order = "tariff_id, date_start desc"

    tariff_id = fields.Many2one("hotel.damage.tariff", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="tariff_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_start = fields.Date("From", required=True, default=lambda self: self.env.company._hotel_today())
    price = fields.Monetary(required=True)

    _unique_day = models.UniqueIndex("(tariff_id, date_start)", "The item has a price from this day already.")
    _price_positive = models.Constraint("CHECK (price > 0)", "The price of a damage is above 0.")

    def write(self, vals):
        if {"date_start", "price", "tariff_id"} & vals.keys():
            self._refuse_in_force()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_ahead_only(self):
        self._refuse_in_force()

    def _refuse_in_force(self):
        begun = self.filtered(lambda row: row.date_start < row.company_id._hotel_today())
        if begun:
            raise UserError(
                self.env._("%s: a price that has been in force stays. Add the new price with its first day.", ", ".join(begun.tariff_id.mapped("name")))
            )
