from odoo.tests import tagged

from .event_case import EventCase
from .test_event_order_tour import BEGIN, END
from .test_event_portal import PortalCase


class PortalTourCase(PortalCase):
    """The browser has no frozen clock: the event is far ahead, and was ordered just now."""

    def order(self, agreed=True, **vals):
        order = EventCase.order(self, agreed=False, hotel_event_begin=BEGIN, hotel_event_end=END)
        order.write({"settlement_date": "2999-06-10", "deposit_due": "2999-05-10"})
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        return order


@tagged("post_install", "-at_install")
class TestEventPortalPhone(PortalTourCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_the_customer_cancels_on_a_phone_and_takes_it_back(self):
        """H15, H18: in the browser, signed with a finger."""
        order = self.paid()
        self.start_tour("/my", "hotel_event_request", login=self.buyer.login)
        self.env.invalidate_all()
        request = self.requests(order)
        self.assertEqual((request.approval_state, request.signed_by, request.filed_by_id), ("pending", "Li Wei", self.buyer))
        self.assertTrue(request.signature)
        self.start_tour(self.path(order), "hotel_event_request_withdraw", login=self.buyer.login)
        self.env.invalidate_all()
        self.assertEqual(request.approval_state, "cancelled")
