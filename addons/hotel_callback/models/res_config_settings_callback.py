from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hotel_callback_horizon = fields.Integer(related="company_id.hotel_callback_horizon", readonly=False)
    hotel_callback_limit = fields.Integer(related="company_id.hotel_callback_limit", readonly=False)
    hotel_callback_attempts = fields.Integer(related="company_id.hotel_callback_attempts", readonly=False)
    hotel_callback_retry_hours = fields.Integer(related="company_id.hotel_callback_retry_hours", readonly=False)
    hotel_callback_problem_hours = fields.Integer(related="company_id.hotel_callback_problem_hours", readonly=False)
    hotel_report_write_days = fields.Integer(related="company_id.hotel_report_write_days", readonly=False)
    hotel_report_days = fields.Integer(related="company_id.hotel_report_days", readonly=False)
    hotel_report_leave_days = fields.Integer(related="company_id.hotel_report_leave_days", readonly=False)
    hotel_callback_target_made = fields.Float(related="company_id.hotel_callback_target_made", readonly=False)
    hotel_callback_target_satisfied = fields.Float(related="company_id.hotel_callback_target_satisfied", readonly=False)
    hotel_callback_sample_share = fields.Float(related="company_id.hotel_callback_sample_share", readonly=False)
    hotel_callback_score = fields.Integer(related="company_id.hotel_callback_score", readonly=False)
    hotel_visit_hours = fields.Integer(related="company_id.hotel_visit_hours", readonly=False)
    hotel_visit_confirm_hours = fields.Integer(related="company_id.hotel_visit_confirm_hours", readonly=False)
