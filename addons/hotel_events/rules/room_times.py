"""H9: how long a function room is taken. Plain Python: values in, verdict out."""

from datetime import timedelta


def occupied(start, stop, setup_minutes, teardown_minutes):
    """Return (from, to), half open, during which a room is taken: set-up, use and tear-down.

    :param datetime start: when the use begins
    :param datetime stop: when it ends, after `start`
    :param int setup_minutes: needed before `start`
    :param int teardown_minutes: needed after `stop`
    """
    return start - timedelta(minutes=setup_minutes), stop + timedelta(minutes=teardown_minutes)


def overlap(first, second):
    """Return whether two half-open ranges (from, to) share a moment: what ends at 12:00 leaves 12:00 free."""
    return first[0] < second[1] and second[0] < first[1]


def time_problems(start, stop, now):
    """Return the codes of what is wrong with the times of a new or moved booking.

    :return: list of "order" (ends before it begins), "past" (would begin in the past)
    """
    problems = []
    if start and stop and stop <= start:
        problems.append("order")
    if start and start < now:
        problems.append("past")
    return problems


def queue(options, rank):
    """Return the options in the order in which they are offered a room that gets free.

    :param options: iterable of anything
    :param rank: what tells how early one was asked for (the earlier the smaller)
    """
    return sorted(options, key=rank)
