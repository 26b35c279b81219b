from odoo import fields, models


class ResCompany(models.Model):
    """The numbers of the policy for events; an order keeps those of the day on which it was made (M6)."""

    _inherit = "res.company"

    hotel_event_deposit_rate = fields.Float("Deposit of an event (%)", default=20.0, digits=(5, 2), help="H2: of the budget.")
    hotel_event_settlement_days = fields.Integer(
        "Latest settlement of an event", default=7, help="H3: working days after its end."
    )
    hotel_event_free_hours = fields.Integer(
        "Free cancellation of an event", default=48, help="H15: hours after ordering in which a cancellation costs nothing."
    )
    hotel_event_salesperson_share = fields.Float(
        "Salesperson's share of an event's guarantee (%)",
        default=50.0,
        digits=(5, 2),
        help="H4: the sales head vouches for the rest.",
    )

    _hotel_event_salesperson_share_range = models.Constraint(
        "CHECK (hotel_event_salesperson_share BETWEEN 0 AND 100)", "The salesperson's share is 0 to 100 %."
    )
    _hotel_event_deposit_rate_range = models.Constraint(
        "CHECK (hotel_event_deposit_rate > 0 AND hotel_event_deposit_rate <= 100)",
        "The deposit of an event is more than 0 and at most 100 % of its budget.",
    )
    _hotel_event_days_not_negative = models.Constraint(
        "CHECK (hotel_event_settlement_days >= 0 AND hotel_event_free_hours >= 0)",
        "Days of settlement and hours of free cancellation are 0 or more.",
    )
