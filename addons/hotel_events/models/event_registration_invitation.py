from odoo import fields, models


class EventRegistration(models.Model):
    """H17: a guest knows the invitation list that they are from."""

    _inherit = "event.registration"

    _server_fields = frozenset({"hotel_invitation_id"})

    hotel_invitation_id = fields.Many2one(
        "hotel.event.invitation", "Invitation list", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
