from datetime import datetime

from odoo import Command
from odoo.tests import HttpCase, tagged

from .event_case import EventCase

BEGIN, END = datetime(2999, 6, 10, 10), datetime(2999, 6, 10, 13)


class TourCase(EventCase, HttpCase):
    """The browser has no frozen clock: these events are far ahead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind.write(
            {
                "department_ids": [Command.set(cls.department_fb.ids)],
                "sale_template_id": cls.env.ref("hotel_events.sale_template_dinner").id,
            }
        )

    def order(self, agreed=True, **vals):
        """Return a signed event order of 2999."""
        offer = self.offer(**{"hotel_event_begin": BEGIN, "hotel_event_end": END, **vals})
        offer.sudo().action_confirm()
        order = self.as_(self.sales, offer.sudo().hotel_event_order_ids)
        self.plan(order)
        if agreed:
            order.write({"payment_way": "transfer", "settlement_date": "2999-06-10", "deposit_due": "2999-05-10"})
            self.as_(self.finance, order).action_agree_budget()
        return order

    def path(self, order):
        return f"/odoo/event-orders/{order.id}"


@tagged("post_install", "-at_install")
class TestEventOrderTour(TourCase):
    def test_a_salesperson_makes_an_offer_of_an_enquiry(self):
        """H16: in the browser."""
        lead = self.env["crm.lead"].with_user(self.sales).create(
            {
                "name": "Annual dinner", "type": "opportunity", "partner_id": self.contact.id, "hotel_event_kind_id": self.kind.id,
                "hotel_event_begin": BEGIN, "hotel_event_end": END,
            }
        )  # fmt: skip
        self.start_tour(f"/odoo/crm/{lead.id}", "hotel_event_offer", login="hotel_sales")
        self.assertEqual(len(lead.hotel_event_offer_ids), 1)

    def test_the_customer_signs_in_the_portal_and_the_order_stands(self):
        """H16: without a login, by the link of the offer."""
        offer = self.offer(hotel_event_begin=BEGIN, hotel_event_end=END, require_signature=True, require_payment=False, validity_date=False)
        offer.sudo().state = "sent"
        self.start_tour(offer.sudo().get_portal_url(), "hotel_event_sign")
        self.assertEqual((offer.sudo().state, offer.sudo().signed_by), ("sale", "Li Wei"))
        order = offer.sudo().hotel_event_order_ids
        self.assertEqual((order.coordinator_id, order.state), (self.sales, "draft"))

    def test_sales_and_finance_bring_an_order_to_the_departments(self):
        """H1, H2, H5, H20: named, agreed, asked for, paid, issued, confirmed - each by who does it."""
        order = self.order(agreed=False)
        self.start_tour(self.path(order), "hotel_event_order_prepare", login="hotel_sales")
        self.start_tour(self.path(order), "hotel_event_budget", login="hotel_finance")
        order.invalidate_recordset()
        self.start_tour(self.path(order), "hotel_event_deposit", login="hotel_sales")
        self.pay(order.sudo().move_ids)
        self.start_tour(self.path(order), "hotel_event_issue", login="hotel_sales")
        self.start_tour("/odoo/hotel-acknowledge", "hotel_event_acknowledge", login="hotel_head_fb")
        order.invalidate_recordset()
        self.assertEqual((order.state, order.acknowledged_count), ("issued", 1))


@tagged("post_install", "-at_install")
class TestEventOrderPhone(TourCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_the_gm_approves_an_exception_on_a_phone(self):
        """H2: what the GM needs to decide stands first."""
        order = self.order()
        order.action_request_deposit()
        exception = self.env["hotel.event.exception"].with_user(self.sales).create(
            {"order_id": order.id, "kind": "deposit_missing", "reason": "The transfer is on its way."}
        )
        exception.action_submit()
        self.start_tour(
            f"/odoo/action-hotel_events.hotel_event_exception_action/{exception.id}", "hotel_event_exception_phone", login="hotel_gm"
        )
        self.assertEqual(exception.approval_state, "approved")
