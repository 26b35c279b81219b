from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.hotel_reception.tests.desk_case import DeskCase
from odoo.addons.hotel_reception.tests.reception_case import NOW, ReceptionCase


@tagged("post_install", "-at_install")
class TestComplaintAtDesk(DeskCase):
    def test_what_is_complained_about_at_the_sales_desk_becomes_a_complaint_once(self):
        """J1, J2: with the channel desk, the person's name and number, and running clocks; pressed twice it is one."""
        entry = self.enter(name="Mr. Gu", phone="138 0000 1111", note="The hall was cold")
        self.as_user(entry, self.reception).action_complaint()
        complaint = entry.sudo().complaint_id
        self.assertEqual(
            (complaint.name, complaint.partner_name, complaint.complaint_phone, complaint.channel_id, complaint.company_id),
            ("The hall was cold", "Mr. Gu", entry.phone, self.env.ref("hotel_callback.channel_desk"), self.company),
        )
        clocks = self.env["hotel.clock"].sudo().search([("res_model", "=", complaint._name), ("res_id", "=", complaint.id)])
        self.assertIn("complaint_reaction", clocks.mapped("kind"))
        self.as_user(entry, self.reception).action_complaint()
        self.assertEqual(entry.sudo().complaint_id, complaint)

    def test_a_call_comes_in_by_phone(self):
        """J1: the channel is the one on which it came."""
        entry = self.enter(kind="call", phone="138 0000 2222", note="Wrong bill")
        self.as_user(entry, self.reception).action_complaint()
        self.assertEqual(entry.sudo().complaint_id.channel_id, self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone"))

    def test_nobody_links_another_complaint(self):
        """J1, M2: which complaint came of it is written by the server; who does not see the row hands nothing in."""
        entry = self.enter(name="Mr. Gu", note="Cold")
        ticket = self.env["helpdesk.ticket"].sudo().create({"name": "Other", "description": "x", "company_id": self.company.id})
        with self.assertRaises(AccessError):
            self.as_user(entry, self.reception).write({"complaint_id": ticket.id})
        with self.assertRaises(AccessError):
            self.as_user(entry, self.users["stranger"]).action_complaint()
        self.assertFalse(entry.sudo().complaint_id)


@tagged("post_install", "-at_install")
class TestComplaintAtDoor(ReceptionCase):
    @freeze_time(NOW)
    def test_a_visitor_who_complains_is_handed_in_by_who_hears_it(self):
        """J1: the door or the host makes a complaint of the visitor's words; the link is the server's."""
        entry = self._as("sales", self.env["hotel.visitor.entry"]).create({
            "name": "Mrs. Shen", "phone": "13900000000", "purpose": "Complains about the lift", "host_id": self.employee["sales"].id,
            "kind_id": self.env.ref("hotel_reception.kind_complaint").id, "company_id": self.company.id,
        })  # fmt: skip
        with self.assertRaises(AccessError):
            entry.complaint_id = self.env["helpdesk.ticket"].sudo().create({"name": "x", "description": "x", "company_id": self.company.id})
        answer = self._as("door", entry).action_complaint()
        complaint = entry.sudo().complaint_id
        self.assertEqual((complaint.name, complaint.partner_name), ("Complains about the lift", "Mrs. Shen"))
        self.assertEqual(answer["type"] == "ir.actions.act_window", self._as("door", complaint).has_access("read"))
