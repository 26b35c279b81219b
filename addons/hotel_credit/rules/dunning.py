"""G1, G2: when a dunning notice is due, when it counts as unanswered, and when that is enough. Values in, verdict out."""

from datetime import timedelta

#: Notices in a row for the same unpaid item after which the agreement is suspended (G2).
UNANSWERED_IN_A_ROW = 2


def run_days(last, today):
    """F7, G1: return the days (dates) that have had no run yet, oldest first, up to `today`.

    :param last: day of the newest run, None before the first one: then nothing was missed
    """
    if last is None:
        return [today]
    return [last + timedelta(days=number) for number in range(1, (today - last).days + 1)]


def schedule(first, planned, interval, day):
    """G1: return (due_on, next_on) of the notice that the run of `day` issues for an item; None if none is due.

    The rhythm is kept from the first day on, however late a notice comes. Each missed day has a run of its own, so more
    than one step is passed over only when the company begins to dun: an old debt then gets one late notice, not fifty.

    :param first: first working day after the item's due date
    :param planned: `next_on` of the item's last notice, None if there was none
    :param interval: days between two notices, at least 1
    """
    due = planned or first
    if due > day:
        return None
    steps = (day - due).days // interval + 1
    return due, due + timedelta(days=steps * interval)


def answer_by(issued_on, interval):
    """G2: return the last day on which a payment answers a notice in time: the day before the next one could come."""
    return issued_on + timedelta(days=interval - 1)


def is_unanswered(last_day, settled, day):
    """G2: return whether on `day` a notice is unanswered: not paid, and its last day (`answer_by`) is over."""
    return not settled and day > last_day


def suspends(unanswered, lifted_on=None):
    """G2: return whether an item's notices suspend its agreement.

    :param unanswered: [(issued_on, unanswered)] of the item's notices whose last day is over, the oldest first; a paid one
        is not unanswered
    :param lifted_on: day on which a suspension for dunning was last lifted: only notices issued later count
    """
    row = unanswered[-UNANSWERED_IN_A_ROW:]
    return len(row) == UNANSWERED_IN_A_ROW and all(
        open_ and (lifted_on is None or issued_on > lifted_on) for issued_on, open_ in row
    )


def late_days(due_on, issued_on):
    """G3: return by how many days a notice came late; 0 when it came on its day."""
    return max((issued_on - due_on).days, 0)
