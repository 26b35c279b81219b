from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_datetime


class EventEvent(models.Model):
    """H9: the function rooms of an event move with it, as far as they are free, and are given back when it is cancelled."""

    _inherit = "event.event"

    def _get_hotel_bookings(self):
        """Return the bookings that still hold a room; back-up rooms follow the place that they are for."""
        return self.env["hotel.room.booking"].search(
            [("event_id", "in", self.ids), ("state", "in", ("option", "confirmed")), ("backup_of_id", "=", False)]
        )

    def _hotel_moved(self, by):
        problems = super()._hotel_moved(by)
        for booking in self._get_hotel_bookings():
            try:
                with self.env.cr.savepoint():
                    booking.write({"start": booking.start + by, "stop": booking.stop + by})
            except UserError as error:
                booking.invalidate_recordset()
                problems.append(
                    self.env._("%(room)s keeps its old time: %(why)s", room=booking.room_id.display_name, why=error.args[0])
                )
        return problems

    def _hotel_resized(self):
        """H9: bookings keep their times; who counts on a room until the new end is told."""
        problems = super()._hotel_resized()
        bookings = self._get_hotel_bookings()
        last = max(bookings.mapped("stop"), default=self.date_end)
        if last < self.date_end:
            problems.append(
                self.env._(
                    "Rooms: %(rooms)s until %(until)s only, the event lasts until %(end)s. Book them longer.",
                    rooms=", ".join(bookings.filtered(lambda booking: booking.stop == last).room_id.mapped("display_name")),
                    until=format_datetime(self.env, last, tz=self.date_tz, dt_format="yyyy-MM-dd HH:mm"),
                    end=format_datetime(self.env, self.date_end, tz=self.date_tz, dt_format="yyyy-MM-dd HH:mm"),
                )
            )
        return problems

    def _hotel_cancelled(self, reason):
        to_do = super()._hotel_cancelled(reason)
        bookings = self._get_hotel_bookings()
        if bookings:
            bookings.action_cancel(reason)
        return to_do
