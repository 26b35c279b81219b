"""K2, K8: what a visit's level allows, line by line. Plain Python; amounts are Decimals in one currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: How often the level's amount is allowed within a visit; a pool is shared by all lines of a category (and day).
BASES = ("person_day", "guest_day", "guest", "room_night", "day", "visit")
#: These are counted anew every day.
DAILY = frozenset({"person_day", "guest_day", "day"})


@dataclass(frozen=True)
class Party:
    """Who comes and for how long: guests, hosts that eat with them, nights between arrival and departure."""

    guests: int
    hosts: int
    nights: int


@dataclass(frozen=True)
class Standard:
    """What a level says of one category: mode "limit" (amount each), "none" (the hotel does not pay) or "open"."""

    mode: str
    amount: Decimal = Decimal(0)
    basis: str = "person_day"


@dataclass(frozen=True)
class Line:
    """One planned expense: `quantity` times `price`."""

    key: int
    category: int
    day: object
    quantity: int
    price: Decimal
    banquet: bool = False


@dataclass(frozen=True)
class Verdict:
    """`standard` is what the level allows for the line in all, `excess` what is planned above it, `reasons` codes:
    price, quantity, not_paid, no_standard, banquet."""

    standard: Decimal
    excess: Decimal
    reasons: tuple


def allowed_quantity(basis, party):
    """Return how many times a pool of `basis` may be used.

    :raise ValueError: for a basis that is not one of `BASES`
    """
    quantities = {
        "person_day": party.guests + party.hosts,
        "guest_day": party.guests,
        "guest": party.guests,
        "room_night": party.guests * party.nights,
        "day": 1,
        "visit": 1,
    }
    if basis not in quantities:
        raise ValueError(basis)
    return quantities[basis]


def judge(lines, standards, party, free_banquets, digits=2):
    """Return {line key: Verdict}. Lines share the quantity allowed, in their order: a meal split in two is one meal.

    :param lines: [Line] in the order in which they were entered
    :param standards: {category: Standard}; a category without one is not provided for by the level
    :param free_banquets: how many banquets of a visit need no approval of their own (K8: one)
    """
    left = {}
    banquets = 0
    verdicts = {}
    for line in lines:
        planned = _round(line.quantity * line.price, digits)
        standard = standards.get(line.category)
        reasons = []
        if standard is None or standard.mode == "none":
            allowed = Decimal(0)
            if planned:
                reasons.append("no_standard" if standard is None else "not_paid")
        elif standard.mode == "open":
            allowed = planned
        else:
            pool = (line.category, line.day if standard.basis in DAILY else None)
            rest = left.setdefault(pool, allowed_quantity(standard.basis, party))
            taken = min(rest, line.quantity)
            left[pool] = rest - taken
            allowed = _round(taken * standard.amount, digits)
            if line.price > standard.amount:
                reasons.append("price")
            if line.quantity > taken:
                reasons.append("quantity")
        if line.banquet:
            banquets += 1
            if banquets > free_banquets:
                reasons.append("banquet")
        excess = max(planned - allowed, Decimal(0))
        if not excess:
            reasons = [reason for reason in reasons if reason == "banquet"]
        verdicts[line.key] = Verdict(allowed, excess, tuple(reasons))
    return verdicts


def overspent(approved, spent):
    """Return {category: amount} spent above what was approved for it; both are {category: Decimal}.

    What one category saves does not pay for another.
    """
    return {
        category: amount - approved.get(category, Decimal(0))
        for category, amount in spent.items()
        if amount > approved.get(category, Decimal(0))
    }


def _round(amount, digits):
    return Decimal(amount).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
