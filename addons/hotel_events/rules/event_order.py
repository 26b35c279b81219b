"""H1, H3, H5: what an event order must name, when it is settled, and what a new issue changes. Values in, verdict out."""

from datetime import timedelta

#: Allowed next states of an event order.
NEXT = {
    "draft": {"issued", "cancelled"},
    "issued": {"done", "cancelled"},
    "done": {"settled"},
    "settled": set(),
    "cancelled": set(),
}

#: What an order must name before it is issued (H1).
REQUIRED = ("deposit_asked", "payment_way", "settlement_date", "coordinator_id")


def missing(values):
    """Return the names of `REQUIRED` that have no value (H1)."""
    return [name for name in REQUIRED if not values.get(name)]


def billable_guests(guaranteed, actual):
    """Return for how many guests is billed: the larger of the guaranteed and the actual number."""
    return max(guaranteed or 0, actual or 0)


def acknowledge_by(issued_at, begins_at, longest=timedelta(hours=24), shortest=timedelta(minutes=30)):
    """Return until when a department acknowledges an issue: the nearer the event, the sooner (H5).

    A tenth of the time that is left, at most a day, at least half an hour.
    """
    return issued_at + max(shortest, min(longest, (begins_at - issued_at) / 10))


def changes(before, after):
    """Return the names whose values differ between two issues, in the order of `after` (H5); all of them at first."""
    return [name for name, value in after.items() if before is None or before.get(name) != value]
