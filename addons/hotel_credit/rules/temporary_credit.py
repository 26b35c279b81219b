"""E1, E3, E5, E6: who gets a temporary credit, until when it is paid, what follows. Plain Python: values in, verdict out."""

#: States of an agreement that is in force as long as its dates last; any other counts as none (E1).
IN_FORCE = ("active", "suspended")


def in_force(state, date_end, day):
    """Return whether an agreement stands against a temporary credit on `day` (E1): its customer uses D3 instead.

    A suspended one is in force; one whose last day is over counts as none, whether or not it was marked so already.
    """
    return state in IN_FORCE and (not date_end or date_end >= day)


def due_date(seventh, month_end, granted=None):
    """Return when a temporary credit is to be settled.

    :param date seventh: the 7th working day after the departure
    :param date month_end: last day of the departure's month
    :param date granted: exception of E6, already judged by `exception_problems`
    """
    return granted or min(seventh, month_end)


def exception_problems(granted, reason, seventh, month_end):
    """E6: return the codes of what speaks against due date `granted` in a later month.

    `not_later` it needs no exception, `too_late` it lies after the 7th working day, `no_reason`.
    """
    problems = []
    if granted <= month_end:
        problems.append("not_later")
    if granted > seventh:
        problems.append("too_late")
    if not (reason or "").strip():
        problems.append("no_reason")
    return problems


def is_to_be_held(seventh, month_end):
    """E5: return whether a credit that is still open when `month_end` is over puts a hold on the guarantor's pay."""
    return seventh <= month_end
