from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common_after import AfterCase


class TourCase(HttpCase, AfterCase):
    def running(self, hours=-1, held=False):
        """Return an order whose event began so many hours ago (the browser lives today); made yesterday."""
        now = fields.Datetime.now()
        self.env["hotel.damage.tariff"].create(
            {"name": "Tea cup", "company_id": self.company.id, "price_ids": [Command.create({"date_start": "2001-01-01", "price": 50})]}
        )
        with freeze_time(now - timedelta(days=1)):
            order = self.issued(date_begin=now + timedelta(hours=hours), date_end=now + timedelta(hours=hours + 3), guests_actual=90)
        if held:
            order._go("done")
        self.env.flush_all()
        return order


@tagged("post_install", "-at_install")
class TestEventAfterTour(TourCase):
    def test_a_coordinator_writes_the_closing_report(self):
        """H14: from the event to the report that is handed in and stays."""
        order = self.running(hours=-5, held=True)
        self.start_tour(f"/odoo/action-event.action_event_view/{order.event_id.id}", "hotel_event_closing", login="test_sales")
        self.assertEqual(order.closing_ids.state, "submitted")


@tagged("post_install", "-at_install")
class TestEventAfterPhoneTour(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_guest_answers_by_the_code_on_the_table(self):
        """H14: without a login or a name, on a phone."""
        event = self.running().event_id
        event._hotel_open_feedback()
        self.env.flush_all()
        self.start_tour(f"/hotel/event/feedback/{event.sudo().hotel_feedback_token}", "hotel_event_feedback", login=None)
        event.invalidate_recordset()
        self.assertEqual((event.hotel_guest_answers, event.hotel_guest_score), (1, 4.5))
        self.assertIn("More rice", event.hotel_feedback_words)

    def test_an_employee_notes_damage_and_the_host_signs_on_the_phone(self):
        """H23: item, photo, signature; it is on the event's bill."""
        order = self.running()
        self.start_tour("/odoo", "hotel_event_damage", login="test_nobody")
        damage = order.event_id.sudo().hotel_damage_ids
        self.assertEqual((damage.state, damage.amount, damage.signed_by), ("charged", 100, "Ms Lin"))
