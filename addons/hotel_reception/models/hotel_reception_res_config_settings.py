from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_visit_thanks_days = fields.Integer(related="company_id.hotel_visit_thanks_days", readonly=False)
    hotel_visit_return_days = fields.Integer(related="company_id.hotel_visit_return_days", readonly=False)
    hotel_visit_keep_days = fields.Integer(related="company_id.hotel_visit_keep_days", readonly=False)
    hotel_visitor_keep_days = fields.Integer(related="company_id.hotel_visitor_keep_days", readonly=False)
    hotel_visitor_wait_minutes = fields.Integer(related="company_id.hotel_visitor_wait_minutes", readonly=False)
