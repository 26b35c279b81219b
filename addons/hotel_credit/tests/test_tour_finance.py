from datetime import date
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import HotelCreditCommon

JOBS = {
    "hotel_credit.ir_cron_charge_import": ("hotel.charge.import", "_cron_import"),
    "hotel_credit.ir_cron_billing": ("hotel.billing.run", "_cron_bill"),
}


@tagged("post_install", "-at_install")
class TestTourFinance(HotelCreditCommon, HttpCase):
    def test_finance_imports_a_file_bills_the_month_and_registers_a_payment(self):
        """D8, F1, F5: the finance department's month in the browser."""
        agreement = self._make_agreement()
        self.front.sudo().trusted_signatures = True
        self.company.sudo().hotel_vat_rate = 6
        crons = {self.env.ref(xmlid).id: job for xmlid, job in JOBS.items()}

        def at_once(cron, at=None):
            """Do the background work in the request that asks for it: tests run no scheduler."""
            for each in cron.filtered(lambda one: one.id in crons):
                model, method = crons[each.id]
                getattr(each.env(su=True, user=self.env.ref("base.user_root"))[model], method)()

        with patch.object(type(self.env["ir.cron"]), "_trigger", at_once):
            self.start_tour(
                "/odoo/action-hotel_credit.hotel_charge_import_action", "hotel_finance_month", login="hotel_finance"
            )
        statement = self.env["hotel.statement"].sudo().search([("agreement_id", "=", agreement.id)])
        self.assertEqual(statement.month, date(2026, 3, 1))
        self.assertEqual(statement.move_id.amount_residual, 0.0)
