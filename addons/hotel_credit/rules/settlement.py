"""F3: what may settle a receivable. Plain Python: an entry's lines and a partial's amounts in, verdict out.

Money that came in always settles; nothing else does, unless a rule of its own lets it (allowance, take-over, bad debt).
"""

#: What a journal item of an entry is, seen from the customer's account.
MONEY, CUSTOMER, RESULT, OTHER = "money", "customer", "result", "other"

#: Verdicts other than None (it settles).
NO_MONEY, WRITE_OFF, EXCEEDS = "no_money", "write_off", "exceeds"

#: Account types on which money lies. A company card is paid like a bank account.
MONEY_TYPES = frozenset({"asset_cash", "liability_credit_card"})

#: Internal groups of accounts that take a profit or a loss: what is booked there beside a payment is a difference.
RESULT_GROUPS = frozenset({"income", "expense", "equity", "off"})


def role(account_type, internal_group, outstanding=False):
    """Return what a journal item is.

    :param outstanding: whether its account is where the payment waits for the bank
    """
    if account_type in MONEY_TYPES or (outstanding and account_type == "asset_current"):
        return MONEY
    if account_type == "asset_receivable":
        return CUSTOMER
    return RESULT if internal_group in RESULT_GROUPS else OTHER


def problem(lines, rounding):
    """F3: return why an entry of money cannot settle a receivable, None if it can.

    All customers' credits of the entry together are at most the money that came in by it (and debits the money paid
    out), so that no other line can carry a part of them; and nothing goes to profit or loss, so that no excess is
    kept either.

    :param lines: iterable of (role, amount): amounts in company currency, debit positive, at their worth (`worth`)
    :param rounding: smallest unit of the company's currency
    """
    money = credit = debit = 0.0
    result = False
    for kind, amount in lines:
        if kind == MONEY:
            money += amount
        elif kind == CUSTOMER and amount < 0:
            credit -= amount
        elif kind == CUSTOMER:
            debit += amount
        elif kind == RESULT and abs(amount) >= rounding / 2:
            result = True
    if abs(money) < rounding / 2:
        return NO_MONEY
    if result:
        return WRITE_OFF
    half = rounding / 2
    return EXCEEDS if credit > max(money, 0.0) + half or debit > max(-money, 0.0) + half else None


def worth(balance, at_table, tolerance, claim):
    """Return what an amount in a foreign currency counts for, in company currency.

    An entry states its own rate. It is believed as far as it departs from the table of rates by no more than
    `tolerance`: money counts for at most so much more, a customer's credit for at least so much less.

    :param balance: what the entry books, signed
    :param at_table: the same amount at the rate of the day, signed
    :param tolerance: share, for example 0.05
    :param bool claim: whether it is a customer's line rather than money
    """
    sign = -1 if balance < 0 or (not balance and at_table < 0) else 1
    booked, table = abs(balance), abs(at_table)
    return sign * (max(booked, table / (1 + tolerance)) if claim else min(booked, table * (1 + tolerance)))


def partial_problem(settled, used, same_currency, settled_worth, used_worth, tolerance, rounding):
    """F3: return EXCEEDS if one reconciliation settles more than it uses up, else None.

    :param settled: amount of the receivable that is settled, in the receivable's currency
    :param used: amount of the payment that is used up, in the payment's currency
    :param settled_worth: `settled` in company currency at the rate of the payment's day
    :param used_worth: `used` in company currency as the payment is booked
    :param rounding: tolerance for one smallest unit of either currency, in company currency
    """
    if settled < 0 or used < 0:
        return EXCEEDS
    if same_currency:
        return EXCEEDS if abs(settled - used) > 1e-6 else None
    return EXCEEDS if settled_worth > used_worth * (1 + tolerance) + rounding else None
