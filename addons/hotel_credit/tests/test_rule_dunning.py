from datetime import date

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules import dunning


class TestRuleDunning(BaseCase):
    def test_missed_days_are_made_up_for(self):
        """G1, F7: each day since the last run has a run of its own; before the first run nothing was missed."""
        table = [
            (None, date(2026, 4, 28), [date(2026, 4, 28)]),
            (date(2026, 4, 27), date(2026, 4, 28), [date(2026, 4, 28)]),
            (date(2026, 4, 28), date(2026, 4, 28), []),
            (date(2026, 4, 28), date(2026, 5, 1), [date(2026, 4, 29), date(2026, 4, 30), date(2026, 5, 1)]),
            # The clock was set back.
            (date(2026, 5, 1), date(2026, 4, 28), []),
        ]
        for last, today, days in table:
            self.assertEqual(dunning.run_days(last, today), days)

    def test_the_rhythm_is_kept_from_the_first_day_on(self):
        """G1, G3: first working day after the due date, then every 7 days, wherever the last notice was issued."""
        first = date(2026, 4, 27)
        table = [
            (None, date(2026, 4, 26), None),
            (None, date(2026, 4, 27), (date(2026, 4, 27), date(2026, 5, 4))),
            (None, date(2026, 4, 30), (date(2026, 4, 27), date(2026, 5, 4))),
            (None, date(2026, 5, 4), (date(2026, 4, 27), date(2026, 5, 11))),
            (None, date(2026, 8, 1), (date(2026, 4, 27), date(2026, 8, 3))),
            (date(2026, 5, 4), date(2026, 5, 3), None),
            (date(2026, 5, 4), date(2026, 5, 4), (date(2026, 5, 4), date(2026, 5, 11))),
        ]
        for planned, day, expected in table:
            self.assertEqual(dunning.schedule(first, planned, 7, day), expected, (planned, day))

    def test_a_notice_is_unanswered_when_the_next_one_could_come(self):
        """G2: the seventh day after the notice finds it unanswered; a payment before that answers it."""
        last = dunning.answer_by(date(2026, 4, 27), 7)
        self.assertEqual(last, date(2026, 5, 3))
        self.assertFalse(dunning.is_unanswered(last, False, date(2026, 5, 3)))
        self.assertTrue(dunning.is_unanswered(last, False, date(2026, 5, 4)))
        self.assertFalse(dunning.is_unanswered(last, True, date(2026, 5, 4)))

    def test_two_unanswered_in_a_row_suspend(self):
        """G2: the same item, twice in a row; a payment in between and a lifted suspension start the count anew."""
        d1, d2, d3 = date(2026, 4, 27), date(2026, 5, 4), date(2026, 5, 11)
        table = [
            ([], None, False),
            ([(d1, True)], None, False),
            ([(d1, True), (d2, True)], None, True),
            ([(d1, True), (d2, False)], None, False),
            ([(d1, False), (d2, True)], None, False),
            ([(d1, True), (d2, False), (d3, True)], None, False),
            ([(d1, False), (d2, True), (d3, True)], None, True),
            ([(d1, True), (d2, True), (d3, True)], d1, True),
            ([(d1, True), (d2, True), (d3, True)], d2, False),
        ]
        for row, lifted, expected in table:
            self.assertEqual(dunning.suspends(row, lifted), expected, (row, lifted))

    def test_lateness(self):
        """G3: days from the day a notice was due to the day it was issued."""
        self.assertEqual(dunning.late_days(date(2026, 4, 27), date(2026, 4, 27)), 0)
        self.assertEqual(dunning.late_days(date(2026, 4, 27), date(2026, 5, 1)), 4)
