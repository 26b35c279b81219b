"""I7: the days of a callback report. Dates are the hotel's, instants naive UTC."""

from datetime import timedelta


def hand_in_day(day, days):
    """Return the day until which the report of the callbacks of `day` is handed in."""
    return day + timedelta(days=days)


def is_late(due, done, now):
    """Return whether something due is or was late."""
    return bool(due) and (done or now) > due
