"""H2, H15, H20: what is asked of a customer ahead, and what is kept when an event is cancelled. Values in, verdict out."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal


def cents(amount, digits=2):
    """Return `amount` rounded half up to the currency's decimals."""
    return Decimal(amount).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def deposit(budget, rate, digits=2):
    """Return the deposit that a budget asks for (H2).

    :param Decimal budget: of the event, tax included
    :param Decimal rate: per cent, e.g. 20
    """
    return cents(Decimal(budget) * Decimal(rate) / 100, digits)


def deposit_problems(asked, budget):
    """Return the codes of what is wrong with a deposit that is asked for: "not_positive", "above_budget"."""
    problems = []
    if asked <= 0:
        problems.append("not_positive")
    if asked > budget:
        problems.append("above_budget")
    return problems


def is_low(asked, budget, rate, digits=2):
    """Return whether less is asked for than the policy wants, which needs the GM's approval (H2)."""
    return asked < deposit(budget, rate, digits)


def free_until(ordered_at, free_hours):
    """Return the moment until which cancelling costs nothing but what was specially ordered (H15)."""
    return ordered_at + timedelta(hours=free_hours)


def step(cancelled_at, begins_at, scale):
    """Return the (days, per cent) of the scale that a request falls under, None when it has no step for it (H15)."""
    days = (begins_at - cancelled_at) / timedelta(days=1)
    steps = sorted(scale, key=lambda each: (each[0] is None, each[0] or 0))
    return next((each for each in steps if each[0] is None or days <= each[0]), None)


def kept(total, deposit_received, ordered_at, cancelled_at, begins_at, free_hours, scale, specially_ordered=0, digits=2):
    """Return what is kept of a cancelled event's deposit (H15).

    :param Decimal total: of the order, tax included
    :param Decimal deposit_received: no more than this can be kept
    :param datetime ordered_at: when the customer ordered; within `free_hours` of it nothing is kept of the order's total
    :param datetime cancelled_at: when the request came in
    :param datetime begins_at: of the event
    :param scale: list of (days, per cent): up to so many days before the event that share of the total is kept; the
        smallest number of days that is not exceeded counts, None for any day
    :param Decimal specially_ordered: what was specially ordered is never refunded
    """
    share = Decimal(0)
    if cancelled_at > free_until(ordered_at, free_hours):
        found = step(cancelled_at, begins_at, scale)
        share = Decimal(found[1]) if found else share
    return min(cents(Decimal(total) * share / 100, digits) + Decimal(specially_ordered), Decimal(deposit_received))
