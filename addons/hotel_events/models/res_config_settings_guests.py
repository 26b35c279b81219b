from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_guest_retention_months = fields.Integer(related="company_id.hotel_guest_retention_months", readonly=False)
