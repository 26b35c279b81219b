"""How long a customer belongs to a salesperson (L3)."""

from datetime import date, timedelta

#: Ownership that never lapses has a last day all the same, so that one comparison tells all.
NEVER = date(9999, 12, 31)


def last_day(contact, lapses, days):
    """Return the last day on which the customer still belongs to the owner.

    :param contact: date of the last contact; it is day 0
    :param lapses: False: the ownership never lapses
    :param days: days without contact; the ownership lapses after them
    """
    return contact + timedelta(days=days) if lapses else NEVER


def lapsed(last, today):
    """Return whether the ownership has lapsed on `today`; the last day itself is kept."""
    return last is not None and today > last
