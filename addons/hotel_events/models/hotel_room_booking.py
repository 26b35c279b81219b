from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_datetime

from ..rules import room_times
from .hotel_room_layout import LAYOUTS

#: What a booking is asked for; a change of it takes another time or space.
PLACE_AND_TIME = frozenset({"room_id", "start", "stop", "setup_minutes", "teardown_minutes"})


class HotelRoomBooking(models.Model):
    """A function room for a time: an option that expires, or a confirmed booking that excludes all others (H9).

    A light row without chatter. The time taken includes set-up and tear-down; two confirmed bookings of one space never
    share a moment, which the database holds (`hotel.room.occupancy`), whoever writes and however many at once.
    """

    _name = "hotel.room.booking"
    _description = "Booking of a Function Room"
    _inherit = ["hotel.protected.mixin"]
    _order = "start, id"
    _check_company_auto = True

    _server_fields = frozenset({"cancel_reason", "cancelled_by_id", "cancelled_at", "backup_of_id"})

    name = fields.Char("Occasion", required=True)
    room_id = fields.Many2one("hotel.room", required=True, index=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    event_id = fields.Many2one("event.event", index="btree_not_null", ondelete="cascade", check_company=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="restrict")
    user_id = fields.Many2one("res.users", "Salesperson", index=True, default=lambda self: self.env.user, ondelete="restrict")
    start = fields.Datetime(required=True, index=True)
    stop = fields.Datetime("End", required=True)
    setup_minutes = fields.Integer("Set-up (minutes)", compute="_compute_minutes", store=True, readonly=False, precompute=True)
    teardown_minutes = fields.Integer(
        "Tear-down (minutes)", compute="_compute_minutes", store=True, readonly=False, precompute=True
    )
    occupied_from = fields.Datetime("Taken from", compute="_compute_occupied", store=True, precompute=True)
    occupied_to = fields.Datetime("Taken until", compute="_compute_occupied", store=True, precompute=True, index=True)
    layout = fields.Selection(LAYOUTS)
    guests = fields.Integer("Number of guests")
    state = fields.Selection(
        [("option", "Option"), ("confirmed", "Confirmed"), ("cancelled", "Cancelled"), ("expired", "Expired")],
        required=True,
        default="option",
        index=True,
        copy=False,
        group_expand=True,
    )
    option_until = fields.Datetime("Option until", copy=False, help="Then the option expires by itself.")
    backup_room_id = fields.Many2one(
        "hotel.room",
        "Back-up room",
        ondelete="restrict",
        check_company=True,
        domain="[('outdoor', '=', False)]",
        help="Where an event in the open moves to in bad weather; booked along with it.",
    )
    backup_of_id = fields.Many2one(
        "hotel.room.booking", "Back-up of", index="btree_not_null", readonly=True, copy=False, ondelete="cascade"
    )
    backup_ids = fields.One2many("hotel.room.booking", "backup_of_id", "Back-up bookings", readonly=True)
    note = fields.Text("Remarks")
    # Computed, so that a booking that begins confirmed is one INSERT.
    confirmed_by_id = fields.Many2one(
        "res.users", "Confirmed by", compute="_compute_confirmed", store=True, precompute=True, copy=False, ondelete="restrict"
    )
    confirmed_at = fields.Datetime("Confirmed", compute="_compute_confirmed", store=True, precompute=True, copy=False)
    cancelled_by_id = fields.Many2one("res.users", "Cancelled by", readonly=True, copy=False, ondelete="restrict")
    cancelled_at = fields.Datetime("Cancelled", readonly=True, copy=False)
    cancel_reason = fields.Char("Reason of the cancellation", readonly=True, copy=False)
    color = fields.Integer(compute="_compute_color")
    waits_for = fields.Char(compute="_compute_waits_for", help="Confirmed bookings of the same room and time.")

    _starts_before_its_end = models.Constraint("CHECK (stop > start)", "A booking ends after it begins.")
    _minutes_not_negative = models.Constraint(
        "CHECK (setup_minutes >= 0 AND teardown_minutes >= 0)", "Set-up and tear-down take 0 minutes or more."
    )
    _options_that_end = models.Index("(option_until) WHERE state = 'option' AND option_until IS NOT NULL")

    @api.depends("room_id")
    def _compute_minutes(self):
        for booking in self:
            booking.setup_minutes = booking.room_id.setup_minutes
            booking.teardown_minutes = booking.room_id.teardown_minutes

    @api.depends("start", "stop", "setup_minutes", "teardown_minutes")
    def _compute_occupied(self):
        for booking in self:
            booking.occupied_from, booking.occupied_to = (
                room_times.occupied(booking.start, booking.stop, booking.setup_minutes, booking.teardown_minutes)
                if booking.start and booking.stop
                else (False, False)
            )

    @api.depends("state")
    def _compute_confirmed(self):
        for booking in self:
            first_time = booking.state == "confirmed" and not booking.confirmed_at
            booking.confirmed_by_id = self.env.uid if first_time else booking.confirmed_by_id
            booking.confirmed_at = fields.Datetime.now() if first_time else booking.confirmed_at

    @api.depends("state", "room_id.color")
    def _compute_color(self):
        for booking in self:
            booking.color = {"confirmed": booking.room_id.color or 10, "option": 3}.get(booking.state, 0)

    @api.depends("state", "room_id", "occupied_from", "occupied_to")
    def _compute_waits_for(self):
        options = self.filtered(lambda booking: booking.state == "option" and booking.id)
        rivals = options._get_rivals("confirmed")
        names = {booking.id: booking.display_name for booking in self.browse({rival for ids in rivals.values() for rival in ids})}
        for booking in self:
            booking.waits_for = ", ".join(names[rival] for rival in sorted(rivals.get(booking.id, ()))) or False

    @api.constrains("room_id", "layout", "guests")
    def _check_capacity(self):
        """H9: no more guests than the room holds in that layout.

        :raise ValidationError: naming room, layout, guests and the capacity
        """
        labels = dict(self._fields["layout"]._description_selection(self.env))
        problems = []
        for booking in self.filtered("guests"):
            if booking.guests < 0:
                problems.append(self.env._("Number of guests: %s is not possible. Give 0 or more.", booking.guests))
                continue
            capacity = booking.room_id._get_capacity(booking.layout)
            if capacity is None:
                problems.append(
                    self.env._(
                        "%(room)s is not set up as %(layout)s. Possible: %(possible)s.",
                        room=booking.room_id.display_name,
                        layout=labels[booking.layout],
                        possible=", ".join(booking.room_id.layout_ids.mapped("display_name")) or self.env._("nothing is listed"),
                    )
                )
            elif capacity and booking.guests > capacity:
                problems.append(
                    self.env._(
                        "%(room)s holds %(capacity)s guests%(layout)s, not %(guests)s. Choose another room or layout.",
                        room=booking.room_id.display_name,
                        capacity=capacity,
                        layout=f" ({labels[booking.layout]})" if booking.layout else "",
                        guests=booking.guests,
                    )
                )
        if problems:
            raise ValidationError("\n".join(problems))

    @api.constrains("option_until")
    def _check_option_until(self):
        """H9: an option ends in the future; what ends now is cancelled."""
        over = self.filtered(lambda booking: booking.state == "option" and booking.option_until and booking.option_until <= fields.Datetime.now())
        if over:
            raise ValidationError(
                self.env._(
                    "Option until: %(until)s is over already (%(bookings)s). Choose a later time, or cancel the option.",
                    until=format_datetime(self.env, over[0].option_until),
                    bookings=", ".join(over.mapped("display_name")),
                )
            )

    @api.constrains("room_id", "backup_room_id")
    def _check_backup(self):
        """H9: a place in the open has a room to move to, another one."""
        for booking in self:
            if booking.room_id.outdoor and not booking.backup_room_id:
                raise ValidationError(
                    self.env._("%s is in the open: name the back-up room for bad weather.", booking.room_id.display_name)
                )
            if booking.backup_room_id & booking.room_id:
                raise ValidationError(self.env._("Back-up room: choose another room than %s.", booking.room_id.display_name))

    @api.model_create_multi
    def create(self, vals_list):
        to_datetime = fields.Datetime.to_datetime
        self._check_times(
            [(vals.get("name"), to_datetime(vals.get("start")), to_datetime(vals.get("stop"))) for vals in vals_list],
            fields.Datetime.now(),
        )
        bookings = super().create(vals_list)
        bookings._begin()
        return bookings

    def write(self, vals):
        self._check_write(vals)
        result = super().write(vals)
        if PLACE_AND_TIME & vals.keys():
            self._move()
        if vals.keys() & {"option_until", "user_id"}:
            self._follow_option()
        if vals.keys() & {"backup_room_id", "guests"}:
            self._follow_backup()
        return result

    def unlink(self):
        """Only what was never confirmed can go; the others are cancelled and kept (M2)."""
        self._refuse_unlink()
        return super().unlink()

    @api.depends("name", "room_id", "start")
    @api.depends_context("tz", "lang")
    def _compute_display_name(self):
        for booking in self:
            day = fields.Datetime.context_timestamp(booking, booking.start).strftime("%Y-%m-%d %H:%M") if booking.start else ""
            booking.display_name = f"{booking.name or ''} ({booking.room_id.name or ''}, {day})"
