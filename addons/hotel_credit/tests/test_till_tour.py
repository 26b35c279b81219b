"""The cashier's screen in a real browser."""

from datetime import date

from odoo.tests import HttpCase, tagged

from .common import HotelCreditCommon


@tagged("post_install", "-at_install")
class TestTillTour(HttpCase, HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.restaurant.sudo().cashier_ids = cls.cashier
        # Valid whenever the test runs: the browser's clock cannot be frozen.
        cls.agreement = cls._make_agreement(
            name="A-TILL", date_start=date(2020, 1, 1), date_end=date(2099, 12, 31), user_id=cls.sales.id
        )

    def _slips(self):
        self.env.invalidate_all()
        return self.env["hotel.charge"].search([("agreement_id", "=", self.agreement.id)])

    def test_a_cashier_charges_a_meal_and_voids_it(self):
        """D1, D6, D7, D12: by touch: customer, amounts, photo, comparison, green answer, void with a reason."""
        self.start_tour("/odoo/till", "hotel_till_charge", login=self.cashier.login)
        slip = self._slips()
        self.assertRecordValues(
            slip,
            [
                {
                    "amount": 42.5,
                    "amount_food": 12.5,
                    "amount_beverage": 30,
                    "check_number": "T-17",
                    "guest": "Mr. Wu",
                    "signature_matches": True,
                    "signer_id": self.agreement.signer_ids.id,
                    "cashier_id": self.cashier.id,
                    "outlet_id": self.restaurant.id,
                    "source": "screen",
                    "state": "voided",
                    "void_reason": "Wrong table",
                }
            ],
        )
        self.assertTrue(slip.photo, "the photo is kept with the slip")
        self.assertTrue(slip.external_ref, "the screen sends a reference")

    def test_a_cashier_needs_no_mouse(self):
        """D1: scan, type, confirm: the whole way by keyboard."""
        self.start_tour("/odoo/till", "hotel_till_keyboard", login=self.cashier.login)
        self.assertRecordValues(self._slips(), [{"amount_rooms": 800, "amount_food": 120.5, "state": "authorised"}])

    def test_a_refusal_is_red_and_says_who_can_help(self):
        """D1, D3: a cent above the limit is refused with the remaining limit and a person; exactly the limit passes."""
        self.start_tour("/odoo/till", "hotel_till_refused", login=self.cashier.login)
        self.assertRecordValues(self._slips(), [{"amount_banquet": 10000, "state": "authorised"}])

    def test_a_lost_answer_charges_once(self):
        """D5: after a network error the same slip goes under the same reference: the first answer, one slip."""
        self.start_tour("/odoo/till", "hotel_till_lost_answer", login=self.cashier.login)
        self.assertRecordValues(self._slips(), [{"amount": 66, "state": "authorised"}])
