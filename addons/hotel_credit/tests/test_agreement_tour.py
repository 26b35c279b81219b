from datetime import date

from odoo.tests import HttpCase, tagged

from .agreement_case import AgreementCase


@tagged("post_install", "-at_install")
class TestAgreementTour(AgreementCase, HttpCase):
    def _open(self, tour, login):
        action = self.env.ref("hotel_credit.hotel_credit_agreement_action")
        self.start_tour(f"/odoo/action-{action.id}", tour, login=login)

    def test_finance_activates_and_the_auditor_files(self):
        """C1, C2, C3: in the browser, from the missing seal to the archive number."""
        today = self.company._hotel_today()
        agreement = self._to_sign(date_start=today, date_end=today.replace(year=today.year + 1, day=1), partner_id=self.contact.id)
        self._add_papers(agreement, finance_sealed=False, letter_received_on=today)
        for user in (self.finance, self.auditor):
            user.password = user.login
        self._open("hotel_agreement_activate", self.finance.login)
        agreement.invalidate_recordset()
        self.assertEqual(agreement.state, "active")
        self.assertEqual(agreement.activated_by_id, self.finance)
        self._open("hotel_agreement_file", self.auditor.login)
        agreement.invalidate_recordset()
        self.assertEqual((agreement.archive_number, agreement.archive_place), ("2026-017", "Cabinet 3"))
        self.assertEqual(agreement.archived_by_id, self.auditor)
        self.assertLessEqual(date(2026, 1, 1), agreement.archived_at.date())
