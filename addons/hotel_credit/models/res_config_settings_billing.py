from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_vat_rate = fields.Float(related="company_id.hotel_vat_rate", readonly=False)
    hotel_billing_journal_id = fields.Many2one(related="company_id.hotel_billing_journal_id", readonly=False)
    hotel_payment_term_id = fields.Many2one(related="company_id.hotel_payment_term_id", readonly=False)
    hotel_confirm_day = fields.Integer(related="company_id.hotel_confirm_day", readonly=False)
