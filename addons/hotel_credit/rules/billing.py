"""F1: what a month of slips becomes. Plain Python: values in, verdict out."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal

#: Revenue kinds of a slip, in the order in which invoices and statements list them (D7).
KINDS = ("rooms", "food", "beverage", "banquet", "other")


def exact(amount):
    """Return an amount as the Decimal that it stands for: Odoo hands numeric columns over as floats."""
    return Decimal(repr(amount)) if isinstance(amount, float) else Decimal(amount or 0)


def month_start(day):
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def next_month(day):
    """Return the first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def previous_month(day):
    """Return the first day of the month before that of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_end(day):
    """Return the last day of the month of `day`: the date of its invoices."""
    return next_month(day) - timedelta(days=1)


def months_between(first, last):
    """Yield the first days of all months from that of `first` to that of `last`, both included."""
    month, last = month_start(first), month_start(last)
    while month <= last:
        yield month
        month = next_month(month)


def billable_from(month, day_end_hours):
    """Return the local datetime from which `month` can be billed.

    That is on the first of the next month, when the day of the last outlet has ended.

    :param date month: any day of the month
    :param day_end_hours: iterable of local hours (float, 0 <= hour < 24) at which the outlets' business days end
    """
    first = next_month(month)
    return datetime.combine(first, time.min) + timedelta(hours=max(day_end_hours, default=0.0))


def last_billable_month(now, day_end_hours):
    """Return the first day of the newest month that can be billed at the local datetime `now`."""
    hours = list(day_end_hours)
    month = previous_month(now.date())
    return month if now >= billable_from(month, hours) else previous_month(month)


def line_totals(slips):
    """Add slips up to invoice lines.

    :param slips: iterable of (outlet id, {kind: amount})
    :return: {(outlet id, kind): Decimal} without zeros, ordered by outlet and then as `KINDS`
    """
    totals = defaultdict(Decimal)
    for outlet, amounts in slips:
        for kind, amount in amounts.items():
            totals[outlet, kind] += exact(amount)
    return {key: totals[key] for key in sorted(totals, key=lambda k: (k[0], KINDS.index(k[1]))) if totals[key]}


def liable(shares):
    """Return the salespeople who vouch for slips, the one with the largest sum first (ties: lowest id).

    :param shares: {user id: Decimal sum of the slips}
    """
    return sorted((user for user in shares if user), key=lambda user: (-shares[user], user))


def statement_figures(previous, cumulative):
    """Return the figures of a statement such that statements form an unbroken chain.

    What was booked late into a month that has its statement already appears on the next one: each figure is what has
    come together since the agreement began, less what earlier statements have told.

    :param dict previous: sums over the earlier statements: charged, allowances, payments
    :param dict cumulative: since the agreement began, up to the statement's last day: charged, allowances, payments
    :return: dict opening, charged, allowances, payments, closing; opening + charged - allowances - payments = closing
    """
    told = {key: exact(previous.get(key)) for key in ("charged", "allowances", "payments")}
    now = {key: exact(cumulative.get(key)) for key in told}
    figures = {key: now[key] - told[key] for key in told}
    figures["opening"] = told["charged"] - told["allowances"] - told["payments"]
    figures["closing"] = now["charged"] - now["allowances"] - now["payments"]
    return figures


def is_month(day):
    """Return whether `day` is the first day of a month."""
    return isinstance(day, date) and day.day == 1
