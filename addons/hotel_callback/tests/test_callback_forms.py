"""The printed forms, in both languages."""

from freezegun import freeze_time

from odoo.tests import tagged

from .common_callback import NOON, SIGNATURE, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackForms(HotelCallbackCommon):
    def _html(self, name, records, user):
        html, _kind = self.env["ir.actions.report"].with_user(user)._render_qweb_html(f"hotel_callback.{name}", records.ids)
        return html.decode()

    def test_the_record_sheet_holds_answers_and_signature(self):
        """I6, M3: the sheet of a visit, in English and in Chinese, for its caller."""
        visit = self._one(way="visit", script=self.env.ref("hotel_callback.survey_after_visit"))
        blank = self._html("report_record_en", visit, self.sales)
        self.assertIn("Who took part in the talk?", blank, "an empty sheet carries the questions")
        self._complete(visit, signed_by="Li Wei", signature=SIGNATURE, suggestions="More vegetables")
        for name, title in (("report_record_en", "Callback record"), ("report_record_zh", "客户回访记录表")):
            html = self._html(name, visit, self.sales)
            for words in (title, "Blue Ocean", "More vegetables", "Who took part in the talk?", "data:image/png"):
                self.assertIn(words, html)

    def test_the_weekly_plan_is_printed_by_person(self):
        """I3, M3: one page a caller."""
        callbacks = self._one() | self._one(self._customer("Second"), owner=self.sales2)
        html = self._html("report_week_en", callbacks, self.sales_head)
        self.assertEqual(html.count("Plan of callbacks</h1>"), 2)
        self.assertIn("客户回访计划", self._html("report_week_zh", callbacks, self.sales_head))

    def test_the_report_is_printed_with_its_review(self):
        """I7, M3: callbacks of the day, text and instruction."""
        report = self._complete(self._one()).report_id
        report.with_user(self.sales).text = "All well"
        report.with_user(self.sales).action_hand_in()
        report.with_user(self.sales_head).action_review("Go on")
        html = self._html("report_daily_zh", report, self.sales_head)
        for words in ("客户回访报告", "All well", "Go on", "Blue Ocean"):
            self.assertIn(words, html)

    def test_a_file_is_printed_from_an_allowed_export_only(self):
        """I12: a copy that was merely opened prints empty."""
        file = self.env["hotel.callback.file"].create({"partner_id": self.firm.id, "confidential": True})
        file.sudo().habits = "Green tea"
        opened = self.env["hotel.callback.file.opened"].browse(file.with_user(self.sales).action_open()["res_id"])
        self.assertNotIn("Green tea", self._html("report_file", opened, self.sales))
        file.with_user(self.sales).action_export()
        exported = self.env["hotel.callback.file.opened"].search([("exportable", "=", True)], limit=1)
        self.assertIn("Green tea", self._html("report_file", exported, self.sales))
