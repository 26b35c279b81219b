"""I5, I6: when a callback is complete, and when it is given up."""

#: Failed attempts after which a callback is closed as unreachable, unless the hotel sets another number.
FAILED = ("no_answer", "busy", "wrong_number")


def missing(way, reached, spoke_with, satisfaction, score, has_problem, problems, taken_up, next_step, signature, signed_by):
    """Return the names of what a record lacks to be closed, in the order of the form; empty when it is complete.

    Letters and messages have no conversation to record.
    """
    if way in ("message", "letter"):
        return []
    lacks = []
    if not reached:
        lacks.append("reached")
    if not (spoke_with or "").strip():
        lacks.append("spoke_with")
    if not satisfaction and not score:
        lacks.append("satisfaction")
    if not has_problem:
        lacks.append("has_problem")
    elif has_problem == "yes":
        if not (problems or "").strip():
            lacks.append("problems")
        elif not taken_up:
            lacks.append("problem_taken_up")
    if not next_step:
        lacks.append("next_step")
    if way == "visit":
        if not signature:
            lacks.append("signature")
        if not (signed_by or "").strip():
            lacks.append("signed_by")
    return lacks


def is_unreachable(results, most):
    """Return whether so many attempts failed that the callback is closed as unreachable.

    :param results: results of the attempts, in their order; once reached, or put off by the customer, the count starts anew
    """
    failed = 0
    for result in results:
        failed = failed + 1 if result in FAILED else 0
    return failed >= most


def satisfied(satisfaction, score, enough=8):
    """Return whether an answer counts as satisfied: True, False, or None when nothing was said."""
    if satisfaction:
        return satisfaction == "satisfied"
    if score:
        return score >= enough
    return None
