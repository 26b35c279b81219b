"""The course of a complaint: which step may follow which, and when a step counts as taken (J1, J2, J4). Plain Python."""

#: Open states, in their order; "closed" waits for the satisfaction call or has had it.
OPEN = ("new", "reacted", "checked", "replied")
#: What ends a complaint without a solution: neither counts in the figures.
LEFT_OUT = ("dropped", "merged")

TRANSITIONS = {
    "new": {"reacted", "checked", "replied", "closed", "dropped", "merged"},
    "reacted": {"checked", "replied", "closed", "dropped", "merged"},
    "checked": {"replied", "closed", "dropped", "merged"},
    "replied": {"checked", "closed", "dropped", "merged"},
    "closed": set(),
    "dropped": set(),
    "merged": set(),
}

#: What can be taken up again, by a dissatisfied customer or the manager: that is no step of the course.
REOPENED = ("closed", "dropped")

#: Which clocks a step ends: who has checked has reacted, who has solved has done everything.
ENDS = {
    "reacted": ("reaction",),
    "checked": ("reaction", "check"),
    "replied": ("reaction", "reply"),
    "closed": ("reaction", "check", "reply", "solution"),
    "dropped": ("reaction", "check", "reply", "solution"),
    "merged": ("reaction", "check", "reply", "solution"),
}

SATISFACTION = ("satisfied", "average", "dissatisfied")


def may_become(state, new):
    """Return whether a complaint in `state` may go to `new`."""
    return new in TRANSITIONS[state]


def may_reopen(state):
    """J4: return whether a complaint in `state` can be taken up again."""
    return state in REOPENED


def after_satisfaction(answer):
    """J4: return the state that follows the customer's answer: a dissatisfied one reopens the complaint."""
    return "reacted" if answer == "dissatisfied" else "closed"


def band(score):
    """I6: return the answer for a score from 1 to 10: 8 and above is satisfied, below 5 is dissatisfied.

    :raise ValueError: the score is none of 1 to 10
    """
    if not isinstance(score, int) or not 1 <= score <= 10:
        raise ValueError(score)
    if score >= 8:
        return "satisfied"
    return "average" if score >= 5 else "dissatisfied"
