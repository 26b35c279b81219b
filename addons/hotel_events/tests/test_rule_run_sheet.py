from datetime import datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import run_sheet
from ..rules.run_sheet import Row


def at(hour, minute=0, day=10):
    return datetime(2026, 3, day, hour, minute)


def row(key, start, stop, place=(), person=None):
    return Row(key, start, stop, frozenset(place), person)


@tagged("post_install", "-at_install")
class TestRuleRunSheet(BaseCase):
    def test_overlaps_in_one_place_or_for_one_person(self):
        """H6: what touches does not overlap; a hall and its part do; across midnight too."""
        cases = (
            ("apart", [row(1, at(9), at(10), "a"), row(2, at(10), at(11), "a")], {}),
            ("one place", [row(1, at(9), at(10, 1), "a"), row(2, at(10), at(11), "a")], {1: {(2, "place")}, 2: {(1, "place")}}),
            ("other place", [row(1, at(9), at(11), "a"), row(2, at(10), at(11), "b")], {}),
            ("part of a hall", [row(1, at(9), at(11), "ab"), row(2, at(10), at(11), "b")], {1: {(2, "place")}, 2: {(1, "place")}}),
            ("one person", [row(1, at(9), at(11), "a", 7), row(2, at(10), at(11), "b", 7)], {1: {(2, "person")}, 2: {(1, "person")}}),
            ("nobody", [row(1, at(9), at(11)), row(2, at(9), at(11))], {}),
            ("midnight", [row(1, at(22), at(1, day=11), "a"), row(2, at(0, 30, 11), at(2, day=11), "a")], {1: {(2, "place")}, 2: {(1, "place")}}),
            ("long one", [row(1, at(9), at(18), "a"), row(2, at(10), at(11)), row(3, at(17), at(19), "a")], {1: {(3, "place")}, 3: {(1, "place")}}),
        )  # fmt: skip
        for name, rows, expected in cases:
            with self.subTest(name):
                self.assertEqual(run_sheet.overlaps(rows), expected)
                self.assertEqual(run_sheet.overlaps(reversed(rows)), expected)

    def test_gaps_are_the_moments_in_which_nothing_takes_place(self):
        """H6: a long item covers the pauses of others."""
        self.assertEqual(run_sheet.gaps([]), [])
        self.assertEqual(run_sheet.gaps([row(1, at(9), at(10)), row(2, at(10), at(11))]), [])
        self.assertEqual(run_sheet.gaps([row(2, at(14, 45), at(15)), row(1, at(14), at(14, 30))]), [(at(14, 30), at(14, 45), 2)])
        self.assertEqual(run_sheet.gaps([row(1, at(8), at(12)), row(2, at(9), at(10)), row(3, at(11), at(12))]), [])

    def test_a_new_order_keeps_durations_and_shifts_what_follows(self):
        """H6: nothing dragged, nothing changed; pauses between old neighbours stay; new neighbours follow at once."""
        a, b, c, d = row(1, at(9), at(10)), row(2, at(10), at(10, 20)), row(3, at(10, 30), at(11)), row(4, at(11), at(12))
        cases = (
            ("nothing", [a, b, c, d], {1: at(9), 2: at(10), 3: at(10, 30), 4: at(11)}),
            ("last one first", [d, a, b, c], {4: at(9), 1: at(10), 2: at(11), 3: at(11, 30)}),
            ("one down", [a, c, b, d], {1: at(9), 3: at(10), 2: at(10, 30), 4: at(10, 50)}),
            ("first one last", [b, c, d, a], {2: at(9), 3: at(9, 30), 4: at(10), 1: at(11)}),
        )
        for name, rows, starts in cases:
            with self.subTest(name):
                times = run_sheet.line_up(rows)
                self.assertEqual({key: start for key, (start, _stop) in times.items()}, starts)
                for each in rows:
                    self.assertEqual(times[each.key][1] - times[each.key][0], each.stop - each.start)
        self.assertEqual(run_sheet.line_up([]), {})

    def test_what_follows_begins_when_an_item_ends(self):
        """H6: later or earlier; what stood before stays."""
        rows = [row(1, at(9), at(9, 30)), row(2, at(9, 30), at(10, 15)), row(3, at(10), at(11)), row(4, at(11, 30), at(12))]
        self.assertEqual(run_sheet.shift_following(rows, 2), {3: (at(10, 15), at(11, 15)), 4: (at(11, 45), at(12, 15))})
        self.assertEqual(run_sheet.shift_following(rows, 3), {4: (at(11), at(11, 30))})
        self.assertEqual(run_sheet.shift_following(rows, 1), {})
        self.assertEqual(run_sheet.shift_following(rows, 4), {})

    def test_what_is_now(self):
        """H6: the moment an item begins is its own, the moment it ends is the next one's."""
        for now, expected in ((at(8, 59), "later"), (at(9), "now"), (at(9, 59), "now"), (at(10), "past")):
            self.assertEqual(run_sheet.when(at(9), at(9) + timedelta(hours=1), now), expected)
