from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import desk_identity, desk_ownership, desk_queue
from ..rules.desk_queue import Case, Person, Policy, Verdict

A, B, C, HEAD, DUTY, DESK = 1, 2, 3, 90, 91, 92
QUEUE = [Person(C, 30), Person(A, 10), Person(B, 20)]


def queue(**states):
    """Return A, B, C in this order, with changes by name: queue(A={"state": "busy"})."""
    people = {"A": Person(A, 10), "B": Person(B, 20), "C": Person(C, 30)}
    return [person._replace(**states.get(name, {})) for name, person in people.items()]


@tagged("post_install", "-at_install")
class TestRuleDeskQueue(BaseCase):
    def check(self, people, case, policy, user, why, uses_turn=False, passed=()):
        self.assertEqual(desk_queue.choose(people, case, policy), Verdict(user, why, uses_turn, tuple(passed)))

    def test_a_new_customer_goes_to_the_next_in_the_queue(self):
        """L1, L2: the order of the places decides, not that of the list; the turn is used up."""
        self.check(QUEUE, Case(), Policy(), A, "next", True)
        self.check(QUEUE, Case(kind="call"), Policy(), A, "next", True)
        self.check(QUEUE, Case(kind="call"), Policy(calls_use_turn=False), A, "next", False)
        self.check([], Case(), Policy(), None, None)

    def test_whoever_is_hindered_is_passed_over_and_named(self):
        """L6: busy, serving, absent, on leave, not on duty: the next one receives, and it is told who was passed over."""
        for change, why in (
            ({"state": "busy"}, "busy"),
            ({"state": "serving"}, "serving"),
            ({"state": "absent"}, "absent"),
            ({"on_leave": True}, "leave"),
            ({"on_duty": False}, "off_duty"),
        ):
            with self.subTest(why):
                self.check(queue(A=change), Case(), Policy(), B, "next", True, [(A, why)])
        everybody = {name: {"state": "busy"} for name in "ABC"}
        self.check(queue(**everybody), Case(), Policy(), None, None, False, [(A, "busy"), (B, "busy"), (C, "busy")])

    def test_a_known_customer_goes_to_the_owner(self):
        """L2: whether that uses up the owner's turn depends on whether the customer has bought: yes before, no after."""
        self.check(QUEUE, Case(owner=C), Policy(), C, "owner", True)
        self.check(QUEUE, Case(owner=C, bought=True), Policy(), C, "owner", False)
        turned = Policy(owner_uses_turn_open=False, owner_uses_turn_bought=True)
        self.check(QUEUE, Case(owner=C), turned, C, "owner", False)
        self.check(QUEUE, Case(owner=C, bought=True), turned, C, "owner", True)
        self.check(queue(C={"on_duty": False}), Case(owner=C), Policy(), C, "owner", True)

    def test_one_person_on_one_day_counts_once(self):
        """L2: who comes again goes to whoever received them and uses no turn, with an owner or without."""
        self.check(QUEUE, Case(owner=C, repeated=True), Policy(), C, "owner", False)
        self.check(QUEUE, Case(earlier=B, repeated=True), Policy(), B, "again", False)
        self.check(queue(B={"state": "busy"}), Case(earlier=B, repeated=True), Policy(stand_in_uses_turn=True), A, "stand_in", False, [(B, "busy")])

    def test_who_is_with_somebody_already_stays_there(self):
        """L2: entered again while the salesperson is with this very person: no stand-in is sent."""
        working = queue(B={"state": "serving"})
        self.check(working, Case(earlier=B, now=B, repeated=True), Policy(), B, "again")
        self.check(working, Case(owner=B, earlier=B, now=B, repeated=True), Policy(owner_busy="wait"), B, "owner")

    def test_an_owner_who_cannot_come(self):
        """L2: away (not signed in, on leave) and busy have a setting each: a stand-in, the head, or waiting."""
        away, busy = Case(owner=77), Case(owner=A)
        working = queue(A={"state": "serving"})
        self.check(QUEUE, away, Policy(), A, "stand_in", False, [(77, "absent")])
        self.check(QUEUE, away, Policy(stand_in_uses_turn=True), A, "stand_in", True, [(77, "absent")])
        self.check(QUEUE, away, Policy(owner_away="wait"), None, None, False, [(77, "absent")])
        self.check(QUEUE, away, Policy(owner_away="head", head=HEAD), HEAD, "head", False, [(77, "absent")])
        self.check(QUEUE, away, Policy(owner_away="head"), A, "stand_in", False, [(77, "absent")])
        self.check(queue(C={"on_leave": True}), Case(owner=C), Policy(owner_busy="wait"), A, "stand_in", False, [(C, "leave")])
        self.check(working, busy, Policy(), B, "stand_in", False, [(A, "serving")])
        self.check(working, busy, Policy(owner_busy="wait"), None, None, False, [(A, "serving")])
        self.check(working, busy, Policy(owner_busy="head", head=HEAD), HEAD, "head", False, [(A, "serving")])

    def test_new_callers_by_setting(self):
        """L2: a new caller goes to the queue, to the reception, or to who is on duty, then to the head."""
        call = Case(kind="call")
        self.check(QUEUE, call, Policy(new_calls="reception", reception=DESK), DESK, "reception")
        self.check(QUEUE, call, Policy(new_calls="duty", duty=DUTY), DUTY, "duty")
        self.check(queue(B={"state": "busy"}), call, Policy(new_calls="duty", duty=B, head=HEAD), HEAD, "head", False, [(B, "busy")])
        self.check(QUEUE, call, Policy(new_calls="duty"), A, "next", True)
        self.check(QUEUE, Case(), Policy(new_calls="reception", reception=DESK), A, "next", True)
        self.check(QUEUE, Case(kind="call", owner=B), Policy(new_calls="reception", reception=DESK), B, "owner", True)


@tagged("post_install", "-at_install")
class TestRuleDeskIdentity(BaseCase):
    def test_one_number_however_it_is_written(self):
        """L2: country code, trunk zero, spaces, brackets and wide digits make no other customer."""
        for written in ("+86 25 8600 1000", "025-86001000", "0086 (0)25 8600 1000", "86 25 86001000", "２５８６００１０００"):
            with self.subTest(written):
                self.assertEqual(desk_identity.national(written), "2586001000")
        for written in ("13812345678", "+86 138 1234 5678", "0086-13812345678", "8613812345678", "013812345678"):
            with self.subTest(written):
                self.assertEqual(desk_identity.national(written), "13812345678")
        self.assertEqual(desk_identity.national("+1 212 555 0100"), "12125550100")
        self.assertEqual(desk_identity.national("+1 212 555 0100", "1"), "2125550100")
        self.assertEqual(desk_identity.national("8600 1000"), "86001000", "a local number that begins like the country code")
        self.assertEqual(desk_identity.national(False), "")

    def test_a_plate_however_it_is_written(self):
        """L2: dot, space and small letters make no other car."""
        for written in ("苏A·12345", "苏a 12345", "苏Ａ-12345"):
            with self.subTest(written):
                self.assertEqual(desk_identity.plate_key(written), "苏A12345")

    def test_what_was_typed(self):
        """L2: digits are a phone, letters with digits a plate, the rest a name."""
        for text, phone, plate in (
            ("1381", True, False),
            ("+86 138", True, False),
            ("138", False, False),
            ("苏A123", False, True),
            ("A12", False, True),
            ("Wang", False, False),
            ("王", False, False),
            ("", False, False),
        ):
            with self.subTest(text):
                self.assertIs(desk_identity.looks_like_phone(text), phone)
                self.assertIs(desk_identity.looks_like_plate(text), plate)

    def test_numbers_of_strangers_are_masked(self):
        """L2: who matches sees enough to ask, not enough to call."""
        self.assertEqual(desk_identity.masked("+86 138 1234 5678"), "861••••••5678")
        self.assertEqual(desk_identity.masked("12345"), "•••••")
        self.assertEqual(desk_identity.masked(""), "")


@tagged("post_install", "-at_install")
class TestRuleDeskOwnership(BaseCase):
    def test_ownership_lapses_after_its_last_day(self):
        """L3: 90 days without contact: the 90th day is kept, the 91st is not; without lapse it is kept for ever."""
        contact = date(2026, 3, 1)
        last = desk_ownership.last_day(contact, True, 90)
        self.assertEqual(last, date(2026, 5, 30))
        self.assertFalse(desk_ownership.lapsed(last, last))
        self.assertTrue(desk_ownership.lapsed(last, last + timedelta(days=1)))
        self.assertFalse(desk_ownership.lapsed(desk_ownership.last_day(contact, False, 0), date(9999, 12, 30)))
        self.assertFalse(desk_ownership.lapsed(None, contact))
