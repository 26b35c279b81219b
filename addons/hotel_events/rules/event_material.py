"""H11: how many of a material are here, and what it costs. Values in, verdict out."""

from datetime import timedelta

#: Kinds that come back: what was given to somebody is still the supplier's.
LENT = frozenset({"rental"})


def on_hand(kind, received, given, returned):
    """Return how many are in the house and free: of what is lent all that has not gone back, else what is left over."""
    return received - returned if kind in LENT else received - given - returned


def cost(kind, unit_cost, received, returned):
    """Return what it costs: a rental is paid for all that came, of everything else what goes back is not charged."""
    return unit_cost * (received if kind in LENT else received - returned)


def problems(kind, received, given, returned):
    """Return the codes of what cannot be: "negative", "given" (more than came), "returned" (more than is left)."""
    found = []
    if min(received, given, returned) < 0:
        found.append("negative")
    if given > received:
        found.append("given")
    elif returned > received or (kind not in LENT and given + returned > received):
        found.append("returned")
    return found


def to_come(planned, received):
    """Return how many are still expected."""
    return max(planned - received, 0)


def planned(quantity, per_guest, guests):
    """Return how many a template asks for: so many a guest, rounded up, or so many whoever comes."""
    wanted = quantity * guests if per_guest else quantity
    return -int(-wanted // 1)


def due(event_day, days_before):
    """Return the day by which it has to be there."""
    return event_day - timedelta(days=days_before)
