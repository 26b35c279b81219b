from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """H21, H22: what emergency plans begin with, and when guests are invited."""

    _inherit = "res.config.settings"

    hotel_event_call_days = fields.Integer(related="company_id.hotel_event_call_days", readonly=False)
    hotel_event_letter_days = fields.Integer(related="company_id.hotel_event_letter_days", readonly=False)
    hotel_event_reminder_days = fields.Integer(related="company_id.hotel_event_reminder_days", readonly=False)
    hotel_event_exits = fields.Text(related="company_id.hotel_event_exits", readonly=False)
    hotel_event_assembly_point = fields.Char(related="company_id.hotel_event_assembly_point", readonly=False)
    hotel_event_doctor_phone = fields.Char(related="company_id.hotel_event_doctor_phone", readonly=False)
    hotel_event_fire_phone = fields.Char(related="company_id.hotel_event_fire_phone", readonly=False)
    hotel_event_police_phone = fields.Char(related="company_id.hotel_event_police_phone", readonly=False)
