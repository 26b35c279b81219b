"""The best order of a caller's day: what was promised for now, what is late, what is important; what is not open yet comes last."""

from datetime import timedelta

#: How long before an agreed time it moves to the top of the list.
SOON = timedelta(minutes=15)


def order_key(now, planned_at, due_at, agreed, priority, class_sequence):
    """Return the key by which today's callbacks are sorted, the first to call first.

    :param planned_at: instant from which the customer may be called
    :param class_sequence: 1 is the best class
    """
    if agreed and planned_at <= now + SOON:
        return (0, planned_at, 0, 0, due_at)
    if planned_at <= now + SOON:
        late = due_at < now
        return (1 if late else 2, due_at if late else now, -priority, class_sequence, due_at)
    return (3, planned_at, -priority, class_sequence, due_at)
