from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_tz = fields.Selection(related="company_id.hotel_tz", readonly=False)
    hotel_gm_id = fields.Many2one(related="company_id.hotel_gm_id", readonly=False)
    hotel_chairman_id = fields.Many2one(related="company_id.hotel_chairman_id", readonly=False)
    hotel_finance_head_id = fields.Many2one(related="company_id.hotel_finance_head_id", readonly=False)
    hotel_sales_head_id = fields.Many2one(related="company_id.hotel_sales_head_id", readonly=False)
    hotel_day_end_hour = fields.Float(related="company_id.hotel_day_end_hour", readonly=False)
    hotel_holidays_entered_until = fields.Integer(related="company_id.hotel_holidays_entered_until", readonly=False)
