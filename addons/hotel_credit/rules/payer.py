"""F5: which invoices a payer names. Plain Python."""

import re


def named(text, numbers):
    """Return those of `numbers` that stand in a payment's text as words of their own, in the text's order.

    :param text: what the payer wrote, or the bank passed on; None for nothing
    :param numbers: iterable of invoice or statement numbers
    """
    found = []
    for number in numbers:
        match = number and re.search(rf"(?<![A-Z0-9]){re.escape(number.upper())}(?![A-Z0-9])", (text or "").upper())
        if match:
            found.append((match.start(), number))
    return [number for _position, number in sorted(found)]
