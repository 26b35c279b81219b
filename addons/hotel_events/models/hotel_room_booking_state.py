from collections import defaultdict
from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_datetime

from ..rules import room_times

#: Allowed next states; who may go there is a matter of the access rights on bookings.
NEXT = {
    "option": {"confirmed", "cancelled", "expired"},
    "confirmed": {"cancelled"},
    "expired": set(),
    "cancelled": set(),
}
TAKING = ("option", "confirmed")


class HotelRoomBookingState(models.Model):
    """The course of a booking: option, confirmed, cancelled, expired, and the spaces that it takes meanwhile (H9)."""

    _inherit = "hotel.room.booking"

    def action_confirm(self):
        """H9: make options firm.

        :raise ValidationError: naming the confirmed bookings that have the room at that time
        """
        self.check_access("write")
        self._go("confirmed")
        return True

    def action_cancel(self, reason):
        """Give the room back; the booking is kept with the reason (M2). The first option in line is told.

        :param reason: required
        """
        self.check_access("write")
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("Give the reason why %s is cancelled.", ", ".join(self.mapped("display_name"))))
        rivals = self._get_rivals("option")
        self._go("cancelled", cancel_reason=reason, cancelled_by_id=self.env.uid, cancelled_at=fields.Datetime.now())
        self._offer(rivals)
        return True

    def action_open_cancel(self):
        """Open the dialog that asks for the reason and cancels."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel the booking"),
            "res_model": "hotel.room.booking.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_booking_ids": self.ids},
        }

    # ------------------------------------------------------------------ guards

    def _begin(self):
        """Check new bookings and take their spaces."""
        wrong = self.filtered(lambda booking: booking.state not in TAKING)
        if wrong:
            raise UserError(self.env._("A booking begins as an option or confirmed: %s.", ", ".join(wrong.mapped("name"))))
        self._take()
        self._watch_option()
        self._book_backup()

    def _check_write(self, vals):
        """What was cancelled or has expired is kept as it was; the state changes by the actions alone."""
        if self.env.su:
            return
        if {"start", "stop"} & vals.keys():
            moments = {name: fields.Datetime.to_datetime(vals[name]) for name in ("start", "stop") if name in vals}
            self._check_times(
                [(booking.name, moments.get("start", booking.start), moments.get("stop", booking.stop)) for booking in self],
                fields.Datetime.now() if "start" in vals else datetime.min,
            )
        if "state" in vals:
            raise UserError(self.env._("A booking is confirmed or cancelled by its buttons."))
        ended = self.filtered(lambda booking: booking.state not in TAKING)
        if ended:
            raise UserError(
                self.env._("%s was cancelled or has expired: make a new booking.", ", ".join(ended.mapped("display_name")))
            )

    @api.model
    def _check_times(self, times, now):
        """H9: refuse bookings that end before they begin, or begin in the past.

        :param times: list of (name, start, stop), naive UTC
        :param now: what counts as the past
        :raise ValidationError: all problems at once
        """
        words = {
            "order": self.env._("%(name)s: the end, %(stop)s, is not after the start, %(start)s."),
            "past": self.env._("%(name)s: the start, %(start)s, is in the past. Choose a later time."),
        }
        problems = [
            words[code]
            % {"name": name or "", "start": format_datetime(self.env, start), "stop": format_datetime(self.env, stop)}
            for name, start, stop in times
            for code in room_times.time_problems(start, stop, now)
        ]
        if problems:
            raise ValidationError("\n".join(problems))

    def _refuse_unlink(self):
        kept = self.filtered(lambda booking: booking.confirmed_at or booking.state == "cancelled")
        if kept:
            raise UserError(
                self.env._("Bookings that were confirmed are kept: cancel %s instead.", ", ".join(kept.mapped("display_name")))
            )

    def _go(self, state, **values):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for booking in self:
            if state not in NEXT[booking.state]:
                raise UserError(
                    self.env._(
                        "%(booking)s is %(state)s: it cannot become %(target)s.",
                        booking=booking.display_name,
                        state=labels[booking.state],
                        target=labels[state],
                    )
                )
        if state == "confirmed":
            values.update(option_until=False)
        bookings_sudo = self.sudo()
        bookings_sudo.write({"state": state, **values})
        bookings_sudo._release()
        if state in TAKING:
            bookings_sudo._take()
        self.env["hotel.clock"].stop(self, "room_option")
        followers = bookings_sudo.backup_ids.filtered(lambda booking: state in NEXT[booking.state])
        if followers:
            followers._go(state, **({} if state == "confirmed" else values))

    def _move(self):
        """Take other spaces or times for bookings that were changed, and offer what they leave to the options there."""
        taking = self.filtered(lambda booking: booking.state in TAKING)
        taking._release()
        taking._take()
        for booking in taking.sudo().backup_ids.filtered(lambda each: each.state in TAKING):
            origin = booking.backup_of_id
            booking.write({"start": origin.start, "stop": origin.stop})

    # ------------------------------------------------------------------ the spaces taken

    def _take(self):
        """H9: list the spaces that these bookings take.

        :raise ValidationError: naming the confirmed bookings that have them; a rival that the check could not see yet
            is stopped by the database, whose words are those of the constraint
        """
        self.flush_recordset()
        # A room made in the same transaction: its smallest spaces are still to be written.
        self.env["hotel.room"].flush_model(["leaf_ids"])
        confirmed = self.filtered(lambda booking: booking.state == "confirmed")
        rivals = confirmed._get_rivals()
        taken = {
            booking_id: [rival for rival, state in found if state == "confirmed"] for booking_id, found in rivals.items()
        }
        if any(taken.values()):
            raise ValidationError(
                "\n".join(
                    self.env._(
                        "%(booking)s: the room is taken by %(others)s, set-up and tear-down included. "
                        "Choose another time or room, or keep it as an option.",
                        booking=self.browse(booking_id).display_name,
                        others=", ".join(self.browse(ids).sudo().mapped("display_name")),
                    )
                    for booking_id, ids in taken.items()
                    if ids
                )
            )
        self.env.cr.execute(
            SQL(
                """INSERT INTO hotel_room_occupancy (booking_id, room_id, occupied_from, occupied_to, state)
                   SELECT booking.id, leaf.leaf_id, booking.occupied_from, booking.occupied_to, booking.state
                     FROM hotel_room_booking booking
                     JOIN hotel_room_leaf_rel leaf ON leaf.room_id = booking.room_id
                    WHERE booking.id = ANY(%s) AND booking.state IN %s""",
                self.ids,
                TAKING,
            )
        )
        overtaken = {rival for found in rivals.values() for rival, state in found if state == "option"}
        if overtaken:
            self.browse(overtaken)._tell(self.env._("The room was confirmed for somebody else"))

    def _release(self):
        self.env.cr.execute(SQL("DELETE FROM hotel_room_occupancy WHERE booking_id = ANY(%s)", self.ids))

    def _get_rivals(self, state=None):
        """Return {booking id: {rival ids}} of bookings that take a moment of the same space, in `state`;
        without one {booking id: {(rival id, state)}} in either state."""
        if not self.ids:
            return {}
        self.flush_recordset()
        # A part for each state, so that each has its own partial index.
        rows = self.env.execute_query(
            SQL(" UNION ").join(
                SQL(
                    """SELECT booking.id, other.booking_id, other.state
                         FROM hotel_room_booking booking
                         JOIN hotel_room_leaf_rel leaf ON leaf.room_id = booking.room_id
                         JOIN hotel_room_occupancy other ON other.room_id = leaf.leaf_id AND other.booking_id <> booking.id
                          AND tsrange(other.occupied_from, other.occupied_to)
                              && tsrange(booking.occupied_from, booking.occupied_to)
                        WHERE booking.id = ANY(%s) AND other.state = %s""",
                    self.ids,
                    SQL("'confirmed'") if each == "confirmed" else SQL("'option'"),
                )
                for each in ((state,) if state else TAKING)
            )
        )
        rivals = defaultdict(set)
        for booking_id, rival, rival_state in rows:
            rivals[booking_id].add(rival if state else (rival, rival_state))
        return dict(rivals)

    # ------------------------------------------------------------------ options and back-up rooms

    def _watch_option(self):
        """H9: start the clock of options that end."""
        ending = self.filtered(lambda booking: booking.state == "option" and booking.option_until)
        if ending:
            self.env["hotel.clock"].start_many(
                [
                    {
                        "record": booking,
                        "kind": "room_option",
                        "due": booking.option_until,
                        "owner": booking.user_id or self.env.user,
                        "name": lambda env, room=booking.room_id.name: env._("Confirm the option of %s", room),
                        "escalate_to": False,
                    }
                    for booking in ending
                ]
            )

    def _follow_option(self):
        """H9: the clock of an option follows its end and its salesperson."""
        self.env["hotel.clock"].stop(self, "room_option")
        self._watch_option()

    def _clocks_late(self, clocks):
        """H9: options that were not confirmed in time expire by themselves, all of them at once."""
        bookings = self.browse(set(clocks.filtered(lambda clock: clock.kind == "room_option").mapped("res_id")))
        bookings.filtered(lambda booking: booking.state == "option").sudo()._go("expired")

    def _book_backup(self):
        """H9: book the room to move to in bad weather along with a place in the open."""
        outdoor = self.filtered("backup_room_id")
        if outdoor:
            backups = self.sudo().create(
                [
                    {
                        "name": self.env._("Back-up: %s", booking.name),
                        "room_id": booking.backup_room_id.id,
                        "company_id": booking.company_id.id,
                        "event_id": booking.event_id.id,
                        "partner_id": booking.partner_id.id,
                        "user_id": booking.user_id.id,
                        "start": booking.start,
                        "stop": booking.stop,
                        "guests": booking.guests,
                        "state": booking.state,
                        "backup_of_id": booking.id,
                    }
                    for booking in outdoor
                ]
            )
            backups.sudo(False)

    def _follow_backup(self):
        """H9: the room to move to is booked, changed or given back as the booking says, and holds as many guests."""
        for booking in self.sudo().filtered(lambda each: each.state in TAKING and not each.backup_of_id):
            backups = booking.backup_ids.filtered(lambda each: each.state in TAKING)
            room = booking.backup_room_id
            if not backups:
                booking._book_backup()
            elif not room:
                backups.action_cancel(self.env._("%s needs no back-up room any more.", booking.display_name))
            elif backups.room_id != room or set(backups.mapped("guests")) != {booking.guests}:
                backups.write({"room_id": room.id, "guests": booking.guests})

    def _offer(self, rivals):
        """Tell the first option in line for each booking whose room got free."""
        for ids in rivals.values():
            first = room_times.queue(self.browse(ids).sudo(), lambda booking: (booking.create_date, booking.id))[:1]
            for booking in first:
                booking._tell(self.env._("The room is free now: confirm the option"))

    def _tell(self, title):
        """Show the salespeople of these options a message and leave an activity on the event, if there is one."""
        for booking in self.sudo():
            user = booking.user_id
            if not user:
                continue
            user._bus_send("simple_notification", {"type": "info", "title": title, "message": booking.display_name})
            if booking.event_id:
                booking.event_id.activity_schedule(
                    "hotel_events.mail_activity_room", summary=title, note=booking.display_name, user_id=user.id
                )

    @api.model
    def _get_free_rooms(self, start, stop, guests=0, layout=None):
        """Return the rooms that are free from `start` to `stop`, their own set-up and tear-down included.

        :param datetime start: naive UTC
        :param datetime stop: naive UTC
        :param guests: rooms that hold at least so many
        :param layout: in this layout (any if none is given)
        """
        domain = [("company_id", "in", self.env.companies.ids)]
        if guests or layout:
            domain.append(("layout_ids", "any", [("capacity", ">=", guests), *([("layout", "=", layout)] if layout else [])]))
        rooms = self.env["hotel.room"].search(domain)
        if not rooms:
            return rooms
        busy = self.env.execute_query(
            SQL(
                """SELECT DISTINCT leaf.room_id
                     FROM hotel_room room
                     JOIN hotel_room_leaf_rel leaf ON leaf.room_id = room.id
                     JOIN hotel_room_occupancy taken ON taken.room_id = leaf.leaf_id AND taken.state = 'confirmed'
                      AND tsrange(taken.occupied_from, taken.occupied_to) && tsrange(
                              %(start)s - make_interval(mins => room.setup_minutes),
                              %(stop)s + make_interval(mins => room.teardown_minutes))
                    WHERE room.id = ANY(%(rooms)s)""",
                start=start,
                stop=stop,
                rooms=rooms.ids,
            )
        )
        return rooms - rooms.browse(room_id for (room_id,) in busy)
