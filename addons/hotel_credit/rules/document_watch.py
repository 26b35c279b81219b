"""A8: when to ask for a new copy of a document that expires."""

from datetime import timedelta


def is_expired(expires, today):
    """A8: True from the day after the document's last day."""
    return expires < today


def must_ask(expires, today, asked_on, lead_days, repeat_days):
    """A8: True if the salesperson is to be asked for a new copy today.

    Once `lead_days` before it expires, on expiry, and then each `repeat_days`.

    :param asked_on: date of the last time, or None
    """
    if today < expires - timedelta(days=lead_days):
        return False
    if not asked_on:
        return True
    if not is_expired(expires, today):
        return False
    # Asked before it expired: asked again at once on expiry, from then on each `repeat_days`.
    return asked_on <= expires or today >= asked_on + timedelta(days=repeat_days)
