"""When a renewal must be filed (A6)."""

from dateutil.relativedelta import relativedelta


def renewal_due(date_end, months=2):
    """Return the last day on which a renewal is filed in time: `months` calendar months before the agreement's last
    day, clipped to the month's last day (30 April - 2 months = 28 or 29 February)."""
    return date_end - relativedelta(months=months)


def is_late_filing(filed_on, due):
    """Return whether a renewal filed on `filed_on` is late; the due day itself is in time."""
    return filed_on > due
