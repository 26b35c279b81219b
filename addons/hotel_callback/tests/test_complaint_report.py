from odoo.tests import tagged

from .complaint_case import ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintReport(ComplaintCase):
    def _html(self, report, record, user):
        return self.env["ir.actions.report"].with_user(user)._render_qweb_html(f"hotel_callback.{report}", record.ids)[0].decode()

    def test_the_record_is_printed_in_both_languages(self):
        """M3, J2, J4: clocks, cause, measure, answers and compensation stand on it; printed by who may read it."""
        self.env["res.lang"]._activate_lang("zh_CN")
        ticket = self._complaint(complaint_room_id=self.room.id)
        ticket.complaint_finding = "The window does not close"
        self._close(ticket)
        self._as(ticket, self.assistant).action_complaint_satisfaction("satisfied", "Thank you")
        english = self._html("report_complaint_en", ticket, self.clerk)
        for text in ("Complaint record", "First reaction", "1208", "The window does not close", "Thank you", "I could not sleep"):
            self.assertIn(text, english)
        chinese = self._html("report_complaint_zh", ticket, self.manager)
        self.assertIn("客户投诉处理记录表", chinese)

    def test_a_check_is_printed_with_its_questions(self):
        """M3, J10: also empty, to take along."""
        check = self.env["hotel.mystery.check"].create({"outlet_id": self.outlet.id, "checker_id": self.clerk.id, "company_id": self.company.id})
        html = self._html("report_mystery_check_en", check, self.clerk)
        self.assertIn("Were you greeted within a minute?", html)
        self.assertIn("神秘顾客检查表", self._html("report_mystery_check_zh", check, self.manager))
