"""A6: the table of days by which a renewal is filed."""

from datetime import date

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules.renewal import is_late_filing, renewal_due


class TestRuleRenewal(BaseCase):
    def test_due_two_calendar_months_before_the_end(self):
        """A6: two calendar months, clipped to the month's last day."""
        for end, due in (
            (date(2026, 12, 31), date(2026, 10, 31)),
            (date(2026, 4, 30), date(2026, 2, 28)),
            (date(2028, 4, 30), date(2028, 2, 29)),
            (date(2026, 8, 31), date(2026, 6, 30)),
            (date(2026, 2, 15), date(2025, 12, 15)),
        ):
            self.assertEqual(renewal_due(end), due)

    def test_the_due_day_itself_is_in_time(self):
        """A6: filed on the due day is in time, a day after is late."""
        due = renewal_due(date(2026, 4, 30))
        self.assertFalse(is_late_filing(date(2026, 2, 28), due))
        self.assertTrue(is_late_filing(date(2026, 3, 1), due))

    def test_the_months_are_a_setting(self):
        """A6: a company that asks for three months gets three."""
        self.assertEqual(renewal_due(date(2026, 5, 31), months=3), date(2026, 2, 28))
