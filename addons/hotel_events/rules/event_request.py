"""H18: what a customer writes into a request to cancel or refund. Values in, verdict out."""

import re
from decimal import Decimal

#: Characters of a reason, and of the name of who signs.
MOST_REASON, MOST_NAME = 4000, 100
KINDS = ("cancel", "refund")

_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.([0-9]+))?")
_UNSEEN = re.compile(r"[^\S\n]+|[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text):
    """Return a text without control characters and needless space; "" for what is no text."""
    lines = _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else "").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def amount(text, digits=2):
    """Return the amount that a customer typed ("500", "1,000.50"), None for what is none or has too many decimals."""
    found = _AMOUNT.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found or len(found[2] or "") > digits:
        return None
    return Decimal(f"{found[1].replace(',', '')}.{found[2] or '0'}")


def problems(kind, reason, amount_wanted):
    """Return the codes of what is wrong with a request before it is looked at: "kind", "no_reason", "long_reason", "amount".

    :param reason: cleaned
    :param amount_wanted: None when what was typed is no amount; asked of a refund alone
    """
    found = [] if kind in KINDS else ["kind"]
    if not reason:
        found.append("no_reason")
    if len(reason) > MOST_REASON:
        found.append("long_reason")
    if kind == "refund" and amount_wanted is None:
        found.append("amount")
    return found
