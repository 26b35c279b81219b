from datetime import date, datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HotelCase


@tagged("post_install", "-at_install")
class TestHotelWorkdays(HotelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Workdays = cls.env["hotel.workdays"]

    def test_a_deadline_of_working_days_ends_with_its_last_day_in_the_hotel_s_zone(self):
        """M1, B2: 2 working days from Wednesday evening before the National Day end on 9 October, 24:00 in Shanghai."""
        # 30 September 2026, 23:30 in Shanghai, is still the 30th there.
        deadline = self.Workdays.deadline(datetime(2026, 9, 30, 15, 30), 2, self.company)
        self.assertEqual(deadline, datetime(2026, 10, 9, 15, 59, 59))
        # Half an hour later it is 1 October there: the count starts on a holiday and ends on the same day.
        self.assertEqual(self.Workdays.deadline(datetime(2026, 9, 30, 16, 30), 2, self.company), deadline)
        self.assertEqual(
            self.Workdays.deadline(datetime(2026, 11, 20, 2), 0, self.company), datetime(2026, 11, 20, 15, 59, 59)
        )

    def test_an_exception_counts_for_its_own_company_only_and_at_once(self):
        """M1, C7: a day that one hotel takes off is worked in the other; changes and deletions take effect at once."""
        day = date(2026, 11, 23)
        self.assertTrue(self.Workdays.is_working_day(day, self.company))
        exception = self.env["hotel.workday.exception"].create({
            "name": "Anniversary", "date": day, "company_id": self.company.id,
        })  # fmt: skip
        self.assertFalse(self.Workdays.is_working_day(day, self.company))
        self.assertTrue(self.Workdays.is_working_day(day, self.sister))
        self.assertEqual(self.Workdays.add_working_days(date(2026, 11, 20), 1, self.company), date(2026, 11, 24))
        self.assertEqual(self.Workdays.count_working_days(date(2026, 11, 20), date(2026, 11, 24), self.company), 1)
        exception.date = date(2026, 11, 24)
        self.assertTrue(self.Workdays.is_working_day(day, self.company))
        exception.working = True
        self.assertTrue(self.Workdays.is_working_day(date(2026, 11, 24), self.company))
        exception.unlink()
        self.assertEqual(self.Workdays.add_working_days(date(2026, 11, 20), 1, self.company), day)

    def test_a_day_has_one_exception(self):
        """M1: the database holds one exception a company and day."""
        vals = {"name": "Flood", "date": date(2026, 11, 23), "company_id": self.company.id}
        self.env["hotel.workday.exception"].create(vals)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["hotel.workday.exception"].create(vals)

    def test_an_unpublished_year_is_told_until_its_list_is_entered(self):
        """M1: the user gets a sentence naming year and country; a list entered by hand ends it."""
        ends_in_known_year = (date(2026, 11, 20), date(2026, 12, 31), self.company)
        into_the_unknown = (date(2059, 12, 30), date(2060, 1, 5), self.company)
        self.assertFalse(self.Workdays.workdays_warning(*ends_in_known_year))
        warning = self.Workdays.workdays_warning(*into_the_unknown)
        self.assertIn("2059, 2060", warning)
        self.assertIn("China", warning)
        self.assertFalse(self.Workdays.published(2060, self.company))
        self.company.hotel_holidays_entered_until = 2060
        self.assertTrue(self.Workdays.published(2060, self.company))
        self.assertFalse(self.Workdays.workdays_warning(*into_the_unknown))

    def test_the_settings_page_says_that_next_year_is_missing(self):
        """M1: the page shows the sentence until the list is known or entered."""
        Settings = self.env["res.config.settings"].with_company(self.company)
        with freeze_time("2059-06-01"):
            self.assertIn("2059, 2060", Settings.create({}).hotel_holidays_notice)
            self.company.hotel_holidays_entered_until = 2060
            self.assertFalse(Settings.create({}).hotel_holidays_notice)
        with freeze_time("2025-06-01"):
            self.assertFalse(Settings.create({}).hotel_holidays_notice)

    def test_a_company_without_a_country_counts_weekends_and_says_so(self):
        """M1: nothing is guessed: weekends only, and a warning for every year."""
        self.company.country_id = False
        self.assertTrue(self.Workdays.is_working_day(date(2026, 10, 1), self.company))
        self.assertFalse(self.Workdays.is_working_day(date(2026, 10, 10), self.company))
        self.assertIn("2026", self.Workdays.workdays_warning(date(2026, 10, 1), date(2026, 10, 2), self.company))

    def test_a_number_of_days_beyond_reason_names_the_remedy(self):
        """M1: an error in words, not an endless search."""
        with self.assertRaisesRegex(UserError, "20000"):
            self.Workdays.add_working_days(date(2026, 11, 20), 20000, self.company)

    def test_counting_asks_the_database_once(self):
        """M1: exceptions are read at once and kept."""
        self.Workdays.is_working_day(date(2026, 11, 23), self.company)
        with self.assertQueryCount(0):
            for _each in range(50):
                self.Workdays.add_working_days(date(2026, 11, 20), 7, self.company)

    def test_only_the_settings_role_changes_the_calendar(self):
        """M1: everybody reads the exceptions, nobody else writes them."""
        for role in ("cashier", "finance_head", "gm", "hr"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.env["hotel.workday.exception"].with_user(self.users[role]).create({"name": "x", "date": "2026-11-23"})

    @freeze_time("2026-11-21 17:30:00")
    def test_the_hotel_s_day_is_a_day_in_its_zone(self):
        """D6: at 01:30 in Shanghai the outlet's business day is the day before, the hotel's date is not."""
        self.assertEqual(self.company._hotel_today(), date(2026, 11, 22))
        self.assertEqual(self.outlet._business_date(), date(2026, 11, 21))
        self.assertEqual(self.outlet._business_date(datetime(2026, 11, 21, 22)), date(2026, 11, 22))
        self.outlet.day_end_hour = 1
        self.assertEqual(self.outlet._business_date(), date(2026, 11, 22))
        self.assertEqual(self.company._hotel_utc(datetime(2026, 11, 22, 1, 30)), datetime(2026, 11, 21, 17, 30))
