from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_event_deposit_rate = fields.Float(related="company_id.hotel_event_deposit_rate", readonly=False)
    hotel_event_settlement_days = fields.Integer(related="company_id.hotel_event_settlement_days", readonly=False)
    hotel_event_free_hours = fields.Integer(related="company_id.hotel_event_free_hours", readonly=False)
    hotel_event_salesperson_share = fields.Float(related="company_id.hotel_event_salesperson_share", readonly=False)
