from datetime import date, datetime

from odoo.tests import BaseCase

from ..rules import business_day, clock


class TestRuleBusinessDay(BaseCase):
    def test_an_instant_before_the_end_of_the_day_belongs_to_the_day_before(self):
        """D6: with the day ending at 06:00, 01:30 belongs to the day before and 06:00 to the new day."""
        cases = [
            (datetime(2026, 11, 21, 17, 30), 6.0, date(2026, 11, 21)),  # 01:30 on the 22nd in Shanghai
            (datetime(2026, 11, 21, 21, 59, 59), 6.0, date(2026, 11, 21)),
            (datetime(2026, 11, 21, 22, 0), 6.0, date(2026, 11, 22)),
            (datetime(2026, 11, 21, 15, 59, 59), 0.0, date(2026, 11, 21)),
            (datetime(2026, 11, 21, 16, 0), 0.0, date(2026, 11, 22)),
            (datetime(2026, 11, 21, 22, 29), 6.5, date(2026, 11, 21)),
            (datetime(2026, 11, 21, 22, 30), 6.5, date(2026, 11, 22)),
        ]
        for instant, hour, expected in cases:
            with self.subTest(instant=instant, hour=hour):
                self.assertEqual(business_day.business_date(instant, "Asia/Shanghai", hour), expected)

    def test_a_day_ends_in_the_hotel_s_own_time_zone(self):
        """D6: the last second of a local day, where the clock is moved too."""
        self.assertEqual(business_day.end_of_day(date(2026, 11, 22), "Asia/Shanghai"), datetime(2026, 11, 22, 15, 59, 59))
        self.assertEqual(business_day.end_of_day(date(2026, 3, 29), "Europe/Berlin"), datetime(2026, 3, 29, 21, 59, 59))
        self.assertEqual(business_day.end_of_day(date(2026, 3, 28), "Europe/Berlin"), datetime(2026, 3, 28, 22, 59, 59))
        local = business_day.to_local(datetime(2026, 11, 21, 17, 30), "Asia/Shanghai")
        self.assertEqual(business_day.to_utc(local, "Asia/Shanghai"), datetime(2026, 11, 21, 17, 30))

    def test_what_ends_on_the_second_is_in_time(self):
        """B2: late is one second after the deadline, running or done."""
        due = datetime(2026, 11, 24, 15, 59, 59)
        after = datetime(2026, 11, 24, 16, 0, 0)
        self.assertFalse(clock.is_late(due, None, due))
        self.assertTrue(clock.is_late(due, None, after))
        self.assertFalse(clock.is_late(due, due, after))
        self.assertTrue(clock.is_late(due, after, after))
        self.assertEqual(clock.wake_at(due), datetime(2026, 11, 24, 15, 58, 50))
        self.assertEqual(clock.wake_at(datetime(2026, 11, 24, 15, 0)), datetime(2026, 11, 24, 14, 59))
