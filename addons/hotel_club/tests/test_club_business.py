from odoo.tests import tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


@tagged("post_install", "-at_install")
class TestClubBusiness(AccountTestInvoicingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.env.user.group_ids += cls.env.ref("hotel_base.group_finance")
        cls.env["hotel.club.policy"].sudo().create({
            "name": "Club", "company_id": cls.company.id, "date_from": "2016-01-01", "currency_id": cls.company.currency_id.id,
            "amount_per_point": 10, "program_id": cls.env.ref("hotel_club.program").id,
        })  # fmt: skip
        cls.member = cls.env["hotel.club.member"].sudo().create({"partner_id": cls.partner_a.id, "company_id": cls.company.id}).sudo()

    def _pay(self, invoice):
        return self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids).create({})._create_payments()

    def test_a_paid_invoice_earns_points_once(self):
        """I13: when it is paid, not when it is posted; a contact's invoice earns for the firm."""
        contact = self.env["res.partner"].create({"name": "Contact", "parent_id": self.partner_a.id})
        invoice = self.init_invoice("out_invoice", partner=contact, amounts=[1005], post=True)
        self.assertEqual(self.member.points, 0)
        self._pay(invoice)
        self.assertEqual(self.member.points, 100)
        invoice._invoice_paid_hook()
        self.assertEqual(self.member.points, 100)

    def test_what_is_not_paid_any_more_is_taken_back(self):
        """I13: at night; what was redeemed of it in the meantime stays redeemed, and it can earn again."""
        invoice = self.init_invoice("out_invoice", partner=self.partner_a, amounts=[1000], post=True)
        self._pay(invoice)
        invoice.button_draft()
        self.env.flush_all()
        self.member._nightly_chunk(10)
        self.assertEqual((self.member.points, self.member.year_points), (0, 0))
        self.assertFalse(self.env["account.move"].sudo()._hotel_club_unpaid(10))
        invoice.action_post()
        invoice._invoice_paid_hook()
        self.assertEqual(self.member.points, 100)

    def test_bills_and_credit_notes_earn_nothing(self):
        """I13: nor do customers who are no members."""
        self._pay(self.init_invoice("in_invoice", partner=self.partner_a, amounts=[1000], post=True))
        self._pay(self.init_invoice("out_invoice", partner=self.partner_b, amounts=[1000], post=True))
        self.assertEqual(self.member.points, 0)
