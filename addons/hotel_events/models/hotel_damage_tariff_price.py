from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


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

    @api.model_create_multi
    def create(self, vals_list):
        prices = super().create(vals_list)
        prices._refuse_backdated()
        return prices

    def write(self, vals):
        if {"date_start", "price", "tariff_id"} & vals.keys():
            self._refuse_in_force()
        result = super().write(vals)
        if {"date_start", "tariff_id"} & vals.keys():
            self._refuse_backdated()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_ahead_only(self):
        self._refuse_in_force()

    def _refuse_in_force(self):
        begun = self.filtered(lambda row: row.date_start < row.company_id._hotel_today())
        if begun:
            raise UserError(
                self.env._("%s: a price that has been in force stays. Add the new price with its first day.", ", ".join(begun.tariff_id.mapped("name")))
            )

    def _refuse_backdated(self):
        """M6: a price begins today or later, unless none was in force before."""
        for tariff, prices in self.grouped("tariff_id").items():
            today = tariff.company_id._hotel_today()
            if min(prices.mapped("date_start")) < today and any(row.date_start < today for row in tariff.price_ids - prices):
                raise UserError(
                    self.env._("%(item)s: another price was in force then. Let the new one begin on %(today)s or later.",
                               item=tariff.name, today=format_date(self.env, today))
                )  # fmt: skip
