"""Who receives a walk-in or caller, and whether that uses up a turn (L1, L2, L6)."""

from typing import NamedTuple

#: Why somebody is passed over when a turn is drawn.
SERVING, BUSY, ABSENT, LEAVE, OFF_DUTY = "serving", "busy", "absent", "leave", "off_duty"
#: Why somebody receives a customer.
OWNER, AGAIN, NEXT, STAND_IN, HEAD, DUTY, RECEPTION = "owner", "again", "next", "stand_in", "head", "duty", "reception"


class Person(NamedTuple):
    """Somebody in the queue of the day. `place` orders the queue: the lowest is next."""

    user: int
    place: int
    state: str = "free"  # free, serving, busy, absent
    on_leave: bool = False
    on_duty: bool = True


class Case(NamedTuple):
    """Who comes: the owner of the customer if any, who received the same person earlier today, or has them right now."""

    kind: str = "walk_in"  # walk_in, call
    owner: int | None = None
    earlier: int | None = None
    now: int | None = None
    repeated: bool = False
    bought: bool = False


class Policy(NamedTuple):
    """The settings of the desk."""

    owner_uses_turn_open: bool = True
    owner_uses_turn_bought: bool = False
    stand_in_uses_turn: bool = False
    owner_away: str = "next"  # next, head, wait
    owner_busy: str = "next"
    new_calls: str = "queue"  # queue, reception, duty
    calls_use_turn: bool = True
    head: int | None = None
    duty: int | None = None
    reception: int | None = None


class Verdict(NamedTuple):
    """Who receives the customer (None: they wait), why, whether the turn is used up, and [(user, why)] passed over."""

    user: int | None
    why: str | None
    uses_turn: bool = False
    passed: tuple = ()


def hindrance(person, on_duty=True):
    """Return why a person cannot receive somebody now, or None.

    :param on_duty: whether only those on duty receive (new customers); owners receive their own at any time
    """
    if person.on_leave:
        return LEAVE
    if person.state != "free":
        return person.state
    if on_duty and not person.on_duty:
        return OFF_DUTY
    return None


def draw(people, excluded=()):
    """Return (next person or None, [(user, why)] passed over): the order of the queue, whoever is hindered keeps the place."""
    passed = []
    for person in sorted(people, key=lambda each: each.place):
        why = hindrance(person)
        if person.user in excluded:
            continue
        if why is None:
            return person, tuple(passed)
        passed.append((person.user, why))
    return None, tuple(passed)


def choose(people, case, policy):
    """Return the `Verdict` for one customer.

    A known customer goes to the owner, who came already today to whoever received them, a new one to the next in the queue.
    """
    if case.now:
        return Verdict(case.now, OWNER if case.now == case.owner else AGAIN)
    wanted = case.owner or case.earlier
    if wanted:
        return _to_own(people, case, policy, wanted)
    if case.kind == "call" and policy.new_calls == "reception" and policy.reception:
        return Verdict(policy.reception, RECEPTION)
    if case.kind == "call" and policy.new_calls == "duty" and policy.duty:
        on_duty = {person.user: person for person in people}.get(policy.duty)
        if on_duty is None or hindrance(on_duty, on_duty=False) is None:
            return Verdict(policy.duty, DUTY)
        if policy.head:
            return Verdict(policy.head, HEAD, passed=((policy.duty, hindrance(on_duty, on_duty=False)),))
    person, passed = draw(people)
    if person is None:
        return Verdict(None, None, passed=passed)
    uses = not case.repeated and (case.kind != "call" or policy.calls_use_turn)
    return Verdict(person.user, NEXT, uses, passed)


def owner_uses_turn(case, policy):
    """L2: return whether receiving one's own customer uses up the turn. One person on one day counts once."""
    if case.repeated or (case.kind == "call" and not policy.calls_use_turn):
        return False
    return policy.owner_uses_turn_bought if case.bought else policy.owner_uses_turn_open


def _to_own(people, case, policy, wanted):
    present = {person.user: person for person in people}.get(wanted)
    why = OWNER if case.owner else AGAIN
    hindered = ABSENT if present is None else hindrance(present, on_duty=False)
    if hindered is None:
        return Verdict(wanted, why, why == OWNER and owner_uses_turn(case, policy))
    rule = policy.owner_busy if hindered in (SERVING, BUSY) else policy.owner_away
    passed = ((wanted, hindered),)
    if rule == "wait":
        return Verdict(None, None, passed=passed)
    if rule == "head" and policy.head:
        return Verdict(policy.head, HEAD, passed=passed)
    person, others = draw(people, excluded=(wanted,))
    if person is None:
        return Verdict(None, None, passed=passed + others)
    return Verdict(person.user, STAND_IN, policy.stand_in_uses_turn and not case.repeated, passed + others)
