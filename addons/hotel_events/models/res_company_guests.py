from odoo import fields, models


class ResCompany(models.Model):
    """How long the hotel keeps the contact data of an event's guests (H10)."""

    _inherit = "res.company"

    hotel_guest_retention_months = fields.Integer(
        "Guests' contact data is kept (months)",
        default=6,
        help="H10: so many months after an event its guests' phone numbers, e-mail addresses and dietary wishes are deleted. 0: never.",
    )

    _hotel_guest_retention_not_negative = models.Constraint(
        "CHECK (hotel_guest_retention_months >= 0)", "Months for which guests' contact data is kept: 0 or more."
    )
