"""The customer's record under a running agreement (A7), from plain amounts of one currency."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta


@dataclass
class Receivable:
    """One instalment that the customer owes.

    :param amount: as invoiced, less allowances
    :param due: last day to pay in time
    :param payments: list of (day, amount) collected on it
    """

    amount: Decimal
    due: date
    payments: list = field(default_factory=list)


def repayment(receivables, today):
    """A7: return how the customer paid, as a dict.

    invoiced, paid: amounts; fallen_due: what had to be there by yesterday or earlier, `due` day included once over;
    on_time: collected by its due date; on_time_share: percent of what was paid; repayment_rate: percent of what has
    fallen due that was collected by its due date (100 when nothing has fallen due); longest_delay: days from the due
    date to the last payment, or to today while something is open.
    """
    zero = Decimal(0)
    paid = on_time = fallen_due = due_on_time = zero
    longest = 0
    for item in receivables:
        collected = sum((amount for _day, amount in item.payments), zero)
        in_time = sum((amount for day, amount in item.payments if day <= item.due), zero)
        paid += collected
        on_time += in_time
        if item.due < today and item.amount > 0:
            fallen_due += item.amount
            due_on_time += min(in_time, item.amount)
        late_days = [(day - item.due).days for day, _amount in item.payments]
        if collected < item.amount:
            late_days.append((today - item.due).days)
        longest = max([longest, *late_days])
    return {
        "invoiced": sum((item.amount for item in receivables), zero),
        "paid": paid,
        "fallen_due": fallen_due,
        "on_time": on_time,
        "on_time_share": percent(on_time, paid),
        "repayment_rate": percent(due_on_time, fallen_due),
        "longest_delay": longest,
    }


def percent(part, whole):
    """Return part of whole in percent with one decimal; 100 when there is no whole: nothing was failed."""
    return float(round(100 * part / whole, 1)) if whole else 100.0


def last_months(today, count=12):
    """Return the first days of the last `count` calendar months, oldest first, the running one being the last."""
    first = today.replace(day=1)
    return [first - relativedelta(months=back) for back in reversed(range(count))]


def replay(charged, limit, months):
    """A7: replay months under another limit.

    :param charged: {first day of month: amount}
    :param limit: monthly amount asked for, None = without limit
    :return: list of (month, charged, amount above the limit)
    """
    rows = []
    for month in months:
        amount = charged.get(month, Decimal(0))
        above = Decimal(0) if limit is None else max(amount - limit, Decimal(0))
        rows.append((month, amount, above))
    return rows
