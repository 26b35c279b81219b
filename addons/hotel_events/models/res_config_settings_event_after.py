from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """H14: the days of the closing report and of feedback; the hours against which the use of rooms is counted."""

    _inherit = "res.config.settings"

    hotel_event_closing_days = fields.Integer(related="company_id.hotel_event_closing_days", readonly=False)
    hotel_event_feedback_days = fields.Integer(related="company_id.hotel_event_feedback_days", readonly=False)
    hotel_room_hours_a_day = fields.Float(related="company_id.hotel_room_hours_a_day", readonly=False)
