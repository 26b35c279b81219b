"""F2, F3: how a statement is answered, until when, and what may still be allowed on it. Plain Python: values in, verdict out."""

#: A dispute in one of these states was decided by the hotel; a withdrawn one was taken back by the customer.
DECIDED = frozenset({"upheld", "rejected"})


def next_state(confirmed, disputes, over):
    """F2: return the state of a statement that was sent: "sent", "disputed" or "confirmed".

    An open dispute holds its line alone; that the others were confirmed is kept besides. A customer who only disputed
    has answered: once that is decided and the time is over, the statement is confirmed.

    :param bool confirmed: the customer confirmed what is not in dispute
    :param disputes: states of its disputes: open, upheld, rejected, withdrawn
    :param bool over: the last day for answers has passed
    """
    disputes = set(disputes)
    if "open" in disputes:
        return "disputed"
    if confirmed or (over and disputes & DECIDED):
        return "confirmed"
    return "sent"


def is_over(today, confirm_until):
    """F2: return whether the customer's time is over; the last day itself is in time."""
    return today > confirm_until


def answer_obstacle(state, confirmed, today, confirm_until):
    """F2: return why a statement cannot be confirmed, nor another line disputed: not_sent, confirmed, over; or None."""
    if state == "draft":
        return "not_sent"
    if confirmed or state == "confirmed":
        return "confirmed"
    return "over" if is_over(today, confirm_until) else None


def allowance_obstacle(state, confirmed, today, confirm_until, disputes):
    """F3: return why no allowance can be made on a line any more: confirmed, over, decided; or None.

    A line in dispute is open until it is decided. Every other one closes when the customer confirms, or after the last
    day for answers, whether the statement was sent or not.

    :param disputes: states of the disputes of this line
    """
    disputes = set(disputes)
    if "open" in disputes:
        return None
    if confirmed or state == "confirmed":
        return "confirmed"
    if disputes & DECIDED:
        return "decided"
    return "over" if is_over(today, confirm_until) else None


def reminder_day(days, month, today, confirm_until):
    """F2: return the newest day of `month` on which customers are reminded and that has come, or None.

    A missed day is made up for until the last day for answers, and not with two reminders at once.

    :param days: days of the month on which customers are reminded, for example (3, 5); 0 is none
    :param date month: first day of the month in which the statements are answered
    """
    if is_over(today, confirm_until):
        return None
    come = [day for day in (month.replace(day=number) for number in days if number) if day <= min(today, confirm_until)]
    return max(come, default=None)


def allowance_excess(asked, charged, allowed):
    """F3: return the revenue kinds on which more would be allowed than was charged.

    :param asked, charged, allowed: {kind: Decimal}
    """
    return [kind for kind, amount in asked.items() if amount and amount + allowed.get(kind, 0) > charged.get(kind, 0)]
