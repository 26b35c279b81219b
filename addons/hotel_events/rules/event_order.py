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
    """Return what a new issue says otherwise than the last one (H5), in the order of `after`.

    :param before: {key: {"departments": [ids], "rows": [texts], ...}} of the last issue; None at first
    :param after: the same of the new one; an empty list of departments concerns all of them
    :return: list of (key, departments concerned, rows that went, rows that came); nothing at the first issue
    """
    if before is None:
        return []
    result = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key, {}), after.get(key, {})
        went, came = _without(old.get("rows", []), new.get("rows", [])), _without(new.get("rows", []), old.get("rows", []))
        if went or came:
            parties = [each["departments"] for each in (old, new) if each]
            concerned = [] if not all(parties) else sorted({party for each in parties for party in each})
            result.append((key, concerned, went, came))
    return result


def concerns(departments, department):
    """Return whether what concerns `departments` (empty: all) concerns `department`."""
    return not departments or department in departments


def _without(rows, others):
    """Return `rows` without those of `others`, each of which takes one away."""
    others = list(others)
    result = []
    for row in rows:
        if row in others:
            others.remove(row)
        else:
            result.append(row)
    return result
