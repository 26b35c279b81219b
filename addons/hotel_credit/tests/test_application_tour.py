from odoo.tests import HttpCase, tagged

from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
class TestApplicationTour(HotelApplicationCommon, HttpCase):
    """An application from the salesperson's first click to the chairman's last, in a browser, each in their role."""

    def test_an_application_goes_from_the_salesperson_to_the_chairman(self):
        """A1, A4, A5, B1, B3, B4: filed with a report that the sales head passes, opinion of finance, limit of the GM."""
        self.start_tour("/odoo/credit-applications/new", "hotel_credit_application_file", login=self.sales.login)
        application = self.Application.sudo().search([("commercial_partner_id", "=", self.firm.id)])
        report = application.investigation_ids
        self.assertEqual((application.requested_limit, application.user_id), (60000.0, self.sales))
        self.assertEqual((report.grade, report.state), ("b", "draft"))
        # The papers come from the scanner; a browser tour has none.
        application.with_user(self.sales).document_ids = [
            self._paper(code) for code in ("unified_licence", "legal_representative", "bank_permit")
        ]
        self.env.flush_all()
        self.start_tour(
            f"/odoo/hotel.credit.investigation/{report.id}",
            "hotel_credit_application_pass_report",
            login=self.sales_head.login,
        )
        self.assertEqual(report.state, "passed")
        self.start_tour(
            f"/odoo/credit-applications/{application.id}", "hotel_credit_application_submit", login=self.sales.login
        )
        self.assertEqual(application.approval_state, "pending")
        for user, tour in (
            (self.sales_head, "approve"),
            (self.finance, "finance"),
            (self.gm, "gm"),
            (self.chairman, "chairman"),
        ):
            self.start_tour("/odoo", f"hotel_credit_application_{tour}", login=user.login)
        self.assertEqual(application.approval_state, "approved")
        self.assertEqual(application.finance_opinion, "Papers complete, figures plausible.")
        self.assertEqual(application.agreement_id.monthly_limit, 55000.0)
