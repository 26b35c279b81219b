from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_employee_receivable_account_id = fields.Many2one(
        related="company_id.hotel_employee_receivable_account_id", readonly=False
    )
    hotel_exchange_tolerance = fields.Float(related="company_id.hotel_exchange_tolerance", readonly=False)
    hotel_shortfall_days = fields.Integer(related="company_id.hotel_shortfall_days", readonly=False)
    hotel_settle_bank_lines = fields.Boolean(related="company_id.hotel_settle_bank_lines", readonly=False)
    hotel_repayment_target = fields.Float(related="company_id.hotel_repayment_target", readonly=False)
    hotel_dso_days = fields.Integer(related="company_id.hotel_dso_days", readonly=False)
