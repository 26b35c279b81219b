from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestApplicationReport(HotelApplicationCommon):
    """The paper forms of the application and of the investigation report (M3)."""

    def _print(self, name, record, language, user):
        report = self.env["ir.actions.report"].with_user(user)
        content, _kind = report._render_qweb_html(f"hotel_credit.report_{name}_action_{language}", record.ids)
        return content.decode()

    def test_the_application_is_printed_in_both_languages(self):
        """M3, M2: with number, both titles, papers, who decided, and the limit that was granted."""
        application = self._submit_to("gm")
        self._approve_gm(application, granted_limit=25000.0)
        for language in ("en", "zh"):
            page = self._print("application", application, language, self.auditor)
            for text in (
                "Credit application",
                "签单挂账申请书",
                application.name,
                self.firm.name,
                "25,000.00",
                "30,000.00",
                "File complete.",
                self.gm.name,
                self.finance.name,
            ):
                self.assertIn(text, page, language)

    def test_the_investigation_report_is_printed_in_both_languages(self):
        """M3, A4: with grade, recommended limit, findings, and why it was sent back."""
        application = self._submit_to("finance")
        report = application.investigation_id
        application.with_user(self.finance).action_send_back("Ask its bank.")
        for language in ("en", "zh"):
            page = self._print("investigation", report, language, self.gm)
            for text in ("客户信用情况调查报告", "Credit investigation report", "120 employees", "30,000.00", "Ask its bank."):
                self.assertIn(text, page, language)
