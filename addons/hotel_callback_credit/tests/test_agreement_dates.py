from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_credit_case import CallbackCreditCase


@tagged("post_install", "-at_install")
class TestAgreementDates(CallbackCreditCase):
    def _dates(self, agreement):
        dates = self.env["hotel.callback.date"].sudo().search([("agreement_id", "=", agreement.id)])
        return {each.kind_code: each.date for each in dates}

    def test_a_running_agreement_has_its_days_among_the_customer_s_dates(self):
        """I2: first and last day stand for the rules of every regulation; they move and go with the agreement."""
        self.assertEqual(self._dates(self.agreement), {"agreement": date(2026, 1, 1), "agreement_end": date(2026, 12, 31)})
        agreement_sudo = self.agreement.sudo()
        agreement_sudo.date_end = date(2026, 10, 31)
        self.assertEqual(self._dates(self.agreement)["agreement_end"], date(2026, 10, 31))
        agreement_sudo.user_id = self.sales2
        owners = self.env["hotel.callback.date"].sudo().search([("agreement_id", "=", self.agreement.id)]).user_id
        self.assertEqual(owners, self.sales2)
        agreement_sudo.state = "suspended"
        self.assertEqual(len(self._dates(self.agreement)), 2)
        self.agreement.with_user(self.gm).action_terminate("Unpaid")
        self.assertEqual(self._dates(self.agreement), {})

    def test_an_agreement_that_is_not_signed_starts_nothing(self):
        """I2: only what is active counts."""
        other = self.env["res.partner"].create({"name": "Green Hill"})
        agreement = self._make_agreement(partner_id=other.id, state="to_sign", signer=False)
        self.assertEqual(self._dates(agreement), {})
        agreement.sudo().state = "active"
        self.assertEqual(len(self._dates(agreement)), 2)

    @freeze_time("2026-01-20 04:00:00")
    def test_the_house_s_rules_start_from_real_agreements_and_stop_with_them(self):
        """I2: first call a month after the start, and what was planned is taken back when the agreement ends before."""
        self._switch_on("hotel_callback.regulation_house")
        self._plan()
        name = self.env.ref("hotel_callback.rule_house_agreement").name
        topics = self.env["hotel.callback.topic"].sudo()
        found = topics.search([("rule_id.name", "=", name), ("partner_id", "=", self.firm.id)])
        self.assertEqual(found.mapped("occurrence")[:1], [date(2026, 2, 1)])
        self.agreement.with_user(self.gm).action_terminate("Unpaid")
        self._plan()
        self.assertFalse(topics.search([("rule_id.name", "=", name), ("partner_id", "=", self.firm.id)]))

    def test_nobody_moves_the_agreement_s_days_by_hand(self):
        """I2: a salesperson who may enter dates changes and deletes none that an agreement keeps, nor makes one look like it."""
        dates = self.env["hotel.callback.date"].with_user(self.sales).search([("agreement_id", "=", self.agreement.id)])
        self.assertEqual(len(dates), 2)
        with self.assertRaisesRegex(UserError, "follow them"):
            dates[:1].date = date(2026, 5, 1)
        with self.assertRaisesRegex(UserError, "follow them"):
            dates.unlink()
        kind = self.env.ref("hotel_callback.date_kind_agreement")
        with self.assertRaises(AccessError):
            self.env["hotel.callback.date"].with_user(self.sales).create(
                {"partner_id": self.firm.id, "kind_id": kind.id, "date": date(2026, 5, 1), "agreement_id": self.agreement.id}
            )
