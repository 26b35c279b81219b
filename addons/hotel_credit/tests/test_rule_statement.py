from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..rules import statement as rules

FIFTH, SIXTH = date(2026, 4, 5), date(2026, 4, 6)


@tagged("post_install", "-at_install")
class TestRuleStatement(BaseCase):
    def test_the_state_follows_from_the_answers(self):
        """F2: an open dispute is told first; the rest is confirmed by the customer, or by decisions once time is over."""
        for confirmed, disputes, over, state in (
            (False, (), False, "sent"),
            (False, (), True, "sent"),
            (True, (), False, "confirmed"),
            (True, (), True, "confirmed"),
            (False, ("open",), False, "disputed"),
            (True, ("open",), False, "disputed"),
            (True, ("open", "upheld"), True, "disputed"),
            (True, ("upheld",), False, "confirmed"),
            (True, ("rejected", "withdrawn"), True, "confirmed"),
            (False, ("upheld",), False, "sent"),
            (False, ("upheld",), True, "confirmed"),
            (False, ("rejected",), True, "confirmed"),
            (False, ("withdrawn",), False, "sent"),
            (False, ("withdrawn",), True, "sent"),
        ):
            with self.subTest(confirmed=confirmed, disputes=disputes, over=over):
                self.assertEqual(rules.next_state(confirmed, disputes, over), state)

    def test_a_customer_answers_up_to_and_including_the_last_day(self):
        """F2: the 5th is in time, the 6th is not; what was confirmed stays."""
        for state, confirmed, today, obstacle in (
            ("draft", False, FIFTH, "not_sent"),
            ("sent", False, FIFTH, None),
            ("sent", False, SIXTH, "over"),
            ("disputed", False, FIFTH, None),
            ("disputed", True, FIFTH, "confirmed"),
            ("confirmed", True, FIFTH, "confirmed"),
            ("confirmed", False, SIXTH, "confirmed"),
        ):
            with self.subTest(state=state, confirmed=confirmed, today=today):
                self.assertEqual(rules.answer_obstacle(state, confirmed, today, FIFTH), obstacle)

    def test_an_allowance_is_possible_until_the_line_is_confirmed(self):
        """F3: an unconfirmed line closes after the 5th, a disputed one when it is decided."""
        for state, confirmed, today, disputes, obstacle in (
            ("draft", False, FIFTH, (), None),
            ("draft", False, SIXTH, (), "over"),
            ("sent", False, FIFTH, (), None),
            ("sent", False, SIXTH, (), "over"),
            ("confirmed", True, FIFTH, (), "confirmed"),
            ("disputed", True, FIFTH, (), "confirmed"),
            ("disputed", True, SIXTH, ("open",), None),
            ("disputed", False, SIXTH, ("open",), None),
            ("disputed", False, FIFTH, ("rejected",), "decided"),
            ("disputed", True, FIFTH, ("upheld",), "confirmed"),
            ("disputed", False, FIFTH, (), None),
            ("disputed", False, SIXTH, (), "over"),
            ("sent", False, FIFTH, ("withdrawn",), None),
            ("sent", False, SIXTH, ("withdrawn",), "over"),
            ("sent", False, SIXTH, ("withdrawn", "open"), None),
        ):
            with self.subTest(state=state, confirmed=confirmed, today=today, disputes=disputes):
                self.assertEqual(rules.allowance_obstacle(state, confirmed, today, FIFTH, disputes), obstacle)

    def test_a_missed_reminder_is_made_up_for(self):
        """F2: on the 3rd and 5th; a day on which nothing ran is made up for, with one reminder, until the last day."""
        month = date(2026, 4, 1)
        for days, today, day in (
            ((3, 5), date(2026, 4, 2), None),
            ((3, 5), date(2026, 4, 3), date(2026, 4, 3)),
            ((3, 5), date(2026, 4, 4), date(2026, 4, 3)),
            ((3, 5), FIFTH, FIFTH),
            ((3, 5), SIXTH, None),
            ((0, 5), date(2026, 4, 4), None),
            ((0, 0), FIFTH, None),
            ((3, 20), FIFTH, date(2026, 4, 3)),
        ):
            with self.subTest(days=days, today=today):
                self.assertEqual(rules.reminder_day(days, month, today, FIFTH), day)

    def test_no_more_is_allowed_than_was_charged(self):
        """F3: by revenue kind, what was allowed before included."""
        charged = {"food": Decimal("100.00"), "rooms": Decimal(0)}
        for asked, allowed, excess in (
            ({"food": Decimal("100.00")}, {}, []),
            ({"food": Decimal("100.01")}, {}, ["food"]),
            ({"food": Decimal("60")}, {"food": Decimal("40")}, []),
            ({"food": Decimal("60.01")}, {"food": Decimal("40")}, ["food"]),
            ({"rooms": Decimal("1"), "food": Decimal("1")}, {}, ["rooms"]),
            ({"rooms": Decimal(0)}, {"rooms": Decimal("1")}, []),
        ):
            with self.subTest(asked=asked, allowed=allowed):
                self.assertEqual(rules.allowance_excess(asked, charged, allowed), excess)
