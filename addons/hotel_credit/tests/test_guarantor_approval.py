from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOON, HotelCreditCommon, picture


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestGuarantorApproval(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement()

    def _request(self, user=None, **over):
        values = {
            "agreement_id": self.agreement.id,
            "amount": 500,
            "reason": "Both signers are abroad",
            "signature": picture("guarantor"),
            **over,
        }
        return self.env["hotel.guarantor.approval"].with_user(user or self.sales).create(values)

    def _approved(self, **over):
        approval = self._request(**over)
        approval.action_submit()
        approval.with_user(self.gm).action_approve()
        return approval

    def _charge(self, approval, amount=500, **values):
        return self._authorise(
            signer=None, signature_matches=None, guarantor_approval=approval.name, amounts={"food": amount}, **values
        )

    def test_the_salesperson_guarantees_one_charge_with_the_gms_leave(self):
        """D2: approved by the GM and signed by the responsible salesperson, one charge goes without a signer."""
        approval = self._approved()
        answer = self._charge(approval)
        self.assertTrue(answer["granted"], answer)
        self.assertEqual(approval.charge_ids.name, answer["charge"])
        self.assertEqual(approval.signed_by_id, self.sales)
        again = self._charge(approval, 1)
        self.assertEqual(self._codes(again), {"signer_missing"})
        self.assertIn("was used already", again["reasons"][0]["message"])

    def test_a_voided_charge_frees_its_approval(self):
        """D2, D6: what was voided was not charged: the approval covers the charge that is made instead."""
        approval = self._approved()
        number = self._charge(approval)["charge"]
        self.env["hotel.charge"].with_user(self.cashier).void(number, "Wrong outlet")
        self.assertTrue(self._charge(approval, outlet="FRONT")["granted"])

    def test_an_approval_covers_its_amount_and_agreement_only(self):
        """D2: not more than the amount, no other agreement, nothing before the GM approved, nothing unknown."""
        approval = self._approved()
        self.assertEqual(self._codes(self._charge(approval, 500.01)), {"signer_missing"})
        waiting = self._request()
        self.assertEqual(self._codes(self._charge(waiting)), {"signer_missing"})
        self.assertEqual(
            self._codes(self._authorise(signer=None, signature_matches=None, guarantor_approval="NONE")), {"signer_missing"}
        )
        other = self.env["res.partner"].create({"name": "Other", "is_company": True, "ref": "C0002"})
        self._make_agreement(partner_id=other.id, signer=False)
        self.assertEqual(self._codes(self._charge(approval, customer="C0002")), {"signer_missing"})
        self.assertFalse(approval.used_at)

    def test_one_approval_covers_one_row_of_a_list(self):
        """D2, D8: two rows of a file that name one approval are one charge."""
        approval = self._approved()
        values = self._charge_values(signer=None, signature_matches=None, guarantor_approval=approval.name)
        first, second = self.env["hotel.charge"].with_user(self.finance)._authorise_many([values, values])
        self.assertEqual([first["granted"], second["granted"]], [True, False])
        self.assertEqual(self._codes(second), {"signer_missing"})
        self.assertEqual(self.env["hotel.credit.month"].sudo().search([]).used, 100)

    def test_a_refused_charge_leaves_the_approval_unused(self):
        """D2: an approval is consumed by a slip, not by a try."""
        approval = self._approved(amount=20000)
        self.assertEqual(self._codes(self._charge(approval, 10001)), {"over_limit"})
        self.assertFalse(approval.used_at)
        self.assertTrue(self._charge(approval, 10000)["granted"])

    def test_only_the_responsible_salesperson_signs(self):
        """D2: nobody else can be the guarantor, and without a signature nothing is submitted."""
        with self.assertRaises(AccessError):
            self._request(self.sales2)
        with self.assertRaises(AccessError):
            self._request(self.cashier)
        unsigned = self._request(signature=False)
        with self.assertRaisesRegex(UserError, "not signed as guarantor"):
            unsigned.action_submit()
        with self.assertRaises(UserError):
            unsigned.with_user(self.gm).signature = picture("gm")
        with self.assertRaises(AccessError):
            unsigned.signed_by_id = self.sales
        with self.assertRaises(AccessError):
            unsigned.approval_state = "approved"

    def test_an_increase_approved_for_the_month_counts(self):
        """D3: limit plus approved increase, in that month only."""
        self._authorise(amounts={"food": 10000})
        increase = self.env["hotel.credit.increase"].sudo().create(
            {"agreement_id": self.agreement.id, "month": "2026-03-01", "amount": 500, "reason": "Fair", "user_id": self.sales.id}
        )
        increase.approval_state = "approved"
        self.env["hotel.credit.month"]._apply_limit(self.agreement)
        self.assertEqual(self._authorise(amounts={"food": 500})["limit"], 10500.0)
        self.assertEqual(self._codes(self._authorise(amounts={"food": 1})), {"over_limit"})
        with freeze_time("2026-04-02 04:00:00"):
            self.assertEqual(self._authorise(amounts={"food": 500})["limit"], 10000.0)
