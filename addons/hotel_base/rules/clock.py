"""When a deadline is late, and when somebody has to be woken for it. Plain Python; instants are naive UTC."""

from datetime import timedelta

#: Seconds between two looks of Odoo's scheduler.
LEAD = 60


def is_late(due, stopped, now):
    """Return whether a clock is late: finished, or still running, after its due instant. On the second is in time."""
    return (stopped or now) > due


def wake_at(instant):
    """Return when the cron is woken for `instant`: a minute ahead, rounded down to ten seconds.

    Odoo's scheduler looks once a minute, whatever it was asked for; so it has looked before `instant`, and the cron waits
    for the rest. Ten seconds let neighbouring clocks share one wake-up.
    """
    early = instant - timedelta(seconds=LEAD)
    return early.replace(second=early.second - early.second % 10, microsecond=0)


def seconds_until_late(instants, now):
    """Return the seconds after which the first of `instants` has passed, None when there is none; 0 when it has.

    A clock is late in the second after it is due.
    """
    known = [instant for instant in instants if instant]
    return max(0.0, (min(known) - now).total_seconds() + 1) if known else None
