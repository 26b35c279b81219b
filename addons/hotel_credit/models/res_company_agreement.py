from odoo import fields, models


class ResCompany(models.Model):
    """The numbers of agreements; the months of a renewal (A6) stand with the applications."""

    _inherit = "res.company"

    hotel_agreement_entry_days = fields.Integer(
        "Agreements are entered within (working days)",
        default=1,
        help="C2: working days after the day of receipt, within which finance enters an agreement.",
    )
    hotel_renewal_remind_days = fields.Integer(
        "Reminder ahead of a renewal's due day (days)",
        default=14,
        help="A6: the salesperson is told so many days before the renewal is due, and on the day.",
    )
    hotel_document_remind_days = fields.Integer(
        "Reminder before a document expires (days)",
        default=30,
        help="A8: the salesperson is asked for a new copy so many days before, and on expiry.",
    )
    hotel_document_ask_days = fields.Integer(
        "Expired documents are asked for every (days)", default=7, help="A8: until the new copy is there."
    )
    hotel_document_suspends = fields.Boolean(
        "Suspend agreements with expired documents",
        help="A8: from the day after a document's last day until the new copy is there.",
    )
    hotel_limit_warn_percent = fields.Float(
        "Tell the salesperson at (% of the limit)", default=80.0, help="D11: once a month for each firm."
    )

    _hotel_agreement_days_range = models.Constraint(
        "CHECK (hotel_agreement_entry_days BETWEEN 0 AND 60 AND hotel_renewal_remind_days BETWEEN 0 AND 366 "
        "AND hotel_document_remind_days BETWEEN 0 AND 366 AND hotel_document_ask_days BETWEEN 1 AND 366)",
        "Days to enter an agreement lie between 0 and 60, days of reminders between 0 and 366 (repeated: from 1).",
    )
    _hotel_limit_warn_range = models.Constraint(
        "CHECK (hotel_limit_warn_percent > 0 AND hotel_limit_warn_percent <= 100)",
        "The share of the limit at which the salesperson is told lies above 0 and is at most 100 %.",
    )
