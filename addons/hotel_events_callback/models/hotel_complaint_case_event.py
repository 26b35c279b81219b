from odoo import api, fields, models
from odoo.fields import Domain


class HotelComplaintCase(models.Model):
    """J9: a case may name the kinds of events and the rooms for which its lesson counts."""

    _inherit = "hotel.complaint.case"

    event_kind_ids = fields.Many2many(
        "hotel.event.kind", string="Kinds of events", help="J9: the lesson is ticked before an event of the kind is issued."
    )
    event_room_ids = fields.Many2many(
        "hotel.room", string="Function rooms", help="J9: the lesson is ticked before an event in the room is issued."
    )

    @api.model
    def _get_event_domain(self, order):
        """Return the domain of the published cases whose lesson counts for an event order (J9).

        A case about a hall counts for its parts, a case about a part for the whole hall.
        """
        bookings = self.env["hotel.room.booking"].sudo().search(
            [("event_id", "=", order.event_id.id), ("state", "in", ("option", "confirmed"))]
        )
        rooms = bookings.room_id
        family = self.env["hotel.room"].sudo().search(
            Domain("id", "parent_of", rooms.ids) | Domain("id", "child_of", rooms.ids)
        ) if rooms else rooms  # fmt: skip
        concerns = Domain("event_room_ids", "in", family.ids)
        if order.kind_id:
            concerns |= Domain("event_kind_ids", "in", order.kind_id.ids)
        return Domain("state", "=", "published") & Domain("company_id", "in", [False, order.company_id.id]) & concerns
