from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ..rules import payer
from .common_collection import COLLECTED, CollectionCommon


@tagged("post_install", "-at_install")
class TestRulePayer(BaseCase):
    def test_what_a_payer_names(self):
        """F5: numbers as words of their own, in the text's order, whatever the case."""
        numbers = ["INV/2026/00001", "INV/2026/00002", "ST/2026/00007"]
        table = [
            (None, []),
            ("thank you", []),
            ("payment inv/2026/00002", ["INV/2026/00002"]),
            ("INV/2026/00002+INV/2026/00001", ["INV/2026/00002", "INV/2026/00001"]),
            ("INV/2026/000011", []),
            ("XINV/2026/00001", []),
            ("对账单ST/2026/00007货款", ["ST/2026/00007"]),
        ]
        for text, found in table:
            with self.subTest(text):
                self.assertEqual(payer.named(text, numbers), found)


@tagged("post_install", "-at_install")
class TestBankLines(CollectionCommon):
    def _residuals(self):
        return self.february.amount_residual, self.march.amount_residual

    @freeze_time(COLLECTED)
    def test_a_bank_line_settles_the_oldest_due_first(self):
        """F5: 150 pay February's 100 and 50 of March's 200; the proposal says so before, the remainder stays open."""
        line = self._bank_line(150.0)
        self.assertIn(self.february.name, line.hotel_proposal)
        self.assertLess(line.hotel_proposal.index(self.february.name), line.hotel_proposal.index(self.march.name))
        self.assertIn("50.00", line.hotel_proposal)
        self.assertEqual(self._residuals(), (100.0, 200.0))
        line.with_user(self.finance).action_hotel_settle_oldest()
        self.assertEqual(self._residuals(), (0.0, 150.0))
        self.assertTrue(line.is_reconciled)

    @freeze_time(COLLECTED)
    def test_the_invoice_that_the_payer_names_comes_first(self):
        """F5: named by its number or by that of its statement, on bank lines and payments alike."""
        for text in (self.march.name, self.march.hotel_statement_id.name):
            for road in ("bank", "payment"):
                with self.subTest(text=text, road=road):
                    savepoint = self.env.cr.savepoint()
                    if road == "bank":
                        self._bank_line(250.0, payment_ref=f"For {text}, thanks").action_hotel_settle_oldest()
                    else:
                        self._pay(250.0, date(2026, 4, 20), memo=f"For {text}")
                    self.assertEqual(self._residuals(), (50.0, 0.0))
                    savepoint.close(rollback=True)
                    self.env.invalidate_all()

    @freeze_time(COLLECTED)
    def test_what_is_left_of_a_bank_line_settles_the_next_invoice(self):
        """F5: an overpayment stays on the customer's account and shows on the next statement."""
        self._bank_line(350.0).action_hotel_settle_oldest()
        self.assertEqual(self._residuals(), (0.0, 0.0))
        self._slip(date(2026, 4, 21), food=80.0)
        with freeze_time("2026-05-02 04:00:00"):
            self._bill(date(2026, 4, 1))
        april = self._statement(date(2026, 4, 1))
        self.assertEqual(april.move_id.amount_residual, 30.0)
        self.assertEqual((april.payments, april.closing), (350.0, 30.0))

    @freeze_time(COLLECTED)
    def test_bank_lines_may_settle_by_themselves(self):
        """F5: a setting of the company; a line that is unticked waits."""
        self._bank_line(10.0)
        self.assertEqual(self._residuals(), (100.0, 200.0))
        self.company.sudo().hotel_settle_bank_lines = True
        self._bank_line(10.0, hotel_oldest_first=False)
        self.assertEqual(self._residuals(), (100.0, 200.0))
        self._bank_line(10.0)
        self.assertEqual(self._residuals(), (90.0, 200.0))

    @freeze_time(COLLECTED)
    def test_the_payer_is_found_by_bank_account_or_name(self):
        """F5: a line without partner names the firm otherwise; nobody is guessed."""
        self.env["res.partner.bank"].with_context(hotel_verification="Contract").create(
            {"acc_number": "6222 0001", "partner_id": self.firm.id}
        )
        for vals in ({"account_number": "62220001"}, {"partner_name": self.firm.name.upper()}):
            with self.subTest(vals):
                line = self._bank_line(10.0, partner_id=False, **vals)
                self.assertIn(self.february.name, line.hotel_proposal)
                line.action_hotel_settle_oldest()
                self.assertEqual(line.partner_id, self.firm)
        unknown = self._bank_line(10.0, partner_id=False, payment_ref="Somebody")
        self.assertFalse(unknown.hotel_proposal)
        with self.assertRaisesRegex(UserError, "Somebody"):
            unknown.action_hotel_settle_oldest()

    @freeze_time(COLLECTED)
    def test_who_may_settle_bank_lines(self):
        """F5: finance; nobody without accounting."""
        line = self._bank_line(10.0)
        for role in ("cashier", "sales", "gm", "auditor", "hr", "employee"):
            with self.subTest(role), self.assertRaises(AccessError):
                line.with_user(getattr(self, role)).action_hotel_settle_oldest()

    @freeze_time(COLLECTED)
    def test_another_customers_money_is_left_alone(self):
        """F5: who is not charged on account waits for accounting."""
        other = self.env["res.partner"].create({"name": "Walk-in"})
        line = self._bank_line(10.0, partner_id=other.id)
        line.action_hotel_settle_oldest()
        self.assertFalse(line.is_reconciled)
