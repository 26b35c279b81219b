"""H14: what happens when an event is over: feedback, closing report, archive. Values in, verdict out."""

from datetime import timedelta

#: Answers that one event takes at least and times its guests at most: more than that is nobody's feedback.
LEAST_ANSWERS, TIMES_GUESTS = 100, 3


def feedback_problem(begins, ends, now, days, cancelled=False):
    """Return why no feedback is taken now: "cancelled", "early", "closed"; None when it is.

    :param datetime begins: of the event; guests may answer from then on
    :param datetime ends: of the event
    :param int days: for so long after the end it stays open
    """
    if cancelled:
        return "cancelled"
    if now < begins:
        return "early"
    return "closed" if now > ends + timedelta(days=days) else None


def most_answers(guests):
    """Return how many answers are taken for an event of so many guests."""
    return max(LEAST_ANSWERS, TIMES_GUESTS * (guests or 0))


def average(parts):
    """Return (average, number) over [(average, number)], each weighed by its number; (None, 0) of nothing."""
    number = sum(count for _value, count in parts)
    return (sum(value * count for value, count in parts) / number, number) if number else (None, 0)


def is_complete(documents, checked, waived):
    """Return whether an item of the archive list is there: a document, what the server found, or a waiver with a reason."""
    return bool(documents or checked or waived)
