from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .agreement_case import AgreementCase, pdf
from .common import NOON


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAccessAgreement(AgreementCase):
    def test_a_salesperson_works_on_the_own_agreements_only(self):
        """C2, C4: a colleague reads, the sales head writes all."""
        agreement = self._to_sign()
        agreement.with_user(self.sales2).read(["name"])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            agreement.with_user(self.sales2).customer_signed = True
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            agreement.with_user(self.sales2).write({"signer_ids": [(0, 0, {"name": "X"})]})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            agreement.with_user(self.sales2).action_hand_to_finance()
        running = self._make_agreement(date_start="2027-01-01", date_end="2027-12-31", signer=False)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._notice(running, [], user=self.sales2)
        agreement.with_user(self.sales_head).customer_signed = True

    def test_server_fields_are_written_on_no_road(self):
        """C5, M2: values, defaults in the context, import and one2many commands all fail, for every role that may write."""
        agreement = self._to_sign()
        values = {
            "state": "active",
            "monthly_limit": 10**6,
            "limit_mode": "unlimited",
            "date_end": "2099-12-31",
            "partner_id": self.contact.id,
            "kind": "special",
            "has_scan": True,
            "activated_by_id": self.sales.id,
            "revision": 9,
            "company_id": self.company.id,
        }
        for role in ("sales", "sales_head", "finance", "finance_head", "auditor", "gm", "manager"):
            record = agreement.with_user(getattr(self, role))
            for name, value in values.items():
                with self.subTest(role=role, field=name):
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        record.write({name: value})
                    with self.assertRaises(UserError), self.env.cr.savepoint():
                        record.with_context(**{f"default_{name}": value}, hotel_verification="x", install_mode=True).write(
                            {name: value}
                        )
            result = record.load([".id", "monthly_limit"], [[str(agreement.id), "999999"]])
            self.assertFalse(result["ids"], role)
        self.assertEqual((agreement.state, agreement.monthly_limit), ("to_sign", 10000))

    def test_scan_and_letter_stay_closed_to_the_attachment(self):
        """C2: there is no attachment behind the scan that could be searched for."""
        agreement = self._to_sign()
        agreement.with_user(self.sales).write({"scan_upload": pdf(), "scan_filename": "scan.pdf"})
        attachments = self.env["ir.attachment"].search([("res_model", "=", agreement._name), ("res_id", "=", agreement.id)])
        self.assertFalse(attachments)
        self.assertNotIn("scan", agreement.with_user(self.gm).fields_get())
