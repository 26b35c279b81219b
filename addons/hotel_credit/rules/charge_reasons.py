"""D1, D2, D12: what speaks against a charge. Facts in, codes of all the reasons that hold out."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

#: Codes of the answer and the rule that each carries out.
RULE_OF = {
    "no_agreement": "D1",
    "agreement_not_active": "C5",
    "agreement_outside_dates": "C5",
    "agreement_suspended": "C6",
    "outlet_not_allowed": "D1",
    "signer_missing": "D2",
    "signer_unknown": "C4",
    "signer_not_valid": "C4",
    "amount_invalid": "D1",
    "currency_mismatch": "D1",
    "over_limit": "D3",
    "overdue_statement": "D1",
}


@dataclass(slots=True)
class AgreementFacts:
    """An agreement as the till needs it."""

    id: int
    name: str
    state: str
    company_id: int
    currency_id: int
    currency: str
    decimals: int
    partner_id: int
    firm_id: int
    user_id: int
    salesperson: str
    date_start: date
    date_end: date
    terminated_on: date
    unlimited: bool
    monthly_limit: Decimal
    overdue_policy: str
    outlet_ids: frozenset = field(default_factory=frozenset)


@dataclass(slots=True)
class SignerFacts:
    """A signer as the till needs it."""

    id: int
    code: str
    name: str
    agreement_id: int
    valid_from: date
    ended_on: date


def covers(agreement, day):
    """C5: return whether `day` lies inside the agreement's dates; the last day itself does."""
    return agreement.date_start <= day <= agreement.date_end


def ended(agreement, day):
    """C5: return whether the agreement was terminated by `day`."""
    return agreement.state == "terminated" and (agreement.terminated_on is None or day >= agreement.terminated_on)


def pick_agreement(candidates, day):
    """Return the agreement of a firm that counts on `day`, else the one that says best why none does; None without any.

    A running one comes first, then one whose dates hold the day, then the latest.
    """
    return max(
        candidates,
        key=lambda one: (
            covers(one, day) and one.state != "to_sign" and not ended(one, day),
            covers(one, day),
            one.date_start,
            one.id,
        ),
        default=None,
    )


def agreement_reasons(agreement, day):
    """C5, C6, D1: return the codes of what is wrong with the agreement on `day`.

    An expired agreement accepts a late slip of a day inside its dates.
    """
    reasons = []
    if agreement.state == "to_sign" or ended(agreement, day):
        reasons.append("agreement_not_active")
    elif agreement.state == "expired" and not covers(agreement, day):
        reasons.append("agreement_not_active")
    if not covers(agreement, day):
        reasons.append("agreement_outside_dates")
    if agreement.state == "suspended":
        reasons.append("agreement_suspended")
    return reasons


def signer_is_valid(signer, day):
    """C4: a signer counts from the day of receipt on; from the day of the notice that ends it, it is refused."""
    return bool(signer.valid_from) and signer.valid_from <= day and not (signer.ended_on and day >= signer.ended_on)


def fits(unlimited, limit, used, amount):
    """D3: return whether `amount` still fits; exactly the limit is not above it."""
    return unlimited or used + amount <= limit
