from odoo.tests import HttpCase, tagged

from .complaint_case import ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintTour(ComplaintCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.date_from = "2020-01-01"
        for role in ("clerk", "service_manager", "department_head", "gm"):
            cls.users[role].password = cls.users[role].login
        cls.customer = cls._portal_user(cls, cls.guest, "portal_guest")

    def test_from_the_portal_to_the_satisfied_close(self):
        """J1, J2, J4, J7: the customer files it, the service manager deals with it, the customer is satisfied, it is counted."""
        self.start_tour("/my/tickets", "hotel_complaint_portal_file", login="portal_guest")
        ticket = self.env["helpdesk.ticket"].search([("name", "=", "Karaoke until three")])
        self.assertEqual((ticket.complaint_kind, ticket.complaint_room_id), ("soft", self.room))
        self._as(ticket, self.manager).user_id = self.manager
        self.start_tour("/odoo/complaints", "hotel_complaint_work", login="test_service_manager")
        ticket.invalidate_recordset()
        self.assertEqual(ticket.complaint_state, "closed")
        self.start_tour("/my/tickets", "hotel_complaint_portal_satisfied", login="portal_guest")
        ticket.invalidate_recordset()
        self.assertEqual(ticket.complaint_satisfaction, "satisfied")
        action = self.env.ref("hotel_callback.hotel_complaint_figures_action")
        self.start_tour(f"/odoo/action-{action.id}", "hotel_complaint_figures", login="test_service_manager")

    def test_the_manager_decides_level_and_compensation(self):
        """J3, J5: in the browser; a repeat proposes a level, 800 is approved by department head and general manager."""
        self._complaint()
        again = self._complaint(name="Again the noise")
        self.start_tour("/odoo/complaints", "hotel_complaint_level", login="test_service_manager")
        again.invalidate_recordset()
        self.assertEqual(again.complaint_level, "important")
        for login in ("test_department_head", "test_gm"):
            self.start_tour("/odoo", "hotel_complaint_approve", login=login)
        self.assertEqual(again.complaint_compensation_ids.approval_state, "approved")
