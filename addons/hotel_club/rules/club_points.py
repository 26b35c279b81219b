"""Points of the club (I13). Plain Python; points are whole numbers."""

from decimal import ROUND_FLOOR, Decimal


def earned(amount, amount_per_point, factor=1.0):
    """Return the points for paid business: whole points only, the rest of an amount earns nothing.

    :param amount: what was paid, in the currency of the policy
    :param amount_per_point: how much earns one point; 0 = business earns none
    :param factor: of the member's tier, 1.5 = half as much again
    """
    per_point = Decimal(str(amount_per_point))
    if per_point <= 0 or amount <= 0:
        return 0
    return int((Decimal(str(amount)) * Decimal(str(factor)) / per_point).to_integral_value(ROUND_FLOOR))


def take(rows, points):
    """Return [(key, taken)] that take `points` from rows, those that expire first before the others; None if they do not suffice.

    :param rows: iterable of (key, left, expires on), None = never
    """
    result = []
    for key, left, _expires in sorted(rows, key=lambda row: (row[2] is None, row[2] or row[0], row[0])):
        if points <= 0:
            break
        taken = min(left, points)
        if taken > 0:
            result.append((key, taken))
            points -= taken
    return None if points > 0 else result


def tier_of(points, tiers):
    """Return the key of the highest tier whose threshold is reached by the points of the last twelve months; None below all.

    :param tiers: iterable of (key, threshold)
    """
    reached = [(threshold, key) for key, threshold in tiers if points >= threshold]
    return max(reached)[1] if reached else None
