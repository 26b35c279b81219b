"""When a deadline is late, and when somebody has to be woken for it. Plain Python; instants are naive UTC."""

from datetime import timedelta


def is_late(due, stopped, now):
    """Return whether a clock is late: finished, or still running, after its due instant. On the second is in time."""
    return (stopped or now) > due


def wake_at(instant):
    """Return the whole minute, strictly after `instant`, at which the cron is woken.

    Odoo's cron knows minutes only; whole ones let all clocks of a minute share one wake-up.
    """
    return instant.replace(second=0, microsecond=0) + timedelta(minutes=1)
