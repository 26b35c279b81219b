from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .statement_case import SECOND, StatementCase


class TourCase(StatementCase, HttpCase):
    def setUp(self):
        super().setUp()
        freeze = freeze_time(SECOND, tick=True)
        freeze.start()
        self.addCleanup(freeze.stop)


@tagged("post_install", "-at_install")
class TestTourStatement(TourCase):
    def test_the_customer_disputes_a_slip_and_confirms_the_others_by_the_link(self):
        """F2: in the browser, from the address in the e-mail."""
        self._send()
        self.start_tour(f"{self.statement._get_portal_path()}?access_token={self.statement.sudo().portal_token}", "hotel_statement_portal")
        dispute = self.statement.sudo().dispute_ids
        self.assertEqual((dispute.charge_id, dispute.attachment_ids.name), (self.meal, "copy.png"))
        self.assertEqual((self.statement.state, self.statement.confirmed_name), ("disputed", "Li Wei"))

    def test_the_customer_confirms_with_a_login(self):
        """F2: from the portal's home page."""
        self._send()
        self._customer(self.firm, "buyer_blue")
        self.start_tour("/my", "hotel_statement_portal_login", login="buyer_blue")
        self.assertEqual((self.statement.state, self.statement.confirmed_way), ("confirmed", "login"))

    def test_finance_sends_records_a_paper_and_asks_for_an_allowance(self):
        """F2, F3: the road of a customer without a computer."""
        self.start_tour("/odoo/action-hotel_credit.hotel_statement_action", "hotel_statement_finance", login="hotel_finance")
        self.assertEqual(self.statement.sudo().dispute_ids.allowance_ids.approval_state, "pending")


@tagged("post_install", "-at_install")
class TestTourStatementPhone(TourCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_the_customer_answers_on_a_phone(self):
        """F2: the same page and the same steps on a telephone."""
        self._send()
        self.start_tour(f"{self.statement._get_portal_path()}?access_token={self.statement.sudo().portal_token}", "hotel_statement_portal")
        self.assertEqual((self.statement.state, self.statement.confirmed_name), ("disputed", "Li Wei"))
