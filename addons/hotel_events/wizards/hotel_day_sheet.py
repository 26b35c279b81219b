from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: Days that one sheet may list.
MOST_DAYS = 31


class HotelDaySheet(models.TransientModel):
    """Everything that happens in the house on the next days, by day, hour and room, to print for all departments."""

    _name = "hotel.day.sheet"
    _description = "Day Sheet"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date_from = fields.Date("From", required=True, default=lambda self: self.env.company._hotel_today())
    days = fields.Integer(required=True, default=2, help="1: one day. The sheet usually shows today and tomorrow.")
    with_options = fields.Boolean("With options", default=True)

    @api.constrains("days")
    def _check_days(self):
        for sheet in self:
            if not 1 <= sheet.days <= MOST_DAYS:
                raise ValidationError(
                    self.env._("Days: %(days)s is not possible. Choose 1 to %(most)s.", days=sheet.days, most=MOST_DAYS)
                )

    def action_print(self):
        """Return the action that prints the sheet."""
        self.ensure_one()
        return self.env.ref("hotel_events.report_day_sheet_action").report_action(self, config=False)

    def _get_limits(self):
        """Return the first instants (naive UTC) of the days asked for and of the day after, in the hotel's time zone."""
        self.ensure_one()
        return [
            self.company_id._hotel_utc(datetime.combine(self.date_from + timedelta(days=number), time.min))
            for number in range(self.days + 1)
        ]

    def _get_hourly(self):
        """Return [(date, [(hour "18:00", rows)])]: what happens in the house hour by hour, of all parts of the work.

        Rows are those of `_get_rows` with their local times as texts: `at` and `until`.
        """
        self.ensure_one()
        limits = self._get_limits()
        by_day = {}
        rows = sorted(
            self._get_rows(limits[0], limits[-1]),
            key=lambda row: (row["start"], row.get("room") or "", row.get("what") or ""),
        )
        for row in rows:
            if not limits[0] <= row["start"] < limits[-1]:
                continue
            start = self.company_id._hotel_local(row["start"])
            stop = row.get("stop") and self.company_id._hotel_local(row["stop"])
            text = {
                **row,
                "at": f"{start:%H:%M}",
                "until": stop and (f"{stop:%H:%M}" if stop.date() == start.date() else f"{stop:%m-%d %H:%M}"),
            }
            by_day.setdefault(start.date(), {}).setdefault(f"{start:%H}:00", []).append(text)
        days = [self.date_from + timedelta(days=number) for number in range(self.days)]
        return [(day, list(by_day.get(day, {}).items())) for day in days]

    def _get_rows(self, begin, end):
        """Return what happens from `begin` until before `end` (naive UTC), in any order; each part of the work extends this.

        Written with the rights of whoever prints the sheet. Rows begin within that time.

        :return: list of dicts: `start` (naive UTC), `kind` (in words), `what`; optional: `stop` (naive UTC), `room`, `who` (names), `guests`
        """
        return self._get_booking_rows(begin, end) + self._get_order_rows(begin, end)

    def _get_booking_rows(self, begin, end):
        """H9: set-up, use and tear-down of the rooms."""
        bookings = self.env["hotel.room.booking"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("option", "confirmed") if self.with_options else ("confirmed",)),
                ("occupied_from", "<", end),
                ("occupied_to", ">", begin),
            ]
        )
        rows = []
        for booking in bookings:
            common = {
                "room": booking.room_id.display_name,
                "what": self.env._("%s (option)", booking.name) if booking.state == "option" else booking.name,
                "who": booking.user_id.name,
                "guests": booking.guests,
            }
            if booking.occupied_from < booking.start:
                rows.append({**common, "kind": self.env._("Set-up"), "start": booking.occupied_from, "stop": booking.start})
            rows.append({**common, "kind": self.env._("Event"), "start": booking.start, "stop": booking.stop})
            if booking.stop < booking.occupied_to:
                rows.append({**common, "kind": self.env._("Tear-down"), "start": booking.stop, "stop": booking.occupied_to})
        return rows

    def _get_order_rows(self, begin, end):
        """H5: the event orders, with the guests who are expected and the customer's phone on the day."""
        orders = self.env["hotel.event.order"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("issued", "done")),
                ("date_begin", ">=", begin),
                ("date_begin", "<", end),
            ]
        )
        return [
            {
                "start": order.date_begin,
                "stop": order.date_end,
                "kind": self.env._("Guests arrive"),
                "room": False,
                "what": " · ".join(filter(None, (order.display_name, order.partner_id.sudo().display_name, order.contact_phone))),
                "who": order.coordinator_id.name,
                "guests": order.guests_billed,
            }
            for order in orders
        ]

    def _get_days(self):
        """Return [(date, bookings)] of the days asked for, a booking on every day on which it takes its room.

        Days are those of the hotel's time zone.
        """
        self.ensure_one()
        company = self.company_id
        days = [self.date_from + timedelta(days=number) for number in range(self.days)]
        limits = self._get_limits()
        bookings = self.env["hotel.room.booking"].search(
            [
                ("company_id", "=", company.id),
                ("state", "in", ("option", "confirmed") if self.with_options else ("confirmed",)),
                ("occupied_from", "<", limits[-1]),
                ("occupied_to", ">", limits[0]),
            ],
            order="start, room_id, id",
        )
        return [
            (day, bookings.filtered(lambda booking, a=begin, z=end: booking.occupied_from < z and booking.occupied_to > a))
            for day, begin, end in zip(days, limits, limits[1:])
        ]

    def _get_hours(self, booking):
        """Return (taken from, begins, ends, free again) of a booking as texts of the hotel's time, with the day where it differs."""
        local = [
            self.company_id._hotel_local(moment)
            for moment in (booking.occupied_from, booking.start, booking.stop, booking.occupied_to)
        ]
        return [f"{moment:%H:%M}" if moment.date() == local[1].date() else f"{moment:%m-%d %H:%M}" for moment in local]
