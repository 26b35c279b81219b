from odoo import fields, models


class ResCompany(models.Model):
    """The numbers of receptions and of the visitor log."""

    _inherit = "res.company"

    hotel_visit_thanks_days = fields.Integer(
        "Thank-you after a visit within (working days)", default=3, help="K6: counted from the day on which the guests left."
    )
    hotel_visit_return_days = fields.Integer(
        "Return of a visit counts for (days)", default=180, help="K7: a new opportunity of the same customer within this time is linked to the visit."
    )
    hotel_visit_keep_days = fields.Integer(
        "Names of guests are kept for (days)", default=1095, help="After the visit is closed. The decisions stay, the personal data goes."
    )
    hotel_visitor_keep_days = fields.Integer(
        "Visitor log keeps personal data for (days)", default=30, help="K5: counted from the departure. Times, badge and decisions stay."
    )
    hotel_visitor_wait_minutes = fields.Integer(
        "A visitor waits for the host at most (minutes)", default=10, help="K5: then the host is reminded and the superior told; 0: no limit."
    )

    _hotel_visit_days_range = models.Constraint(
        "CHECK (hotel_visit_thanks_days BETWEEN 0 AND 60 AND hotel_visit_return_days BETWEEN 1 AND 3660 "
        "AND hotel_visit_keep_days BETWEEN 1 AND 7320 AND hotel_visitor_keep_days BETWEEN 1 AND 3660 "
        "AND hotel_visitor_wait_minutes BETWEEN 0 AND 600)",
        "Thank-you: 0 to 60 working days; return: 1 to 3,660 days; guests' names: 1 to 7,320 days; visitor log: 1 to 3,660 days; "
        "waiting: 0 to 600 minutes.",
    )
