"""Which deadlines a complaint has (J2). Plain Python; durations from the instant at which it was received."""

from datetime import timedelta
from typing import NamedTuple

#: In the order in which they usually end.
CLOCKS = ("reaction", "check", "reply", "solution")


class Terms(NamedTuple):
    """The deadlines of one policy: minutes for what is urgent, hours for the rest; 0 = no such deadline."""

    soft_reaction: int = 15
    soft_check: int = 30
    hard_reaction: int = 60
    hard_check: int = 180
    reply: int = 24
    solution: int = 72
    satisfaction: int = 24


def deadlines(kind, terms, anonymous=False, reopened=False):
    """Return {clock: timedelta} for a complaint.

    :param kind: "soft" (service, environment) or "hard" (product, facility)
    :param anonymous: nobody can be answered, so there is no reply to be late with (J8)
    :param reopened: the customer was just spoken to, so no first reaction is due any more
    """
    minutes = {
        "reaction": terms.soft_reaction if kind == "soft" else terms.hard_reaction,
        "check": terms.soft_check if kind == "soft" else terms.hard_check,
    }
    result = {name: timedelta(minutes=value) for name, value in minutes.items()}
    result |= {"reply": timedelta(hours=terms.reply), "solution": timedelta(hours=terms.solution)}
    if anonymous:
        del result["reply"]
    if reopened:
        del result["reaction"]
    return {name: duration for name, duration in result.items() if duration}
