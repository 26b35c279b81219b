"""I4: when a customer may be called: inside the call windows of a day that is worked, in the customer's own time zone.

Instants are naive UTC, as Odoo stores them; hours are decimal hours of the customer's wall clock, so that a change of the
clocks moves the instant and not the hour.
"""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from odoo.addons.hotel_base.rules.business_day import to_local, to_utc

#: Days searched for a slot before it is said that there is none (a customer whose windows never open).
SEARCH_DAYS = 120


class Window(NamedTuple):
    """A stretch of a day in which calls are welcome.

    :ivar weekday: 0 (Monday) .. 6, or None for every day
    :ivar start: decimal hour, local
    :ivar end: decimal hour, local; the window is open before it
    """

    weekday: int | None
    start: float
    end: float


class Slot(NamedTuple):
    """A day (local date of the customer) and the instant (naive UTC) at which the call is planned."""

    day: object
    at: datetime


#: Without windows: any time of the day, from nine in the morning (letters, messages).
ANY_TIME = (Window(None, 9.0, 24.0),)


def at_hour(day, hour, zone):
    """Return the instant of a local decimal hour; where the clocks leave that hour out, the one an hour on."""
    minutes = round(hour * 60)
    return to_utc(datetime.combine(day, time(0)) + timedelta(minutes=minutes), zone)


def start_of_day(day, zone):
    return to_utc(datetime.combine(day, time(0)), zone)


def day_of(instant, zone):
    """Return the customer's date at an instant."""
    return to_local(instant, zone).date()


def first_slot(not_before, zone, windows, works):
    """Return the first `Slot` at or after `not_before`, or None.

    :param windows: `Window`s, empty for none at all
    :param works: function(date) -> bool, days on which calls are made
    """
    day = day_of(not_before, zone)
    for _day in range(SEARCH_DAYS):
        if works(day):
            for window in sorted(windows, key=lambda each: each.start):
                if window.weekday is not None and window.weekday != day.weekday():
                    continue
                opens, closes = at_hour(day, window.start, zone), at_hour(day, window.end, zone)
                if not_before < closes and opens < closes:
                    return Slot(day, max(opens, not_before))
        day += timedelta(days=1)
    return None


def is_open(instant, zone, windows, works):
    """Return whether an instant lies inside the windows of a day that is worked."""
    slot = first_slot(instant, zone, windows, works)
    return bool(slot) and slot.at == instant


def yearly(day, year):
    """Return the date of `day` in `year`; who was born on 29 February is wished well on the 28th of other years."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
