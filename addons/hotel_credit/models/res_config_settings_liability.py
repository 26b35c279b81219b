from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_temporary_credit_days = fields.Integer(related="company_id.hotel_temporary_credit_days", readonly=False)
    hotel_payroll_hold = fields.Boolean(related="company_id.hotel_payroll_hold", readonly=False)
