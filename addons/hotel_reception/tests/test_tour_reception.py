from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .reception_case import ReceptionCase


class TourCase(ReceptionCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.write({"password": user.login, "tz": "Asia/Shanghai"})


@tagged("post_install", "-at_install")
class TestVisitTour(TourCase):
    """The host's and the GM's screens in a browser."""

    def test_a_host_asks_the_managers_approve_the_programme_is_printed(self):
        """K1, K2, K4: from the request with its cost check to the printed programme."""
        self.start_tour("/odoo/receptions", "hotel_visit_host", login="test_sales")
        visit = self.env["hotel.visit"].search([("company_id", "=", self.company.id)])
        self.assertEqual((visit.approval_state, visit.excess_total, visit.host_id), ("pending", 70, self.employee["sales"]))
        self._as("sales_head", visit).action_approve("Good customer.")
        self.start_tour("/odoo", "hotel_visit_gm", login="test_gm")
        self.assertEqual((visit.approval_state, visit.state), ("approved", "planned"))
        self.assertTrue(visit.sudo().notice_ids.filtered(lambda notice: notice.user_id == self.users["driver"]))
        self.start_tour(f"/odoo/receptions/{visit.id}", "hotel_visit_programme", login="test_sales")


@tagged("post_install", "-at_install")
class TestVisitorDoorTour(TourCase):
    """The tablet at the door."""

    browser_size = "1024x768"
    touch_enabled = True

    def test_a_day_at_the_door(self):
        """K5: one tap, agreement, walk-up, refusal, badges, who is in the house; on a screen of a tablet."""
        now = fields.Datetime.now()
        visit = self._approved(arrival=now, departure=now + timedelta(hours=6))
        visit.entry_ids.sudo().filtered(lambda entry: entry.name == "Guest 1")._agree_on_invitation()
        self.start_tour("/odoo/door", "hotel_visitor_door", login="test_door")
        entries = self.env["hotel.visitor.entry"].search([("company_id", "=", self.company.id)])
        self.assertEqual(
            {entry.name: (entry.state, entry.badge_number, entry.badge_open) for entry in entries},
            {
                "Guest 1": ("left", "1", False),
                "Guest 2": ("left", "2", False),
                "Wang Fang": ("here", "3", True),
                "Mr. Quick": ("refused", False, False),
            },
        )
        self.assertEqual(visit.state, "running")
