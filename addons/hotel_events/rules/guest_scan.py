"""H10: what a phone at a check point is told about a scan. Values in, verdict out."""

from datetime import timedelta

#: What the phone shows: the colour of each verdict.
COLOURS = {"in": "green", "already": "yellow", "cancelled": "red", "unknown": "red", "elsewhere": "red"}
#: How long before its event a scan may have been made; what is older comes from a phone with a wrong clock.
EARLIEST = timedelta(days=2)


def verdict(found, here=True, cancelled=False, mine=False):
    """Return the verdict on a scan.

    :param found: the code belongs to a guest
    :param here: ... of this event
    :param cancelled: the house has withdrawn the invitation
    :param mine: this scan is the one that is kept; a repeated sending of it is, too
    """
    if not found:
        return "unknown"
    if not here:
        return "elsewhere"
    if cancelled:
        return "cancelled"
    return "in" if mine else "already"


def moment(told, now, begins):
    """Return when a scan was made: what the phone says, unless its clock is ahead or far behind."""
    if told is None or told > now or told < begins - EARLIEST:
        return now
    return told
