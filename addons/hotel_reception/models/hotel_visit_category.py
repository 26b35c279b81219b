from odoo import fields, models


class HotelVisitCategory(models.Model):
    """What a visit costs money for: meals, banquet, room, gift, tickets, car (K2)."""

    _name = "hotel.visit.category"
    _description = "Kind of Visit Cost"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    basis = fields.Selection(
        [
            ("person_day", "Each guest and host, once a day"),
            ("guest_day", "Each guest, once a day"),
            ("guest", "Each guest, once a visit"),
            ("room_night", "Each guest and night"),
            ("day", "Once a day"),
            ("visit", "Once a visit"),
        ],
        "Allowed for",
        required=True,
        default="person_day",
        help="How often the level's amount is allowed within one visit.",
    )
    is_banquet = fields.Boolean("Is a banquet", help="K8: a second banquet for the same visit needs approval.")
    active = fields.Boolean(default=True)

