from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_send_statements = fields.Boolean(related="company_id.hotel_send_statements", readonly=False)
    hotel_first_reminder_day = fields.Integer(related="company_id.hotel_first_reminder_day", readonly=False)
    hotel_second_reminder_day = fields.Integer(related="company_id.hotel_second_reminder_day", readonly=False)
    hotel_dispute_days = fields.Integer(related="company_id.hotel_dispute_days", readonly=False)
