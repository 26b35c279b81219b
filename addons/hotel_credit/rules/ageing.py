"""F6: how old receivables are, how well they come in. Plain Python: values in, figures out.

A bucket is told by the days after the due date; the last two by calendar years, as G4 counts its three years.
"""

from decimal import Decimal

from dateutil.relativedelta import relativedelta

#: Codes of the buckets in their order; a customer's credit that settles nothing yet stands apart.
BUCKETS = ("not_due", "d30", "d60", "d90", "d365", "y3", "over")
CREDIT = "credit"

#: Last day, counted from the due date, of each bucket that is counted in days.
LAST_DAYS = (("not_due", 0), ("d30", 30), ("d60", 60), ("d90", 90), ("d365", 365))


def bucket(due, day):
    """Return the code of the bucket in which a receivable due on `due` stands at the end of `day`."""
    late = (day - due).days
    for code, last in LAST_DAYS:
        if late <= last:
            return code
    return "y3" if day <= due + relativedelta(years=3) else "over"


def share(part, whole):
    """Return part of whole in percent with one decimal, None when there is no whole."""
    return float(round(100 * Decimal(str(part)) / Decimal(str(whole)), 1)) if whole else None


def days_outstanding(open_amount, charged, days):
    """Return the days sales outstanding with one decimal: open at the end over charged in the period, times its days.

    :return: None when nothing was charged in the period
    """
    return float(round(Decimal(str(open_amount)) / Decimal(str(charged)) * days, 1)) if charged else None
