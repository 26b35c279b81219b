"""H7, H22: when the tasks of a countdown are due. Plain Python: values in, verdict out."""

from datetime import datetime, time, timedelta


def label(days):
    """Return the name of a day of the countdown: -30 is "D-30", 0 is "D", 7 is "D+7"."""
    return f"D{days:+d}" if days else "D"


def deadline(day, days, hour):
    """Return the local instant at which a task is due.

    :param date day: of the event
    :param int days: before (negative) or after it
    :param float hour: of that day, 18.5 is half past six
    """
    return datetime.combine(day + timedelta(days=days), time()) + timedelta(minutes=round(hour * 60))


def at_the_latest(due, now, begin, grace=timedelta(days=1)):
    """Return when a task of a template is due on an event that was ordered late.

    What would have been due already is due after `grace`, but not after the event begins.
    """
    if due > now:
        return due
    return max(now, min(now + grace, begin)) if begin > now else now + grace


def became_impossible(before, after, now):
    """Return whether a deadline that could still be kept lies in the past since it was moved."""
    return before >= now > after


def letter_due(called_at, days):
    """Return until when the letter that confirms a telephone invitation goes out (H22)."""
    return called_at + timedelta(days=days)


def progress(done, total):
    """Return the per cent of a countdown that is done; nothing to do is 100."""
    return round(100 * done / total, 1) if total else 100.0
