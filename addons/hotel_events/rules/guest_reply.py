"""H10: what a guest may answer on the public page, and how often. Values in, verdict out."""

from datetime import timedelta

MOST_TEXT = 200
#: Answers that one guest may give within an hour: enough to change one's mind, too few to fill a disk.
MOST_REPLIES, WINDOW = 10, timedelta(hours=1)
NEVER = frozenset("<>{}\0")


def faults(reply, companions, diet, most_companions):
    """Return the names of what cannot be accepted of an answer.

    :param reply: "coming" or "declined"
    :param companions: as text, as the form sends it
    """
    wrong = []
    if reply not in ("coming", "declined"):
        wrong.append("reply")
    if not (companions.isascii() and companions.isdecimal() and len(companions) < 4 and int(companions) <= most_companions):
        wrong.append("companions")
    if len(diet) > MOST_TEXT or NEVER & set(diet):
        wrong.append("diet")
    return wrong


def too_often(count, since, now):
    """Return whether `count` answers since `since` are all that is allowed for now."""
    return bool(since) and now - since < WINDOW and count >= MOST_REPLIES


def open_for_reply(ends, now, off=False):
    """Return whether the page still answers: until the event ends, and not when it is cancelled."""
    return now < ends and not off
