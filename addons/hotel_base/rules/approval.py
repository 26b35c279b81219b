"""Approvals as plain rules (B2, B4, B5, B6): values in, verdict out. No database, no clock of its own."""

from dataclasses import dataclass
from decimal import Decimal

# What may become of a document under approval. Everything else is refused.
DOCUMENT_TRANSITIONS = {
    "draft": {"pending"},
    "pending": {"approved", "rejected", "cancelled"},
    "rejected": {"pending"},
    "cancelled": {"pending"},
    "approved": set(),
}
# What may become of one tier. A decided tier stays what it is for ever (M2).
STEP_TRANSITIONS = {
    "waiting": {"pending", "skipped", "cancelled"},
    "skipped": {"waiting", "cancelled"},
    "pending": {"approved", "rejected", "cancelled"},
    "approved": set(),
    "rejected": set(),
    "cancelled": set(),
}
# B7: in these states nobody edits what is, or was, reviewed.
LOCKED_STATES = frozenset({"pending", "approved"})


@dataclass(frozen=True)
class Step:
    """One tier of a round: key identifies it, sequence orders it, `above` is None for a tier that always applies."""

    key: int
    sequence: int
    state: str
    above: float | None = None


def may_become(transitions, old, new):
    """Return whether `old` may become `new` by the given table of transitions."""
    return new in transitions.get(old, ())


def tier_applies(above, amount, digits=2):
    """B1, B4: return whether a tier is asked for `amount`.

    :param above: threshold in the policy's currency, None = the tier always applies
    :param amount: amount in the same currency, None = without limit, which is above every threshold
    :param digits: decimals of the currency; exactly the threshold is not above it
    """
    if above is None or amount is None:
        return True
    difference = Decimal(str(amount)) - Decimal(str(above))
    return round(difference, digits) > 0


def reevaluate(steps, amount, digits=2):
    """B4: return {key: new state} of the undecided tiers after a decision changed the amount.

    A waiting tier that is no longer needed is skipped; a skipped one that now is comes back. Decided tiers stay.
    """
    changes = {}
    for step in steps:
        needed = tier_applies(step.above, amount, digits)
        if step.state == "waiting" and not needed:
            changes[step.key] = "skipped"
        elif step.state == "skipped" and needed:
            changes[step.key] = "waiting"
    return changes


def next_step(steps):
    """Return the key of the tier to ask next (lowest sequence that waits), None when the chain has ended."""
    waiting = sorted((step.sequence, step.key) for step in steps if step.state == "waiting")
    return waiting[0][1] if waiting else None


def decision_obstacles(user, requester, approvers, deciders, involved=()):
    """B6: return why `user` may not decide a tier, as a list of codes (empty = may).

    :param approvers: users whom the tier is addressed to now (the delegate alone once it is delegated)
    :param deciders: users who approved another tier of this round
    :param involved: users who took another part that rules them out
    :return: codes of not_approver, requester, decided, involved
    """
    obstacles = []
    if user not in approvers:
        obstacles.append("not_approver")
    return obstacles + conflict_of_interest(user, requester, deciders, involved)


def conflict_of_interest(user, requester, deciders, involved=()):
    """B6: return why `user` must not decide, whoever addressed them: codes of requester, decided, involved."""
    conflicts = []
    if user == requester:
        conflicts.append("requester")
    if user in deciders:
        conflicts.append("decided")
    if user in involved:
        conflicts.append("involved")
    return conflicts


def first_free(chain, excluded):
    """Return the first person of `chain` who is not in `excluded`, None when nobody is left.

    :param chain: the expected reviewer first, then the superior, then that one's superior ...
    """
    return next((person for person in chain if person not in excluded), None)


def is_late(deadline, now, decided_at=None):
    """B2: return whether a tier was, or is, decided after its deadline; what was late stays so on record."""
    return bool(deadline) and (decided_at or now) > deadline
