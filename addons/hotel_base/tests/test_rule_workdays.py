from datetime import date

from odoo.tests import BaseCase

from ..rules import workdays

D = date

# Day, and whether it is worked in China: the notices of the State Council for 2025 and 2026.
CHINA = [
    (D(2025, 1, 1), False), (D(2025, 1, 2), True),
    # Spring Festival 2025: 28 January to 4 February; worked: 26 January, 8 February (a Sunday, a Saturday).
    (D(2025, 1, 26), True), (D(2025, 1, 27), True), (D(2025, 1, 28), False), (D(2025, 2, 4), False), (D(2025, 2, 5), True),
    (D(2025, 2, 8), True), (D(2025, 2, 9), False),
    (D(2025, 4, 4), False), (D(2025, 4, 7), True),
    (D(2025, 4, 27), True), (D(2025, 5, 1), False), (D(2025, 5, 5), False), (D(2025, 5, 6), True),
    (D(2025, 6, 2), False), (D(2025, 6, 3), True),
    # National Day and Mid-Autumn 2025: 1 to 8 October; worked: 28 September (Sunday), 11 October (Saturday).
    (D(2025, 9, 28), True), (D(2025, 9, 27), False), (D(2025, 9, 30), True), (D(2025, 10, 1), False), (D(2025, 10, 7), False),
    (D(2025, 10, 8), False), (D(2025, 10, 9), True), (D(2025, 10, 11), True), (D(2025, 10, 12), False),
    (D(2026, 1, 2), False), (D(2026, 1, 3), False), (D(2026, 1, 4), True),
    # Spring Festival 2026: 15 to 23 February; worked: 14 and 28 February (Saturdays).
    (D(2026, 2, 14), True), (D(2026, 2, 16), False), (D(2026, 2, 20), False), (D(2026, 2, 23), False), (D(2026, 2, 24), True),
    (D(2026, 2, 28), True), (D(2026, 3, 1), False),
    (D(2026, 4, 6), False), (D(2026, 4, 7), True), (D(2026, 5, 5), False), (D(2026, 5, 9), True), (D(2026, 6, 19), False),
    (D(2026, 9, 25), False),
    # National Day 2026: 1 to 7 October; worked: 20 September (Sunday), 10 October (Saturday).
    (D(2026, 9, 20), True), (D(2026, 9, 19), False), (D(2026, 10, 1), False), (D(2026, 10, 6), False), (D(2026, 10, 7), False),
    (D(2026, 10, 8), True), (D(2026, 10, 10), True), (D(2026, 10, 11), False),
]  # fmt: skip

# Start, working days, the day reached.
DEADLINES = [
    (D(2026, 9, 30), 1, D(2026, 10, 8)),  # over the National Day week
    (D(2026, 9, 30), 3, D(2026, 10, 10)),  # the make-up Saturday counts
    (D(2026, 9, 30), 4, D(2026, 10, 12)),
    (D(2025, 9, 26), 1, D(2025, 9, 28)),  # from a Friday to the make-up Sunday
    (D(2025, 9, 30), 2, D(2025, 10, 10)),
    (D(2026, 2, 13), 1, D(2026, 2, 14)),
    (D(2026, 2, 14), 2, D(2026, 2, 25)),
    (D(2026, 10, 3), 1, D(2026, 10, 8)),  # starts on a holiday
    (D(2026, 11, 20), 0, D(2026, 11, 20)),
    (D(2026, 11, 20), 7, D(2026, 12, 1)),
    (D(2026, 10, 8), -1, D(2026, 9, 30)),
]


class TestRuleWorkdays(BaseCase):
    def test_china_works_and_rests_as_the_state_council_says(self):
        """M1: holidays, days off in lieu and make-up Saturdays and Sundays of China in 2025 and 2026."""
        for day, worked in CHINA:
            with self.subTest(day=day):
                self.assertIs(workdays.is_working_day(day, "CN"), worked)

    def test_the_nth_working_day_lies_strictly_after_the_start(self):
        """M1: working days are counted over holidays and make-up days, the day of the start being day 0."""
        for start, count, end in DEADLINES:
            with self.subTest(start=start, count=count):
                self.assertEqual(workdays.add_working_days(start, count, "CN"), end)

    def test_counting_undoes_adding(self):
        """M1: count_working_days(start, add_working_days(start, n)) is n, whichever day one starts from."""
        for offset in range(400):
            start = D.fromordinal(D(2025, 1, 1).toordinal() + offset)
            for count in (1, 2, 7):
                end = workdays.add_working_days(start, count, "CN")
                self.assertEqual(workdays.count_working_days(start, end, "CN"), count)
                self.assertEqual(workdays.count_working_days(end, start, "CN"), -count)

    def test_a_company_s_exception_wins(self):
        """M1: an exception frees a working day, and makes a holiday a working day."""
        exceptions = {D(2026, 11, 23): False, D(2026, 10, 1): True}
        self.assertFalse(workdays.is_working_day(D(2026, 11, 23), "CN", exceptions))
        self.assertTrue(workdays.is_working_day(D(2026, 10, 1), "CN", exceptions))
        self.assertEqual(workdays.add_working_days(D(2026, 11, 20), 1, "CN", exceptions), D(2026, 11, 24))

    def test_a_year_that_is_not_published_is_named(self):
        """M1: China's list is known up to the years in the package; later years are reported, not guessed silently."""
        self.assertTrue(workdays.country_year("CN", 2026).published)
        self.assertFalse(workdays.country_year("CN", 2060).published)
        self.assertEqual(workdays.unpublished_years(D(2026, 12, 30), D(2026, 12, 31), "CN"), [])
        self.assertEqual(workdays.unpublished_years(D(2059, 12, 30), D(2061, 1, 2), "CN"), [2059, 2060, 2061])
        self.assertEqual(workdays.unpublished_years(D(2059, 12, 30), D(2061, 1, 2), "CN", 2060), [2061])

    def test_a_country_whose_holidays_stand_in_its_law_needs_no_list(self):
        """M1: Germany's holidays of years ahead are known; a country that the package lacks is told about."""
        self.assertTrue(workdays.country_year("DE", 2060).published)
        self.assertFalse(workdays.is_working_day(D(2027, 10, 3), "DE"))
        self.assertFalse(workdays.country_year("XX", 2026).published)
        self.assertTrue(workdays.is_working_day(D(2026, 11, 23), "XX"))
        self.assertFalse(workdays.is_working_day(D(2026, 11, 22), "XX"))
        self.assertFalse(workdays.country_year("", 2026).published)

    def test_a_senseless_number_of_days_ends_in_an_error(self):
        """M1: a calendar without any working day, or a number beyond reason, is an error and no endless search."""
        with self.assertRaises(ValueError):
            workdays.add_working_days(D(2026, 1, 1), workdays.MAX_WORKING_DAYS + 1, "CN")
        free = {D.fromordinal(D(2026, 1, 1).toordinal() + n): False for n in range(2000)}
        with self.assertRaises(ValueError):
            workdays.add_working_days(D(2026, 1, 1), 1, "CN", free)
