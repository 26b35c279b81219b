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

    def _get_days(self):
        """Return [(date, bookings)] of the days asked for, a booking on every day on which it takes its room.

        Days are those of the hotel's time zone.
        """
        self.ensure_one()
        company = self.company_id
        days = [self.date_from + timedelta(days=number) for number in range(self.days)]
        limits = [company._hotel_utc(datetime.combine(day, time.min)) for day in [*days, days[-1] + timedelta(days=1)]]
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
