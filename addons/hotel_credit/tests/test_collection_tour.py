from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .common_collection import COLLECTED
from .test_shortfall import ShortfallCommon


@tagged("post_install", "-at_install")
class TestCollectionTour(ShortfallCommon, HttpCase):
    @freeze_time(COLLECTED)
    def test_a_difference_is_refused_and_taken_over(self):
        """F3, F4: finance in the payment window, then the employee with a login of their own."""
        self.start_tour(
            f"/odoo/action-hotel_credit.hotel_invoice_action/{self.march.id}", "hotel_refused_difference", login="hotel_finance"
        )
        shortfall = self.env["hotel.shortfall"].sudo().search([("move_id", "=", self.march.id)])
        self.assertEqual((shortfall.state, shortfall.user_id, self.march.amount_residual), ("asked", self.sales, 50.0))
        self.start_tour("/odoo/action-hotel_credit.hotel_shortfall_action_mine", "hotel_take_over", login="hotel_sales")
        self.assertEqual((shortfall.state, self.march.payment_state), ("accepted", "paid"))

    @freeze_time(COLLECTED)
    def test_ageing_leads_to_the_slips(self):
        """F6: the screen, another day, the figures."""
        self.assertEqual(date(2026, 4, 20) - timedelta(days=26), self.february.invoice_date_due)
        self.start_tour("/odoo/action-hotel_credit.hotel_ageing_action", "hotel_ageing", login="hotel_finance")
