from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .callback_credit_case import CallbackCreditCase


@tagged("post_install", "-at_install")
class TestCreditRegulation(CallbackCreditCase):
    def _found(self, code, day):
        """Return the records from which a rule has planned something, looking from noon of a day."""
        with freeze_time(f"{day} 04:00:00"):
            self._plan()
        return set(self._reasons(code, states=("planned", "left_out")).mapped("res_id"))

    def test_each_rule_of_the_regulation_finds_its_records(self):
        """I2: what is new, ends, was ended, raised, unconfirmed, overdue or paid starts a callback of the responsible salesperson."""
        other = self.env["res.partner"].create({"name": "Green Hill", "phone": "+86 21 6000 0009"})
        ended = self._make_agreement(partner_id=other.id, signer=False)
        with freeze_time("2026-04-16 04:00:00"):
            ended.with_user(self.gm).action_terminate("Firm dissolved")
        self.agreement.sudo().activated_at = "2026-04-16 04:00:00"
        increase = self.env["hotel.credit.increase"].sudo().create(
            {"agreement_id": self.agreement.id, "user_id": self.sales.id, "month": date(2026, 4, 1), "amount": 100, "reason": "Wedding"}
        )
        increase.approval_state = "approved"
        statement = self.env["hotel.statement"].sudo().search([("move_id", "=", self.march.id)])
        statement.write({"state": "sent", "confirm_until": date(2026, 4, 17)})
        with freeze_time("2026-04-16 04:00:00"):
            self._switch_on("hotel_callback_credit.regulation_credit")
        self.env.company.hotel_callback_horizon = 14
        expected = {
            "welcome": self.agreement, "terminated": ended, "increase": increase, "statement": statement,
        }  # fmt: skip
        with freeze_time("2026-04-17 04:00:00"):
            self._plan()
        for code, record in expected.items():
            with self.subTest(code):
                reasons = self._reasons(code, states=("planned", "left_out"))
                self.assertEqual(reasons.mapped("res_id"), record.ids)
                self.assertEqual(reasons.owner_id, self.sales)
        # February's bill was due on 25 March, March's on 25 April, a Saturday: called about from the third working day on.
        self.assertEqual(self._found("overdue", "2026-04-26"), set(self.march.ids))
        self.assertEqual(self._found("expiring", "2026-10-18"), set(self.agreement.ids))

    def test_a_paid_bill_is_thanked_for_and_not_called_about(self):
        """I2: the day of payment is kept; the call about the overdue bill is taken back."""
        with freeze_time("2026-04-26 04:00:00"):
            self._switch_on("hotel_callback_credit.regulation_credit")
            self._plan()
            self.assertEqual(self._reasons("overdue").mapped("res_id"), self.march.ids)
            self.assertFalse(self.march.hotel_paid_on)
            self._register(self.march, payment_date=date(2026, 4, 26)).action_create_payments()
            self.assertEqual(self.march.sudo().hotel_paid_on, date(2026, 4, 26))
            self._plan()
            self.assertFalse(self._reasons("overdue", states=("new", "planned", "left_out")))
            thanks = self._reasons("paid")
            self.assertEqual((thanks.res_id, thanks.way, thanks.occurrence), (self.march.id, "message", date(2026, 4, 27)))

    def test_the_month_s_call_about_a_bill_ignores_other_invoices(self):
        """I2: an invoice that has nothing to do with charging on account is no reason."""
        plain = self.env["account.move"].create({
            "move_type": "out_invoice", "partner_id": self.firm.id, "invoice_date": "2026-04-01", "invoice_date_due": "2026-04-23",
            "invoice_line_ids": [(0, 0, {"name": "Hall", "quantity": 1, "price_unit": 10.0})],
        })  # fmt: skip
        plain.action_post()
        with freeze_time("2026-04-26 04:00:00"):
            self._switch_on("hotel_callback_credit.regulation_credit")
            self._plan()
        self.assertNotIn(plain.id, self._reasons("overdue", states=("planned", "left_out")).mapped("res_id"))
