import re
from email.message import EmailMessage

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..rules import complaint_text as texts
from .complaint_case import NOW, ComplaintCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestComplaintIncoming(ComplaintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.alias.domain"].create({"name": "hotel.example", "company_ids": [(6, 0, cls.company.ids)]})
        cls.team = cls.env["helpdesk.ticket.team"].create(
            {"name": "Guest relations", "company_id": cls.company.id, "user_id": cls.supervisor.id, "alias_name": "complaints"}
        )

    def _mail(self, sender, subject, body):
        message = EmailMessage()
        message["From"] = sender
        message["To"] = self.team.alias_id.display_name
        message["Message-Id"] = f"<{hash((sender, subject, body[:50]))}@example.com>"
        if subject is not None:
            message["Subject"] = subject
        message.set_content(body)
        ticket_id = self.env["mail.thread"].message_process(None, message.as_bytes())
        return self.env["helpdesk.ticket"].browse(ticket_id)

    def test_an_email_is_a_complaint(self):
        """J1: of the customer with that address; the strict clocks of a soft one run for the head of the team."""
        ticket = self._mail("Li Na <lina@example.com>", "Noise", "I could not sleep")
        self.assertEqual((ticket.partner_id, ticket.channel_id), (self.guest, self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_email")))
        self.assertEqual(ticket.company_id, self.company)
        self.assertEqual(self._clocks(ticket)["reaction"].owner_id, self.supervisor)

    def test_an_email_of_nobody_without_a_subject(self):
        """J1: the sender is known by address alone, the subject is the beginning of the text."""
        ticket = self._mail("stranger@example.com", None, "The lift was out of order all day.")
        self.assertFalse(ticket.partner_id)
        self.assertIn("stranger@example.com", ticket.partner_email)
        self.assertEqual(ticket.name, "The lift was out of order all day.")
        self.assertFalse(ticket.complaint_anonymous)
        self._close(ticket, self.manager)
        self.assertIn("satisfaction", self._clocks(ticket, running=True))

    def test_an_endless_email_is_kept_whole_beside_a_readable_one(self):
        """J1: 20 MB of text: shown cut, attached as a whole."""
        body = "The tap drips. " * 1_400_000
        ticket = self._mail("lina@example.com", "Drips" * 100, body)
        self.assertLess(len(ticket.description), 2 * texts.MAX_DESCRIPTION)
        self.assertEqual(len(ticket.name), texts.MAX_SUBJECT)
        whole = self.env["ir.attachment"].search([("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id), ("mimetype", "=", "text/plain")])
        self.assertGreater(max(whole.mapped("file_size")), 20_000_000)

    def test_texts_with_nothing_in_them(self):
        """J1: blank subjects and descriptions, control characters, tags that would run."""
        ticket = self._complaint(name="  \x00 ", description=False)
        self.assertEqual(ticket.name, "Complaint without a subject")
        ticket = self._complaint(name="", description="<script>alert(1)</script><p>The <b>tap</b> drips</p>")
        self.assertNotIn("script", str(ticket.description))

    def test_a_room_that_nobody_knows_is_kept_as_written(self):
        """J1: the words stay beside the complaint until somebody chooses the room; blanks and case count for nothing."""
        model = self.env["helpdesk.ticket"]
        self.assertEqual(model._complaint_room_vals(self.company, " 12 08 "), {"complaint_room_id": self.room.id})
        self.assertEqual(model._complaint_room_vals(self.company, "99%"), {"complaint_room_text": "99%"})
        self.assertEqual(model._complaint_room_vals(self.company, "%"), {"complaint_room_text": "%"})
        self.assertEqual(model._complaint_room_vals(self.company, ""), {"complaint_room_text": False})
        self.assertEqual(model._complaint_room_vals(self.sister, "1208"), {"complaint_room_text": "1208"})
        with self.assertRaises(UserError):
            self._complaint(complaint_room_id=self.env["hotel.complaint.room"].create({"name": "1", "company_id": self.sister.id}).id)


@tagged("post_install", "-at_install")
class TestComplaintPortal(ComplaintCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._portal_user(cls, cls.guest, "portal_lina")
        cls.other = cls._portal_user(cls, cls.colleague, "portal_wang")

    def _post(self, url, **values):
        token = re.search(r'csrf_token"[^>]*value="([^"]+)"', self.url_open("/new/ticket").text)
        return self.url_open(url, data={"csrf_token": token.group(1), **values})

    def test_a_customer_files_a_complaint(self):
        """J1, J2: the subject sets the kind, the room is recognised, the clocks run; hostile values do no harm."""
        self.authenticate("portal_lina", "portal_lina")
        answer = self._post("/submitted/ticket", subject="It drips", description="From the ceiling", category=str(self.aircon.id), room="1208")
        self.assertEqual(answer.status_code, 200)
        ticket = self.env["helpdesk.ticket"].search([("partner_id", "=", self.guest.id)])
        self.assertEqual((ticket.complaint_kind, ticket.complaint_room_id, ticket.company_id), ("hard", self.room, self.company))
        self.assertEqual(ticket.channel_id, self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_web"))
        self.assertEqual(len(self._clocks(ticket)), 4)
        self.assertIn("It drips", self.url_open("/my/tickets").text)
        answer = self._post("/submitted/ticket", subject="", description="", category="x' OR 1=1", room="%" * 500)
        self.assertEqual(answer.status_code, 200)
        last = self.env["helpdesk.ticket"].search([("partner_id", "=", self.guest.id)], order="id desc", limit=1)
        self.assertEqual((last.name, len(last.complaint_room_text)), ("Complaint without a subject", 100))

    def test_a_customer_sees_the_own_complaints_alone(self):
        """J1: not those of a colleague, by list, page, search or RPC; nothing of how it is judged inside."""
        ticket = self._complaint()
        secret = self._complaint(partner_id=self.colleague.id, name="Between us")
        self.authenticate("portal_lina", "portal_lina")
        self.assertNotIn("Between us", self.url_open("/my/tickets").text)
        self.assertNotIn("Between us", self.url_open(f"/my/ticket/{secret.id}").text)
        self.assertIn("Noise", self.url_open(f"/my/ticket/{ticket.id}").text)
        tickets = self.env["helpdesk.ticket"].with_user(self.mine)
        self.assertEqual(tickets.search([]), ticket)
        for name, value in (
            ("complaint_level", "major"), ("complaint_repeat", "customer"), ("complaint_finding", "x"), ("complaint_cause_id", 1),
            ("complaint_due", "2026-11-20 00:00:00"), ("complaint_similar_ids", 1),
        ):  # fmt: skip
            with self.subTest(field=name):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    tickets.browse(ticket.id).read([name])
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    tickets.search([(name, "=", value)])
                self.assertNotIn(name, tickets.fields_get())
        self.assertTrue(tickets.browse(ticket.id).read(["complaint_state", "complaint_answer"]))

    def test_the_customers_answer_closes_or_reopens(self):
        """J4: dissatisfied needs words and takes the complaint up again; nobody answers for another, or twice."""
        ticket = self._complaint()
        secret = self._complaint(partner_id=self.colleague.id)
        self._close(ticket)
        self._close(secret)
        self.authenticate("portal_lina", "portal_lina")
        self._post(f"/my/ticket/{secret.id}/satisfaction", answer="dissatisfied", note="ha")
        self.assertEqual(secret.complaint_state, "closed")
        self._post(f"/my/ticket/{ticket.id}/satisfaction", answer="dissatisfied", note=" ")
        self._post(f"/my/ticket/{ticket.id}/satisfaction", answer="<script>")
        self.assertFalse(ticket.complaint_satisfaction_ids)
        self._post(f"/my/ticket/{ticket.id}/satisfaction", answer="dissatisfied", note="Still noisy")
        ticket.invalidate_recordset()
        self.assertEqual((ticket.complaint_state, ticket.complaint_reworks), ("reacted", 1))
        self.assertEqual(ticket.complaint_satisfaction_ids.user_id, self.mine)
        answer = self._post(f"/my/ticket/{ticket.id}/satisfaction", answer="satisfied")
        self.assertIn("You have answered already", answer.text)

    def test_nobody_closes_a_complaint_by_its_number(self):
        """J4: helpdesk_mgmt's address for closing takes any number; here it closes nothing."""
        secret = self._complaint(partner_id=self.colleague.id)
        stage = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        stage.close_from_portal = True
        self.authenticate("portal_lina", "portal_lina")
        self.url_open(f"/ticket/close?ticket_id={secret.id}&stage_id={stage.id}")
        secret.invalidate_recordset()
        self.assertEqual((secret.complaint_state, secret.stage_id.complaint_state, secret.closed_date), ("new", "new", False))
        self.assertFalse(self.env["helpdesk.ticket.stage"].with_user(self.env.ref("base.public_user")).has_access("write"))
