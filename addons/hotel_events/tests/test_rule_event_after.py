from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import event_after, event_damage, room_use

BEGIN, END = datetime(2026, 3, 10, 10), datetime(2026, 3, 10, 13)


@tagged("post_install", "-at_install")
class TestRuleEventAfter(BaseCase):
    def test_feedback_is_taken_from_the_beginning_until_days_after_the_end(self):
        """H14: early, open, open to the second, closed, cancelled."""
        for now, cancelled, expected in (
            (BEGIN - timedelta(seconds=1), False, "early"),
            (BEGIN, False, None),
            (END + timedelta(days=14), False, None),
            (END + timedelta(days=14, seconds=1), False, "closed"),
            (BEGIN, True, "cancelled"),
        ):
            with self.subTest(now=now, cancelled=cancelled):
                self.assertEqual(event_after.feedback_problem(BEGIN, END, now, 14, cancelled), expected)

    def test_no_more_answers_than_guests_could_give(self):
        """H14: at least a hundred, else three for each guest."""
        self.assertEqual([event_after.most_answers(guests) for guests in (None, 0, 10, 300)], [100, 100, 100, 900])

    def test_an_average_weighs_each_question_by_its_answers(self):
        """H14: nothing answered is no average, not 0."""
        self.assertEqual(event_after.average([(5, 3), (1, 1)]), (4, 4))
        self.assertEqual(event_after.average([]), (None, 0))

    def test_an_item_of_the_file_is_met_in_one_of_three_ways(self):
        """H14: a document, what the server found, a waiver."""
        for ways, expected in (((0, "", None), False), ((1, "", None), True), ((0, "found", None), True), ((0, "", END), True)):
            with self.subTest(ways=ways):
                self.assertIs(event_after.is_complete(*ways), expected)

    def test_the_price_in_force_on_the_day_counts(self):
        """H23, M6: before the first one there is none; a new one counts from its first day."""
        prices = [(date(2026, 4, 1), 80), (date(2026, 1, 1), 50)]
        for day, price in ((date(2025, 12, 31), None), (date(2026, 1, 1), 50), (date(2026, 3, 31), 50), (date(2026, 4, 1), 80)):
            with self.subTest(day=day):
                self.assertEqual(event_damage.price_on(prices, day), price)

    def test_everything_missing_on_a_damage_note_is_named_at_once(self):
        """H23: photo, signature, name, quantity, price."""
        self.assertEqual(
            event_damage.signing_problems(False, False, " ", 0, None), ["photo", "signature", "signed_by", "quantity", "price"]
        )
        self.assertEqual(event_damage.signing_problems(b"x", b"x", "Ms Lin", 1, 50), [])

    def test_use_is_a_share_of_the_hours_there_are(self):
        """H9: no hours, no share."""
        self.assertEqual((room_use.share(28, 112), room_use.share(5, 0)), (25.0, 0.0))
