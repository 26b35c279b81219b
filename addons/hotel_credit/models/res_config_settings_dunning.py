from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_dunning_interval = fields.Integer(related="company_id.hotel_dunning_interval", readonly=False)
    hotel_dunning_response_days = fields.Integer(related="company_id.hotel_dunning_response_days", readonly=False)
    hotel_bad_debt_years = fields.Integer(related="company_id.hotel_bad_debt_years", readonly=False)
    hotel_bad_debt_account_id = fields.Many2one(related="company_id.hotel_bad_debt_account_id", readonly=False)
