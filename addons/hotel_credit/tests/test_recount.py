from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOON, HotelCreditCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestRecount(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement()

    def _recount(self):
        found = self.env["hotel.credit.difference"]._recount()
        return found.filtered(lambda row: row.commercial_partner_id == self.firm)

    def test_counters_that_agree_are_not_reported(self):
        """D4: after charges and voids counter and slips agree."""
        self._authorise()
        number = self._authorise()["charge"]
        self.env["hotel.charge"].with_user(self.cashier).void(number, "Wrong")
        self.assertFalse(self._recount())

    def test_a_difference_is_told_once_and_never_repaired(self):
        """D4: the finance head is told of a counter that differs; the recount changes no counter."""
        self._authorise()
        month = self.env["hotel.credit.month"].sudo().search([("commercial_partner_id", "=", self.firm.id)])
        month.used = 130
        row = self._recount()
        self.assertEqual((row.counted, row.charged, row.difference), (130, 100, 30))
        self.assertEqual(row.activity_ids.user_id, self.finance_head)
        self.assertEqual(month.used, 130)
        self.assertEqual(self._recount(), row, "the second night tells nobody again")
        self.assertEqual(len(row.activity_ids), 1)
        month.used = 100
        self.assertFalse(self._recount())
        self.assertTrue(row.gone_at)
