from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .test_hotel_room_booking import NOW, RoomCase, at


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDaySheet(RoomCase):
    def _sheet(self, **values):
        return self.env["hotel.day.sheet"].with_user(self.sales).create(
            {"company_id": self.company.id, "date_from": date(2026, 3, 10), **values}
        )

    def test_the_sheet_lists_the_days_of_the_hotels_time_zone(self):
        """H9: what takes its room on a day stands on it, across midnight on both; what is cancelled does not."""
        self.company.hotel_tz = "Asia/Shanghai"
        morning = self.book(self.plum, at(1), at(3))
        night = self.book(self.east, at(14), datetime(2026, 3, 10, 18))
        option = self.book(self.west, at(2), at(3), state="option")
        self.book(self.plum, at(8), at(9)).action_cancel("No")
        (first, today), (second, tomorrow) = self._sheet()._get_days()
        self.assertEqual((first, second), (date(2026, 3, 10), date(2026, 3, 11)))
        self.assertEqual(set(today), {morning, night, option})
        self.assertEqual(tomorrow, night)
        self.assertNotIn(option, self._sheet(with_options=False)._get_days()[0][1])
        self.assertEqual(self._sheet()._get_hours(night), ["21:30", "22:00", "03-11 02:00", "03-11 02:30"])

    def test_the_day_is_told_hour_by_hour(self):
        """H9: set-up, use and tear-down at the hour in which each begins; what began the day before is not told again."""
        self.company.hotel_tz = "Asia/Shanghai"
        self.book(self.plum, at(1), at(3))
        self.book(self.east, datetime(2026, 3, 9, 14), datetime(2026, 3, 9, 18))
        (_first, hours), (_second, tomorrow) = self._sheet()._get_hourly()
        told = [(hour, row["kind"], row["at"], row["until"], row["room"]) for hour, rows in hours for row in rows]
        self.assertEqual(
            told,
            [
                ("02:00", "Tear-down", "02:00", "02:30", "Lotus Hall / Lotus East"),
                ("08:00", "Set-up", "08:30", "09:00", "Plum Room"),
                ("09:00", "Event", "09:00", "11:00", "Plum Room"),
                ("11:00", "Tear-down", "11:00", "11:30", "Plum Room"),
            ],
        )
        self.assertFalse(tomorrow)

    def test_the_sheet_is_printed_in_both_languages(self):
        """M3: English and Chinese title, rooms, hours and occasions."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.book(self.plum, at(1), at(3), layout="banquet", guests=20)
        sheet = self._sheet()
        for lang, title in (("en_US", "Day sheet"), ("zh_CN", "每日活动一览表")):
            html, _kind = self.env["ir.actions.report"].with_context(lang=lang)._render_qweb_html(
                "hotel_events.report_day_sheet", sheet.ids
            )
            for text in (title, "Plum Room", "09:00", "11:30"):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())

    def test_a_sheet_of_no_days_or_a_year_is_refused(self):
        """H9: the error names the number and what is possible."""
        for days in (0, -1, 366):
            with self.subTest(days=days), self.assertRaises(ValidationError):
                self._sheet(days=days)
