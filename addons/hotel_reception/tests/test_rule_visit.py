from datetime import date, datetime
from decimal import Decimal
from unittest import TestCase

from ..rules.visit_cost import Line, Party, Standard, judge, overspent
from ..rules.visit_hosts import host_problems
from ..rules.visit_states import ENTRY, VISIT, may_become
from ..rules.visit_told import overlaps, to_tell
from ..rules.visitor_match import is_same

DAY, NEXT = date(2026, 3, 10), date(2026, 3, 11)
LUNCH, BANQUET, ROOM, GIFT, CAR, TICKET = range(6)
STANDARDS = {
    LUNCH: Standard("limit", Decimal(50), "person_day"),
    BANQUET: Standard("limit", Decimal(120), "person_day"),
    ROOM: Standard("limit", Decimal(200), "room_night"),
    GIFT: Standard("limit", Decimal(80), "guest"),
    TICKET: Standard("none"),
    CAR: Standard("open"),
}
PARTY = Party(guests=3, hosts=2, nights=2)


def line(key, category, quantity, price, day=DAY, banquet=False):
    return Line(key, category, day, quantity, Decimal(price), banquet)


class TestRuleVisitCost(TestCase):
    def test_a_line_is_judged_by_amount_and_number(self):
        """K2: exactly the standard is within it; a cent more, or one person more than there are, is above."""
        cases = [
            # lines, [(standard, excess, reasons)]
            ([line(1, LUNCH, 5, "50")], [("250", "0", ())]),
            ([line(1, LUNCH, 5, "50.01")], [("250", "0.05", ("price",))]),
            ([line(1, LUNCH, 6, "50")], [("250", "50", ("quantity",))]),
            ([line(1, LUNCH, 6, "60")], [("250", "110", ("price", "quantity"))]),
            # dearer for fewer stays within what the level allows for these few only
            ([line(1, LUNCH, 2, "60")], [("100", "20", ("price",))]),
            ([line(1, ROOM, 6, "200")], [("1200", "0", ())]),
            ([line(1, ROOM, 7, "200")], [("1200", "200", ("quantity",))]),
            ([line(1, GIFT, 3, "80")], [("240", "0", ())]),
            ([line(1, TICKET, 3, "10")], [("0", "30", ("not_paid",))]),
            ([line(1, TICKET, 3, "0")], [("0", "0", ())]),
            ([line(1, CAR, 9, "999")], [("8991", "0", ())]),
            ([line(1, 99, 1, "1")], [("0", "1", ("no_standard",))]),
            ([], []),
        ]
        for lines, expected in cases:
            with self.subTest(lines=lines):
                verdicts = judge(lines, STANDARDS, PARTY, 1)
                got = [(verdicts[each.key].standard, verdicts[each.key].excess, verdicts[each.key].reasons) for each in lines]
                self.assertEqual(got, [(Decimal(standard), Decimal(excess), reasons) for standard, excess, reasons in expected])

    def test_a_meal_split_in_two_is_one_meal(self):
        """K2: two lines of one category and day share the persons; another day counts anew, a gift once a visit."""
        verdicts = judge([line(1, LUNCH, 5, "50"), line(2, LUNCH, 5, "50"), line(3, LUNCH, 5, "50", NEXT)], STANDARDS, PARTY, 1)
        self.assertEqual([verdicts[key].excess for key in (1, 2, 3)], [0, 250, 0])
        verdicts = judge([line(1, GIFT, 3, "80"), line(2, GIFT, 1, "80", NEXT)], STANDARDS, PARTY, 1)
        self.assertEqual([verdicts[key].excess for key in (1, 2)], [0, 80])

    def test_the_second_banquet_needs_approval(self):
        """K8: the first is free, the second is marked even within the standard, on another day and in whatever amount."""
        lines = [line(1, BANQUET, 5, "100", banquet=True), line(2, BANQUET, 5, "100", NEXT, banquet=True)]
        verdicts = judge(lines, STANDARDS, PARTY, 1)
        self.assertEqual([verdicts[key].reasons for key in (1, 2)], [(), ("banquet",)])
        self.assertEqual([judge(lines, STANDARDS, PARTY, 2)[key].reasons for key in (1, 2)], [(), ()])
        self.assertEqual(judge(lines, STANDARDS, PARTY, 0)[1].reasons, ("banquet",))

    def test_what_one_kind_saves_does_not_pay_for_another(self):
        """K7: spent above what was approved, kind by kind."""
        approved = {LUNCH: Decimal(250), ROOM: Decimal(400)}
        self.assertEqual(overspent(approved, {LUNCH: Decimal("250.01"), ROOM: Decimal(100)}), {LUNCH: Decimal("0.01")})
        self.assertEqual(overspent(approved, {LUNCH: Decimal(250)}), {})
        self.assertEqual(overspent(approved, {GIFT: Decimal(1)}), {GIFT: Decimal(1)})


class TestRuleVisit(TestCase):
    def test_hosts_are_of_rank_and_not_more_than_the_guests(self):
        """K3: table of ranks and numbers."""
        cases = [
            # hosts, guests, least, relation, most -> problems
            ({"a": 30}, [10], 30, "any", None, []),
            ({"a": 29}, [10], 30, "any", None, [("a", "rank")]),
            ({"a": None}, [10], 30, "any", None, [("a", "rank")]),
            ({"a": None}, [10], None, "any", None, []),
            ({"a": 30, "b": 10}, [10, 10], 30, "any", None, [("b", "rank")]),
            ({"a": 30, "b": 30}, [10], 30, "any", None, ["too_many"]),
            ({"a": 30, "b": 30}, [10, 10], None, "any", 1, ["too_many"]),
            ({"a": 30}, [30], None, "equal", None, []),
            ({"a": 30}, [30, 40], None, "equal", None, [("a", "relation")]),
            ({"a": 30}, [30], None, "above", None, [("a", "relation")]),
            ({"a": 31}, [30], None, "above", None, []),
            ({"a": 30}, [None], None, "above", None, []),
            ({}, [10], None, "any", None, ["nobody"]),
            ({"a": 30}, [], None, "any", None, ["too_many"]),
        ]
        for hosts, guests, least, relation, most, expected in cases:
            with self.subTest(hosts=hosts, guests=guests, least=least, relation=relation):
                self.assertEqual(host_problems(hosts, guests, least, relation, most), expected)

    def test_only_who_is_touched_is_told(self):
        """K4: new, changed, released; the same text tells nobody."""
        self.assertEqual(to_tell({}, {1: "a"}), {1: "new"})
        self.assertEqual(to_tell({1: "a", 2: "b", 3: "c"}, {1: "a", 2: "B"}), {2: "changed", 3: "released"})
        self.assertEqual(to_tell({1: "a"}, {1: "a"}), {})

    def test_nobody_is_in_two_places(self):
        """K4: overlapping spans of one owner; touching ends do not overlap."""
        at = [datetime(2026, 3, 10, hour) for hour in range(6)]
        self.assertEqual(overlaps([("a", at[0], at[2], 1), ("a", at[1], at[3], 2), ("b", at[0], at[5], 3)]), {1, 2})
        self.assertEqual(overlaps([("a", at[0], at[2], 1), ("a", at[2], at[3], 2)]), set())
        self.assertEqual(overlaps([("a", at[0], at[5], 1), ("a", at[1], at[2], 2), ("a", at[3], at[4], 3)]), {1, 2, 3})

    def test_states_follow_the_table(self):
        """K1, K5: what may become of a visit and of an entry; nothing leaves an end."""
        self.assertTrue(may_become(VISIT, "request", "planned"))
        self.assertFalse(may_become(VISIT, "request", "running"))
        self.assertFalse(may_become(VISIT, "closed", "running"))
        self.assertFalse(may_become(ENTRY, "refused", "here"))
        self.assertTrue(may_become(ENTRY, "missed", "here"))

    def test_who_is_not_admitted_is_known_again(self):
        """K5: by phone however written, by plate, by name with firm; another firm is another person."""
        banned = {"name": "Zhao Liu", "firm": "Quick Loans", "phone": "+86 138 0013 8000", "plate": "苏A·12345"}
        self.assertTrue(is_same("Wang", "", "138-0013-8000", "", banned))
        self.assertTrue(is_same("Wang", "", "１３８００１３８０００", "", banned))
        self.assertTrue(is_same("Wang", "", "", "苏a12345", banned))
        self.assertTrue(is_same("zhao  liu", "QUICK loans", "", "", banned))
        self.assertFalse(is_same("Zhao Liu", "Lotus", "", "", banned))
        self.assertFalse(is_same("Wang", "", "", "", banned))
        self.assertTrue(is_same("Zhao Liu", "Lotus", "", "", {**banned, "firm": False}))
        self.assertFalse(is_same("", "", "", "", {"name": False, "firm": False, "phone": False, "plate": False}))
