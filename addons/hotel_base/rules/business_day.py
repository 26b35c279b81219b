"""Instants and days: what day it is in the hotel, and to which business day an instant belongs (D6).

Instants are naive UTC, as Odoo stores them; zones are IANA names.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")


def to_local(instant, zone):
    """Return a naive UTC instant as a naive local one."""
    return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def to_utc(local, zone):
    """Return a naive local instant as a naive UTC one (the earlier one where the clock is set back)."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def end_of_day(day, zone):
    """Return the last second of a local day as naive UTC: what is done "by that day" is done until then."""
    return to_utc(datetime.combine(day, time(23, 59, 59)), zone)


def business_date(instant, zone, day_end_hour):
    """D6: return the business date of a naive UTC instant.

    :param day_end_hour: local hour, decimal, at which the day ends; 6.5 is 06:30. Slips before it belong to the day before.
    """
    return (to_local(instant, zone) - timedelta(seconds=round(day_end_hour * 3600))).date()
