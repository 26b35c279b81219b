"""F4: when a named employee can take a shortfall over. Plain Python: values in, reasons out."""

#: Allowed next states, by the step's name: who acts is checked by the model.
STEPS = {
    "ask": ("draft", "asked"),
    "accept": ("asked", "accepted"),
    "decline": ("asked", "declined"),
    "withdraw": ("asked", "withdrawn"),
}


def problems(amount, open_amount, asked_elsewhere, *, is_receivable, has_login, active, reason):
    """F4: return all reasons why a shortfall cannot be asked for, as codes: empty when it can.

    :param amount: what the employee is to take over
    :param open_amount: what is open of the invoice, same currency
    :param asked_elsewhere: what other employees were asked for and have not answered yet
    :param is_receivable: whether the invoice is posted and charged on account
    :param has_login: whether the employee can accept with a login of their own
    """
    found = []
    if not is_receivable:
        found.append("not_receivable")
    if amount <= 0:
        found.append("not_positive")
    elif round(amount - (open_amount - asked_elsewhere), 6) > 0:
        found.append("too_much")
    if not active:
        found.append("employee_left")
    elif not has_login:
        found.append("no_login")
    if not (reason or "").strip():
        found.append("no_reason")
    return found


def booked_balance(residual_balance, residual, amount, digits):
    """Return what `amount` of a receivable counts for in company currency: its share of what is booked there.

    So the take-over makes no exchange difference, and the last one takes what is left to the cent.
    """
    if not residual or round(amount - residual, 6) == 0:
        return residual_balance
    return round(residual_balance * amount / residual, digits)
