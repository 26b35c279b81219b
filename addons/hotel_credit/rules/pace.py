"""D11: how fast a month's limit is used up."""

import calendar
import math
from datetime import timedelta


def run_out_day(today, used, limit):
    """D11: return the day of this month on which the limit runs out at the month's pace so far, or None.

    The pace is what was used a day from the first of the month to `today`, both included.

    :param today: date, in the month that `used` belongs to
    :param used: amount used in the month so far
    :param limit: the month's limit, in the same currency
    :return: date, today if it is used up already; None if the month ends before
    """
    if used <= 0:
        return today if limit <= 0 else None
    if used >= limit:
        return today
    days_left = math.ceil((limit - used) * today.day / used)
    last_day = calendar.monthrange(today.year, today.month)[1]
    return today + timedelta(days=days_left) if today.day + days_left <= last_day else None


def is_near(used, limit, percent):
    """D11: True if `used` has reached `percent` of the limit (exactly that much counts)."""
    return used * 100 >= limit * percent and used > 0
