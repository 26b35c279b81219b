from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_send_statements = fields.Boolean(
        "Send statements by themselves",
        default=True,
        help="By e-mail as soon as the month is billed. Otherwise finance starts the run.",
    )
    hotel_first_reminder_day = fields.Integer(
        "First reminder to confirm",
        default=3,
        help="Day of the month in which the statement is confirmed; 0 for no reminder.",
    )
    hotel_second_reminder_day = fields.Integer(
        "Second reminder to confirm",
        default=5,
        help="Day of the month in which the statement is confirmed; 0 for no reminder.",
    )
    hotel_dispute_days = fields.Integer(
        "Working days to decide a dispute", default=5, help="0: no deadline."
    )

    _hotel_reminder_day_range = models.Constraint(
        "CHECK (hotel_first_reminder_day BETWEEN 0 AND 28 AND hotel_second_reminder_day BETWEEN 0 AND 28)",
        "The days on which customers are reminded to confirm are from 1 to 28, or 0 for none.",
    )
    _hotel_dispute_days_range = models.Constraint(
        "CHECK (hotel_dispute_days >= 0)", "The working days to decide a dispute are 0 or more."
    )
