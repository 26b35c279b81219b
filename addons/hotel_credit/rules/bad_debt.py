"""G4-G7: what a bad debt needs, who is liable for how much, and how a later recovery goes back. Values in, verdict out."""

from decimal import ROUND_DOWN, Decimal

from dateutil.relativedelta import relativedelta

from .liability import slice_of

#: Kinds of evidence: what shows the ground, and what shows that assets, estate or insurance do not suffice.
GROUND, SHORTFALL = "ground", "shortfall"

#: G4: {ground: kinds of evidence that it needs}
GROUNDS = {
    "bankruptcy": frozenset({GROUND, SHORTFALL}),
    "death": frozenset({GROUND, SHORTFALL}),
    "disaster": frozenset({GROUND, SHORTFALL}),
    "unenforceable": frozenset({GROUND, SHORTFALL}),
    "overdue": frozenset({GROUND}),
    "insolvency": frozenset({GROUND}),
}


def missing_evidence(ground, kinds):
    """G4: return the kinds of evidence (sorted list) that `ground` still needs, given the `kinds` that are attached."""
    return sorted(GROUNDS[ground] - set(kinds))


def overdue_before(today, years):
    """G4: return the last due date that is `years` or more overdue on `today`; that day itself is included."""
    return today - relativedelta(years=years)


def split(amount, shares, digits=2):
    """G6: split `amount` by `shares`, cut as the register of guarantees cuts them, so that the cents add up.

    :param amount: Decimal
    :param shares: [(key, Decimal share)]; their sum is at most 1
    :param digits: decimals of the currency
    :return: ({key: Decimal}, rest): what the keys carry, and what nobody does
    """
    parts, before = {}, Decimal(0)
    for key, share in shares:
        parts[key] = parts.get(key, Decimal(0)) + slice_of(amount, before, share, 1, digits)
        before += share
    return parts, amount - sum(parts.values(), Decimal(0))


def liability(items, late_caused, finance_head, digits=2):
    """G6: return ({key: Decimal}, rest): what each liable person owes the hotel, and what is bad-debt expense.

    :param items: [(Decimal amount, [(key, Decimal share)])], one an unpaid item
    :param late_caused: a late warning caused the loss, so `finance_head` is liable for all of it
    """
    if late_caused and finance_head:
        return {finance_head: sum((amount for amount, _shares in items), Decimal(0))}, Decimal(0)
    owed, rest = {}, Decimal(0)
    for amount, shares in items:
        parts, left = split(amount, shares, digits)
        for key, part in parts.items():
            owed[key] = owed.get(key, Decimal(0)) + part
        rest += left
    return {key: part for key, part in owed.items() if part}, rest


def recovery(amount, owed, expense, digits=2):
    """G7: return ({key: Decimal}, to_expense) of what came in after all: the employees' receivables go down first.

    :param amount: Decimal received, at most what `owed` and `expense` add up to
    :param owed: {key: Decimal} of what each employee still carries of the claim
    :param expense: Decimal of what the expense still carries
    :raise ValueError: more came in than the claim still carries
    """
    carried = sum(owed.values(), Decimal(0))
    if amount > carried + expense:
        raise ValueError(amount - carried - expense)
    to_employees = min(amount, carried)
    if to_employees == carried:
        return {key: part for key, part in owed.items() if part}, amount - to_employees
    unit = Decimal(1).scaleb(-digits)
    parts = {key: (to_employees * part / carried).quantize(unit, ROUND_DOWN) for key, part in owed.items() if part}
    left = to_employees - sum(parts.values(), Decimal(0))
    for key in parts:
        more = min(left, owed[key] - parts[key])
        parts[key] += more
        left -= more
    return {key: part for key, part in parts.items() if part}, Decimal(0)
