from datetime import datetime

from odoo.tests import BaseCase

from ..rules import room_times


def at(hour, minute=0, day=10):
    return datetime(2026, 3, day, hour, minute)


class TestRuleRoomTimes(BaseCase):
    def test_set_up_and_tear_down_belong_to_the_time_taken(self):
        """H9: table of uses, with their minutes around, across midnight too."""
        for start, stop, before, after, expected in (
            (at(9), at(12), 0, 0, (at(9), at(12))),
            (at(9), at(12), 60, 30, (at(8), at(12, 30))),
            (at(0, 30), at(2), 60, 0, (at(23, 30, day=9), at(2))),
            (at(20), at(23, 30), 120, 60, (at(18), at(0, 30, day=11))),
        ):
            with self.subTest(start=start, before=before):
                self.assertEqual(room_times.occupied(start, stop, before, after), expected)

    def test_what_ends_at_noon_leaves_noon_free(self):
        """H9: half-open ranges."""
        morning = (at(8), at(12))
        for other, expected in (
            ((at(12), at(13)), False),
            ((at(7), at(8)), False),
            ((at(11, 59), at(12, 30)), True),
            ((at(7), at(13)), True),
            ((at(9), at(10)), True),
        ):
            with self.subTest(other=other):
                self.assertIs(room_times.overlap(morning, other), expected)
                self.assertIs(room_times.overlap(other, morning), expected)

    def test_times_that_cannot_be_are_named(self):
        """H9: an end before the start, a start in the past; both at once."""
        now = at(10)
        self.assertEqual(room_times.time_problems(at(11), at(12), now), [])
        self.assertEqual(room_times.time_problems(at(11), at(11), now), ["order"])
        self.assertEqual(room_times.time_problems(at(9), at(12), now), ["past"])
        self.assertEqual(room_times.time_problems(at(9), at(8), now), ["order", "past"])
