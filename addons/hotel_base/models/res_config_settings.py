from datetime import date

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_tz = fields.Selection(related="company_id.hotel_tz", readonly=False)
    hotel_gm_id = fields.Many2one(related="company_id.hotel_gm_id", readonly=False)
    hotel_chairman_id = fields.Many2one(related="company_id.hotel_chairman_id", readonly=False)
    hotel_finance_head_id = fields.Many2one(related="company_id.hotel_finance_head_id", readonly=False)
    hotel_sales_head_id = fields.Many2one(related="company_id.hotel_sales_head_id", readonly=False)
    hotel_day_end_hour = fields.Float(related="company_id.hotel_day_end_hour", readonly=False)
    hotel_holidays_entered_until = fields.Integer(related="company_id.hotel_holidays_entered_until", readonly=False)
    hotel_holidays_notice = fields.Char(compute="_compute_hotel_holidays_notice")

    @api.depends("company_id", "company_id.hotel_holidays_entered_until")
    def _compute_hotel_holidays_notice(self):
        """M1: say here too that the list of this year or the next is not known."""
        for settings in self:
            year = settings.company_id._hotel_today().year
            settings.hotel_holidays_notice = self.env["hotel.workdays"].workdays_warning(
                date(year, 1, 1), date(year + 1, 12, 31), settings.company_id
            )
