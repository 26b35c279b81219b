from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_callback_horizon = fields.Integer("Plan ahead (days)", default=30)
    hotel_callback_limit = fields.Integer("Callbacks of one rule at most", default=100_000)
    hotel_callback_attempts = fields.Integer("Failed attempts", default=3)
    hotel_callback_retry_hours = fields.Integer("Next try after (hours)", default=3)
    hotel_callback_problem_hours = fields.Integer("Problem to the manager after (hours)", default=48)
    hotel_report_write_days = fields.Integer("Report written within (working days)", default=1)
    hotel_report_days = fields.Integer("Report handed in within (days)", default=3)
    hotel_report_leave_days = fields.Integer("Handed in with leave within (days)", default=7)
    hotel_callback_target_made = fields.Float("Callbacks made, target (%)", default=80)
    hotel_callback_target_satisfied = fields.Float("Satisfied, target (%)", default=95)
    hotel_callback_sample_share = fields.Float("Share of a check (%)", default=5)
    hotel_callback_score = fields.Integer("Satisfied from a score of", default=8)
    hotel_visit_hours = fields.Integer("Window of a visit (hours)", default=2)
    hotel_visit_confirm_hours = fields.Integer("Visit confirmed ahead (hours)", default=1)
    hotel_call_window_ids = fields.One2many("hotel.callback.window", "company_id", "Call windows")

    _hotel_callback_numbers = models.Constraint(
        "CHECK (hotel_callback_horizon BETWEEN 1 AND 366 AND hotel_callback_limit BETWEEN 1 AND 1000000 "
        "AND hotel_callback_attempts BETWEEN 1 AND 20 AND hotel_callback_retry_hours BETWEEN 0 AND 240 "
        "AND hotel_callback_problem_hours BETWEEN 1 AND 2400)",
        "Callbacks are planned 1 to 366 days ahead, at most 1,000,000 for a rule, tried 1 to 20 times, again within 240 hours; "
        "a problem goes to the manager after 1 to 2,400 hours.",
    )
    _hotel_callback_shares = models.Constraint(
        "CHECK (hotel_callback_target_made BETWEEN 0 AND 100 AND hotel_callback_target_satisfied BETWEEN 0 AND 100 "
        "AND hotel_callback_sample_share BETWEEN 0 AND 100 AND hotel_callback_score BETWEEN 1 AND 10)",
        "Targets and shares lie between 0 and 100 %, a score between 1 and 10.",
    )
