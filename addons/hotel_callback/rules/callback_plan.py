"""I2, I4: out of the reasons to contact a customer, the calls: one a week with all its topics, never more often than allowed.

Plain values: the model gathers what is known about a customer, asks here, and stores the verdict.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from . import callback_calendar as calendar

#: Ways in which the customer is spoken to: they are merged, limited in frequency, and need a working day and a window.
TALK = ("phone", "visit")

#: Why a reason is not planned.
OPT_OUT, NO_PHONE, COMPLAINT, LEADERSHIP, FREQUENCY, NO_OWNER, NO_SLOT = (
    "opt_out", "no_phone", "complaint", "leadership", "frequency", "no_owner", "no_slot",
)  # fmt: skip


@dataclass(slots=True)
class Reason:
    """One reason to contact a customer.

    :ivar not_before: instant from which it may be dealt with
    :ivar due: instant until which it has to be
    :ivar routine: whether complaints and the frequency of the class hold it back
    :ivar rhythm: whether it keeps its own repetition, whatever the class allows
    :ivar rule: the rule it comes from; two reasons of one rule are two calls
    :ivar named: whether it is one of the named occasions for customers introduced by leadership
    """

    id: int
    way: str
    not_before: object
    due: object
    owner: int
    routine: bool = True
    named: bool = False
    priority: int = 0
    script: int = 0
    rhythm: bool = False
    rule: int = 0


@dataclass(slots=True)
class Call:
    """One contact that is planned, with its reasons.

    :ivar agreed: the customer named the time, nothing moves it
    :ivar rules: the rules that it serves already
    """

    id: int
    way: str
    owner: int
    day: object
    at: object
    due: object
    reasons: list = field(default_factory=list)
    agreed: bool = False
    changed: bool = False
    rules: set = field(default_factory=set)

    @property
    def talks(self):
        return self.way in TALK


@dataclass(slots=True)
class Customer:
    """What the planner has to know.

    :ivar works: function(date) -> bool, working days where the customer is
    :ivar interval: least days between two routine calls; 0 for no limit
    :ivar talked: dates of the calls and visits that were held
    :ivar called: {date: user} of all attempts
    """

    zone: str
    windows: tuple
    works: object
    opted_out: bool = False
    phone: bool = True
    complaint: bool = False
    leadership: bool = False
    interval: int = 0
    talked: set = field(default_factory=set)
    called: dict = field(default_factory=dict)


class Planner:
    """Plans customer after customer; what they share (working days, windows, slots) is computed once.

    :param absent: function(user) -> frozenset of dates on which the user is away
    :param substitute: function(user) -> user who calls instead, or None
    """

    def __init__(self, absent=None, substitute=None):
        self._absent = absent or (lambda user: frozenset())
        self._substitute = substitute or (lambda user: None)
        self._slots = {}

    def plan(self, customer, reasons, calls):
        """Add the reasons to the customer's calls, new ones included.

        :param calls: list of `Call`s that are planned already; grows
        :return: {reason id: why it is left out}
        """
        left_out = {}
        for reason in sorted(reasons, key=lambda each: (each.not_before, each.due, each.id)):
            why = self._hindrance(customer, reason) or self._place(customer, reason, calls)
            if why:
                left_out[reason.id] = why
        return left_out

    @staticmethod
    def _hindrance(customer, reason):
        """Return why the reason is not planned at all, or None."""
        if customer.opted_out:
            return OPT_OUT
        if not reason.owner:
            return NO_OWNER
        if customer.leadership and reason.routine and not reason.named:
            return LEADERSHIP
        if reason.way in TALK and customer.complaint and reason.routine:
            return COMPLAINT
        if reason.way == "phone" and not customer.phone:
            return NO_PHONE
        return None

    def _place(self, customer, reason, calls):
        """Put the reason into a call of its week, or make one. Return why not, or None."""
        talks = reason.way in TALK
        slot = self._slot(customer, reason.owner, reason.not_before, talks)
        if not slot:
            return NO_SLOT
        while True:
            same = self._same_week(slot.day, reason, calls)
            if same:
                return self._merge(customer, reason, same)
            clash = self._too_close(customer, reason, slot.day, calls)
            if clash is None:
                break
            if isinstance(clash, Call):
                if reason.not_before <= clash.at <= reason.due:
                    return self._merge(customer, reason, clash)
                clash = clash.day
            start = calendar.start_of_day(clash + timedelta(days=customer.interval), customer.zone)
            slot = self._slot(customer, reason.owner, max(start, reason.not_before), talks)
            if not slot or slot.at > reason.due:
                return FREQUENCY
        call = Call(0, reason.way, reason.owner, slot.day, slot.at, reason.due, [reason], changed=True, rules={reason.rule})
        self._avoid_absence(customer, call, reason.not_before)
        self._avoid_second_caller(customer, call)
        calls.append(call)
        return None

    def _merge(self, customer, reason, call):
        """Add a topic; the call moves to where all topics fit, else to the most urgent one's time."""
        call.reasons.append(reason)
        call.rules.add(reason.rule)
        call.changed = True
        if reason.way == "visit":
            call.way = "visit"
        if reason.due < call.due and not call.agreed:
            call.due = reason.due
        if call.agreed:
            return None
        if reason.not_before > call.at or call.at > call.due:
            slot = self._slot(customer, call.owner, reason.not_before, call.talks)
            if slot and slot.at <= call.due:
                call.day, call.at = slot.day, slot.at
                self._avoid_second_caller(customer, call)
        return None

    @staticmethod
    def _same_week(day, reason, calls):
        """Return the call of the week that takes the reason along: any of the day, else one that serves another rule.

        A reason that keeps its own rhythm is not pulled out of its time.
        """
        week = day.isocalendar()[:2]
        found = None
        for call in calls:
            if call.way != reason.way and not (call.talks and reason.way in TALK):
                continue
            if call.day == day:
                return call
            if call.day.isocalendar()[:2] != week or (reason.rule and reason.rule in call.rules):
                continue
            if not reason.rhythm or reason.not_before <= call.at <= reason.due:
                found = found or call
        return found

    @staticmethod
    def _too_close(customer, reason, day, calls):
        """Return the call (or the day of a call held) that a routine call on `day` would follow too soon, or None."""
        if not reason.routine or reason.rhythm or reason.way not in TALK or not customer.interval:
            return None
        near = [call for call in calls if call.talks and abs((call.day - day).days) < customer.interval]
        if near:
            return max(near, key=lambda call: call.day)
        held = [each for each in customer.talked if abs((each - day).days) < customer.interval]
        return max(held) if held else None

    def _avoid_absence(self, customer, call, not_before):
        """Who is on leave past the due time is replaced."""
        if call.at <= call.due:
            return
        substitute = self._substitute(call.owner)
        if not substitute or not self._absent(call.owner):
            return
        slot = self._slot(customer, substitute, not_before, call.talks)
        if slot and slot.at <= call.due:
            call.owner, call.day, call.at = substitute, slot.day, slot.at

    def _avoid_second_caller(self, customer, call):
        """Nobody is called by two people in one day: another day, or the same person again."""
        other = customer.called.get(call.day)
        if not call.talks or other in (None, call.owner):
            return
        start = calendar.start_of_day(call.day + timedelta(days=1), customer.zone)
        slot = self._slot(customer, call.owner, start, True)
        if slot and slot.at <= call.due:
            call.day, call.at = slot.day, slot.at
        else:
            call.owner = other

    def _slot(self, customer, owner, not_before, talks):
        """Return the first slot from `not_before`; letters and messages need a working day but no window."""
        absent = self._absent(owner)
        windows = customer.windows if talks else calendar.ANY_TIME
        key = (not_before, customer.zone, windows, customer.works, absent)
        if key not in self._slots:
            self._slots[key] = calendar.first_slot(
                not_before, customer.zone, windows, lambda day: day not in absent and customer.works(day)
            )
        return self._slots[key]
