"""Where the parts of an event's work meet: gifts at the check point, lists on the countdown, everything on the day sheet."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .guest_case import NOW as GUESTS_NOW
from .guest_case import GuestCase
from .work_case import NOW, WorkCase


@tagged("post_install", "-at_install")
@freeze_time(GUESTS_NOW)
class TestGiftsAtTheCheckPoint(GuestCase):
    def test_a_gift_counts_once_for_each_guest_who_passed_the_gift_desk(self):
        """H10, H11: the door gives no gift, a second scan gives no second one."""
        material = self.env["hotel.event.material"].create(
            {"event_id": self.event.id, "name": "Tea", "kind": "gift", "planned": 3, "at_check_point": True}
        )
        self.scan(self.li)
        self.scan(self.li, self.gift)
        self.scan(self.li, self.gift)
        self.scan(self.wang, self.gift)
        material.invalidate_recordset()
        self.assertEqual(material.scanned, 2)
        self.assertEqual(self.event._hotel_get_present_registrations(), self.li)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDaySheetNamesTheWork(WorkCase):
    def test_run_sheet_and_crew_stand_on_the_sheet_of_their_day(self):
        """H6, H8: hour by hour, people of one duty in one row; nothing of an event that does not take place."""
        event = self.order(self.kind).event_id
        greeters = event.hotel_duty_ids.filtered(lambda duty: duty.role_id == self.greeter)
        greeters[0].employee_id, greeters[1].employee_id = self.li, self.wang
        sheet = self.env["hotel.day.sheet"].with_user(self.users["nobody"]).create(
            {"company_id": self.company.id, "date_from": date(2026, 3, 31), "days": 1}
        )
        hours = dict(sheet._get_hourly()[0][1])
        arrival = {(row["kind"], row["what"].split(" · ")[0]): row for row in hours["17:00"]}
        self.assertEqual(arrival["Run sheet", "Sign-in"]["room"], "Foyer")
        self.assertEqual(arrival["On duty", "Greeter X"]["who"], "Li Wei, Wang Fang")
        event.hotel_order_id.sudo()._go("cancelled")
        self.assertFalse([row for _day, rows in sheet._get_hourly() for _hour, each in rows for row in each])
