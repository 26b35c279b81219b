from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import countdown, crew

NOW = datetime(2026, 3, 10, 12)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestRuleCountdown(BaseCase):
    def test_days_of_the_countdown(self):
        """H7: D-30 ... D ... D+7, to the minute, across a month and a year."""
        for days, name in ((-30, "D-30"), (-1, "D-1"), (0, "D"), (7, "D+7")):
            self.assertEqual(countdown.label(days), name)
        for day, days, hour, due in (
            (date(2026, 3, 31), -30, 18.0, datetime(2026, 3, 1, 18)),
            (date(2026, 1, 5), -14, 9.5, datetime(2025, 12, 22, 9, 30)),
            (date(2026, 2, 27), 7, 0.0, datetime(2026, 3, 6)),
            (date(2026, 3, 10), 0, 23.75, datetime(2026, 3, 10, 23, 45)),
        ):
            self.assertEqual(countdown.deadline(day, days, hour), due)

    def test_an_event_that_was_ordered_late(self):
        """H7: what would be due already is due in a day, before the event begins."""
        for due, begin, expected in (
            (NOW + DAY, NOW + 9 * DAY, NOW + DAY),
            (NOW - 9 * DAY, NOW + 9 * DAY, NOW + DAY),
            (NOW, NOW + timedelta(hours=5), NOW + timedelta(hours=5)),
            (NOW - DAY, NOW - timedelta(hours=5), NOW + DAY),
        ):
            self.assertEqual(countdown.at_the_latest(due, NOW, begin), expected)

    def test_what_became_impossible(self):
        """H7: what was late before did not become so; what can still be kept is not listed."""
        for before, after, expected in (
            (NOW + DAY, NOW - DAY, True),
            (NOW, NOW - DAY, True),
            (NOW - DAY, NOW - 2 * DAY, False),
            (NOW + 2 * DAY, NOW + DAY, False),
            (NOW + DAY, NOW, False),
        ):
            self.assertIs(countdown.became_impossible(before, after, NOW), expected)

    def test_progress(self):
        """H7: per cent done; nothing to do is done."""
        for done, total, expected in ((0, 0, 100.0), (0, 4, 0.0), (1, 3, 33.3), (3, 3, 100.0)):
            self.assertEqual(countdown.progress(done, total), expected)

    def test_the_letter_follows_the_call(self):
        """H22: within 2 days after."""
        self.assertEqual(countdown.letter_due(NOW, 2), NOW + 2 * DAY)


@tagged("post_install", "-at_install")
class TestRuleCrew(BaseCase):
    def test_nobody_in_two_places_at_once(self):
        """H8: what touches is fine; an open duty clashes with nothing; a long one with all within it; across midnight."""
        hour = [NOW + timedelta(hours=number) for number in range(20)]
        cases = (
            ("touching", [(1, "a", hour[0], hour[1]), (2, "a", hour[1], hour[2])], []),
            ("overlap", [(1, "a", hour[0], hour[2]), (2, "a", hour[1], hour[3])], [(1, 2)]),
            ("two people", [(1, "a", hour[0], hour[2]), (2, "b", hour[1], hour[3])], []),
            ("open", [(1, None, hour[0], hour[2]), (2, None, hour[1], hour[3])], []),
            ("within a long one", [(1, "a", hour[0], hour[9]), (2, "a", hour[1], hour[2]), (3, "a", hour[3], hour[4])], [(1, 2), (1, 3)]),
            ("midnight", [(1, "a", hour[10], hour[14]), (2, "a", hour[13], hour[15])], [(1, 2)]),
        )  # fmt: skip
        for name, duties, expected in cases:
            with self.subTest(name):
                self.assertEqual(crew.clashes(duties), expected)

    def test_what_an_emergency_plan_names(self):
        """H21: everything, or the names of what is missing."""
        whole = dict.fromkeys(crew.PLAN, "x")
        self.assertEqual(crew.plan_missing(whole), [])
        for name in crew.PLAN:
            self.assertEqual(crew.plan_missing({**whole, name: ""}), [name])
        self.assertEqual(crew.plan_missing({}), list(crew.PLAN))
