from odoo import fields, models


class ResCompany(models.Model):
    """The numbers of the policy for what follows an event (H14) and for the use of rooms."""

    _inherit = "res.company"

    hotel_event_closing_days = fields.Integer("Closing report of an event", default=7, help="H14: days after its end.")
    hotel_event_feedback_days = fields.Integer("Feedback on an event", default=14, help="Days after its end in which guests may answer.")
    hotel_room_hours_a_day = fields.Float(
        "Hours that a function room can be let", default=16.0, help="A day; the use of rooms is counted against it."
    )

    _hotel_event_after_not_negative = models.Constraint(
        "CHECK (hotel_event_closing_days >= 0 AND hotel_event_feedback_days >= 0)",
        "Days for the closing report and for feedback are 0 or more.",
    )
    _hotel_room_hours_of_a_day = models.Constraint(
        "CHECK (hotel_room_hours_a_day > 0 AND hotel_room_hours_a_day <= 24)", "A room can be let for more than 0 and up to 24 hours a day."
    )
