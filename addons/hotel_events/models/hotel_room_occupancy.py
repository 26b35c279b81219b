from odoo import fields, models

RANGE = "tsrange(occupied_from, occupied_to)"


class HotelRoomOccupancy(models.Model):
    """When one smallest space is taken by one booking: the rows that the database keeps apart (H9).

    Written by the booking alone, in SQL. An option is listed but blocks nobody; what is cancelled or expired has no row.
    """

    _name = "hotel.room.occupancy"
    _description = "Occupancy of a Function Room"
    _log_access = False

    booking_id = fields.Many2one("hotel.room.booking", required=True, index=True, readonly=True, ondelete="cascade")
    room_id = fields.Many2one("hotel.room", required=True, readonly=True, ondelete="restrict")
    occupied_from = fields.Datetime(required=True, readonly=True)
    occupied_to = fields.Datetime(required=True, readonly=True)
    state = fields.Selection([("option", "Option"), ("confirmed", "Confirmed")], required=True, readonly=True)

    _one_at_a_time = models.Constraint(
        f"EXCLUDE USING gist (room_id WITH =, {RANGE} WITH &&) WHERE (state = 'confirmed')",
        "Somebody else has just booked this room for an overlapping time. Look at the diary and choose another time or room.",
    )
    _options = models.Index(f"USING gist (room_id, {RANGE}) WHERE state = 'option'")
