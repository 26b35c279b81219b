"""The screens of the caller and of the service manager in a real browser."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common_callback import HotelCallbackCommon


@tagged("post_install", "-at_install")
class TestCallbackTour(HotelCallbackCommon, HttpCase):
    """The browser's clock cannot be frozen: everything is relative to now, and windows are open all day, every day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hotel.callback.window"].create({"company_id": cls.company.id, "hour_from": 0, "hour_to": 24})
        today = cls.company._hotel_today()
        for number in range(-8, 15):
            cls.env["hotel.workday.exception"].create({
                "company_id": cls.company.id, "date": today + timedelta(days=number), "working": True, "name": "Test",
            })  # fmt: skip

    def test_a_caller_works_through_the_day_without_a_mouse(self):
        """I3, I5, I6, I8: list, story, script, record, complaint, close, next, no answer, unreachable."""
        self._stay(self.person, fields.Datetime.now() - timedelta(days=4), room="808")
        first = self._one(priority=2, script=self.env.ref("hotel_callback.survey_after_stay"))
        self._one(self._customer("Second"), priority=1)
        third = self._one(self._customer("Third"))
        for _attempt in range(2):
            third.with_user(self.sales).action_attempt("no_answer")
        third.sudo().planned_at = fields.Datetime.now()
        self.start_tour("/odoo/callback-desk", "hotel_callback_desk", login=self.sales.login)
        self.env.invalidate_all()
        self.assertRecordValues(first, [{"state": "done", "spoke_with": "Li Wei", "satisfaction": "dissatisfied", "next_step": "complaint"}])
        self.assertEqual(first.problem_ids.ticket_id.name, "The room was cold")
        self.assertEqual({answer.value for answer in first.answer_ids if answer.value}, {"Very good", "9"})
        self.assertEqual(third.state, "unreachable")

    def test_the_service_manager_sees_the_day_and_reviews_a_report(self):
        """I7, I10, M5: tiles, a share opened, a report reviewed."""
        report = self._complete(self._one()).report_id
        report.with_user(self.sales).text = "All well"
        report.with_user(self.sales).action_hand_in()
        late = self._one(self._customer("Late"))
        late.sudo().due_at = fields.Datetime.now() - timedelta(minutes=1)
        self.start_tour("/odoo/service-manager", "hotel_callback_manager", login=self.sales_head.login)
        self.assertEqual(report.instruction, "Show them the new hall")

    def test_the_sales_head_switches_a_regulation_on(self):
        """I2: templates, switched on, and the preview of a rule."""
        self._date(self._customer("Repaired"), "repair", self.company._hotel_today())
        self.start_tour("/odoo/callback-regulations", "hotel_callback_rule", login=self.sales_head.login)
        self.assertEqual(self.env["hotel.callback.rule"].search_count([("company_id", "=", self.company.id), ("state", "=", "on")]), 2)
