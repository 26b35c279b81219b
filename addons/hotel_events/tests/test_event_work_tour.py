from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .work_case import WorkCase


class WorkTourCase(WorkCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales.tz = cls.head.tz = cls.users["nobody"].tz = "UTC"


@tagged("post_install", "-at_install")
class TestEventWorkTour(WorkTourCase):
    def test_a_coordinator_plans_an_event(self):
        """H6, H7, H8, H22: template, drag, overlap, countdown, crew, invitations, print; then the head approves the plan."""
        order = self.order(begin=datetime(2999, 3, 31, 10))
        order.kind_id = self.kind
        self.start_tour(f"/odoo/hotel.event.order/{order.id}", "hotel_event_coordinator", login=self.sales.login)
        event = order.event_id
        self.assertEqual([item.name for item in event.hotel_item_ids.sorted()][:2], ["Dinner", "Sign-in"])
        self.assertEqual(event.hotel_item_ids.sorted()[1].start, datetime(2999, 3, 31, 11, 30))
        self.assertEqual(event.hotel_task_done, 1)
        self.assertIn(self.chen, event.hotel_duty_ids.employee_id)
        self.start_tour(f"/odoo/event.event/{event.id}", "hotel_event_plan_approve", login=self.head.login)
        self.assertEqual(event.hotel_emergency_ids.approved_by_id, self.head)


@tagged("post_install", "-at_install")
class TestEventDayTour(WorkTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_the_crew_looks_at_the_phone(self):
        """H6, H8, H21: now, next, mine, who can be rung up, my tasks, an incident; a plain employee's phone."""
        now = fields.Datetime.now()
        event = self.event(kind=self.kind, begin=now - timedelta(minutes=30)).sudo()
        self.chen.mobile_phone = "+8613800000001"
        self.item(event, "Fireworks", now + timedelta(hours=2), now + timedelta(hours=3), place="Lake")
        self.duty(event, self.wang, now - timedelta(hours=1), now + timedelta(hours=3), role=self.stage)
        self.duty(event, self.chen, now - timedelta(hours=1), now + timedelta(hours=3))
        self.env["hotel.event.task"].create(
            {"event_id": event.id, "name": "Count the chairs", "deadline": now, "owner_id": self.users["nobody"].id}
        )
        self.start_tour("/odoo/event-day", "hotel_event_day", login=self.users["nobody"].login)
        self.assertEqual(event.hotel_incident_ids.reported_by_id, self.users["nobody"])
        self.assertEqual(event.hotel_task_ids.filtered("done_at").done_by_id, self.users["nobody"])
