from odoo.tests import HttpCase, tagged

from .liability_case import HotelLiabilityCommon


class LiabilityTourCase(HotelLiabilityCommon, HttpCase):
    """The browser's clock cannot be frozen: what departs, departs today."""

    @classmethod
    def _request(cls, user=None, **over):
        over.setdefault("departure_date", cls.company._hotel_today())
        return super()._request(user, **over)


@tagged("post_install", "-at_install")
class TestLiabilityTour(LiabilityTourCase):
    def test_a_department_head_applies_at_the_front_desk(self):
        """E1: what is missing is said, then signed and submitted; it waits for the GM."""
        self.start_tour("/odoo/temporary-credits/new", "hotel_temporary_credit_apply", login=self.head_fb.login)
        credit = self.Credit.search([("partner_id", "=", self.guest.id)])
        self.assertRecordValues(credit, [{"amount": 1200.01, "user_id": self.head_fb.id, "approval_state": "pending"}])
        self.assertTrue(credit.signed_at)

    def test_a_guarantor_sees_what_they_are_liable_for(self):
        """E7: the employee's own list, without any right in accounting."""
        self._approved()
        self.start_tour("/odoo/my-guarantees", "hotel_my_guarantees", login=self.head_fb.login)

    def test_guarantees_are_handed_over(self):
        """E8: made by HR, confirmed by both, the department head, finance and GM, each in the browser."""
        credit = self._approved()
        self.start_tour("/odoo/action-hotel_base.hotel_handover_action/new", "hotel_handover_make", login=self.hr.login)
        handover = self.env["hotel.handover"].search([("employee_id", "=", self.employees[self.head_fb].id)])
        self.assertEqual(handover.state, "confirming")
        for user in (self.head_fb, self.head_rooms, self.sales_head, self.finance_head, self.gm):
            self.start_tour(f"/odoo/hotel.handover/{handover.id}", "hotel_handover_confirm", login=user.login)
        self.assertEqual(handover.state, "done")
        self.assertEqual(credit.sudo()._get_guarantor(), self.head_rooms)


@tagged("post_install", "-at_install")
class TestLiabilityPhoneTour(LiabilityTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_the_gm_decides_on_a_phone(self):
        """E1: nothing but the thumb: from what waits to the approved credit."""
        credit = self._request()
        credit.action_submit()
        self.start_tour("/odoo", "hotel_temporary_credit_decide", login=self.gm.login)
        self.assertEqual((credit.approval_state, credit.sudo().move_id.state), ("approved", "posted"))
