"""E2, E7, G6: who bears how much of an invoice. Plain Python: values in, verdict out.

A guarantee is a slice of an invoice: it begins after `before` of `whole` parts and is `part` wide. Slices that lie side by
side come to the invoice's amount to the cent, whatever of it is still open.
"""

from decimal import ROUND_HALF_UP, Decimal

from .billing import exact

#: Digits of a share; what is lost beyond them goes to the last one, so that shares add up to 1.
SHARE = Decimal("1e-12")


def lay_out(parts):
    """Lay parts side by side.

    :param parts: amounts or weights above zero
    :return: list of (before, part, whole), Decimal
    :raise ValueError: for a part that is not above zero
    """
    parts = [exact(part) for part in parts]
    if any(part <= 0 for part in parts):
        raise ValueError(f"Every part must be above zero: {parts}")
    whole = sum(parts, Decimal(0))
    return [(sum(parts[:index], Decimal(0)), part, whole) for index, part in enumerate(parts)]


def slice_of(total, before, part, whole, digits=2):
    """Return the amount (Decimal) that a slice of `total` comes to, rounded half up to `digits`.

    Slices laid side by side add up to the total exactly.
    """
    unit = Decimal(1).scaleb(-digits)
    total, before, part, whole = exact(total), exact(before), exact(part), exact(whole)

    def until(end):
        return (total * end / whole).quantize(unit, ROUND_HALF_UP)

    return until(before + part) - until(before)


def split(total, parts, digits=2):
    """Split `total` in the proportion of `parts`: a list of Decimal that adds up to it to the cent."""
    return [slice_of(total, *laid, digits) for laid in lay_out(parts)]


def shares(parts):
    """Return the shares (Decimal, 12 digits) of `parts`, which add up to exactly 1 (E2: together 100 %)."""
    laid = lay_out(parts)
    result = [(part / whole).quantize(SHARE) for _before, part, whole in laid[:-1]]
    return [*result, 1 - sum(result, Decimal(0))] if laid else []
