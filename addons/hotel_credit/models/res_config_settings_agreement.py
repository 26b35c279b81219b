from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_agreement_entry_days = fields.Integer(related="company_id.hotel_agreement_entry_days", readonly=False)
    hotel_renewal_months = fields.Integer(related="company_id.hotel_renewal_months", readonly=False)
    hotel_renewal_remind_days = fields.Integer(related="company_id.hotel_renewal_remind_days", readonly=False)
    hotel_document_remind_days = fields.Integer(related="company_id.hotel_document_remind_days", readonly=False)
    hotel_document_ask_days = fields.Integer(related="company_id.hotel_document_ask_days", readonly=False)
    hotel_document_suspends = fields.Boolean(related="company_id.hotel_document_suspends", readonly=False)
    hotel_limit_warn_percent = fields.Float(related="company_id.hotel_limit_warn_percent", readonly=False)
