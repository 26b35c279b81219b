from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .event_case import NOW, EventCase

#: Five days after the order was signed: no more free cancelling.
LATER = "2026-04-14 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventCancellation(EventCase):
    def test_within_48_hours_cancelling_costs_nothing(self):
        """H15: the whole deposit goes back; a second later the scale applies."""
        order = self.paid()
        request = self.request(order)
        with freeze_time("2026-04-11 02:00:00"):
            request.received_at = datetime(2026, 4, 11, 2, 0)
            self.assertEqual((request.expected_kept, request.expected_refund), (0, 2000))
        with freeze_time("2026-04-11 02:00:01"):
            request.received_at = datetime(2026, 4, 11, 2, 0, 1)
            self.assertEqual((request.expected_kept, request.expected_refund), (1000, 1000))

    def test_later_ten_per_cent_of_the_order_are_kept_of_the_deposit(self):
        """H15, H18: approved by the GM, booked and paid by finance; accounting says all of it."""
        order = self.issued()
        with freeze_time(LATER):
            request = self.approved(self.request(order))
            order.invalidate_recordset()
            self.assertEqual((order.state, request.kept_amount, request.refund_amount), ("cancelled", 1000, 1000))
            self.assertEqual((order.sudo().sale_order_id.state, request.payment_state), ("cancel", "to_book"))
            mine = self.as_(self.finance, request)
            mine.action_book()
            fee = request.sudo().move_ids.filtered(lambda move: move.move_type == "out_invoice")
            self.assertEqual((fee.amount_total, fee.amount_residual, fee.hotel_event_role), (1000, 0, "fee"))
            request.invalidate_recordset()
            self.assertEqual(request.payment_state, "to_pay")
            notes = self.env["account.move"].browse(
                mine.action_pay()["context"].get("active_ids") and request.sudo()._get_open_notes().ids
            )
            self.pay(notes)
            request.invalidate_recordset()
            order.invalidate_recordset()
        self.assertEqual(request.payment_state, "paid")
        self.assertEqual((order.deposit_received, order.deposit_refunded, order.deposit_kept), (2000, 1000, 1000))
        self.assertEqual(sum(order.sudo().move_ids.mapped("amount_residual_signed")), 0)

    def test_what_was_specially_ordered_is_never_refunded(self):
        """H15: the cake of 500 stays with the hotel, even within the 48 hours."""
        order = self.paid(special=True)
        self.assertEqual(self.request(order).expected_kept, 500)
        with freeze_time(LATER):
            self.assertEqual(self.request(order).expected_kept, 1550)

    def test_no_more_is_kept_than_was_received(self):
        """H15: 300 of the deposit came; the 10 % are more; nothing goes back, nothing more is asked for."""
        order = self.order()
        order.action_request_deposit()
        self.pay(order.sudo().move_ids, 300)
        with freeze_time(LATER):
            request = self.approved(self.request(order))
            self.as_(self.finance, request).action_book()
            request.invalidate_recordset()
            order.invalidate_recordset()
        self.assertEqual((request.kept_amount, request.refund_amount, request.payment_state), (300, 0, "paid"))
        self.assertEqual(set(order.sudo().move_ids.mapped("amount_residual")), {0})

    def test_money_that_came_after_the_decision_goes_back_as_well(self):
        """H15, H18: what is kept was decided; a payment that is taken off again stops the booking and says why."""
        order = self.order()
        order.action_request_deposit()
        deposit = order.sudo().move_ids
        self.pay(deposit, 1200)
        with freeze_time(LATER):
            request = self.approved(self.request(order))
            self.assertEqual((request.kept_amount, request.refund_amount), (1000, 200))
            self.pay(deposit, 300)
            self.as_(self.finance, request).action_book()
            request.invalidate_recordset()
            self.assertEqual((request.kept_amount, request.refund_amount, request.payment_state), (1000, 500, "to_pay"))
            self.assertIn("after the decision", request.message_ids[0].body)
            self.pay(request.sudo()._get_open_notes())
            request.invalidate_recordset()
        self.assertEqual(request.payment_state, "paid")
        self.assertEqual(set(order.sudo().move_ids.mapped("amount_residual")), {0})

    def test_a_deposit_that_was_never_paid_is_taken_back(self):
        """H15: nothing received, nothing kept; the down payment invoice is closed by its credit note."""
        order = self.order()
        order.action_request_deposit()
        deposit = order.sudo().move_ids
        with freeze_time(LATER):
            request = self.approved(self.request(order))
            self.as_(self.finance, request).action_book()
        self.assertEqual((deposit.amount_residual, request.kept_amount), (0, 0))
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", order._name), ("res_id", "=", order.id), ("stopped", "=", False)])
        self.assertFalse(clock)

    def test_the_scale_of_the_day_of_the_order_counts(self):
        """H15, M6: a dearer scale from tomorrow does not touch today's order; steps count by days before the event."""
        scale = self.env["hotel.event.scale"].sudo().create(
            {
                "name": "By days",
                "company_id": self.company.id,
                "date_from": "2026-04-01",
                "step_ids": [
                    Command.create({"mode": "days", "days": 3, "percent": 50}),
                    Command.create({"mode": "days", "days": 30, "percent": 15}),
                    Command.create({"mode": "any", "percent": 5}),
                ],
            }
        )
        order = self.paid()
        self.env["hotel.event.scale"].sudo().create(
            {
                "name": "Dearer", "company_id": self.company.id, "date_from": "2026-04-10",
                "step_ids": [Command.create({"mode": "any", "percent": 100})],
            }
        )  # fmt: skip
        with freeze_time(LATER):
            request = self.request(order)
            self.assertEqual((request.scale_name, request.expected_kept), ("By days", 1500))
        with freeze_time("2026-05-07 02:00:00"):
            request.received_at = datetime(2026, 5, 7, 2, 0)
            self.assertEqual(request.expected_kept, 2000)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            scale.with_user(self.manager).sudo(False).step_ids[0].percent = 90
        with self.assertRaisesRegex(UserError, "stays as it is"):
            scale.with_user(self.manager).sudo(False).date_from = "2026-05-01"

    def test_a_request_is_signed_by_the_customer(self):
        """H18: without name, signature or reason it is not submitted; all of it is named."""
        request = self.request(self.paid(), signature=False, signed_by=False, reason=" ")
        with self.assertRaises(UserError) as caught:
            request.action_submit()
        for words in ("Signed by", "signature is missing", "reason is empty"):
            self.assertIn(words, str(caught.exception))

    def test_the_gm_approves_and_finance_pays_and_nobody_else(self):
        """H18, B6: over RPC too; booking before the approval and twice is refused."""
        order = self.paid()
        request = self.request(order)
        with self.assertRaisesRegex(UserError, "not approved by the GM"):
            self.as_(self.finance, request).action_book()
        request.action_submit()
        for user in (self.sales, self.sales_head, self.finance_head, self.head_fb, self.auditor, self.chairman):
            with self.assertRaises(UserError):
                self.as_(user, request).action_approve()
        for vals in ({"kept_amount": 0}, {"refund_amount": 2000}, {"approval_state": "approved"}, {"booked_at": NOW}):
            with self.assertRaises(UserError):
                request.write(vals)
        with self.assertRaises(UserError):
            request.received_at = NOW
        self.as_(self.gm, request).action_approve()
        for user in (self.sales, self.gm):
            with self.assertRaises(AccessError):
                self.as_(user, request).action_book()
            with self.assertRaises(AccessError):
                self.as_(user, request).action_pay()
        self.as_(self.finance, request).action_book()
        with self.assertRaisesRegex(UserError, "booked already"):
            self.as_(self.finance, request).action_book()
        with self.assertRaises(AccessError):
            self.as_(self.employee, request).read(["reason"])

    def test_a_part_of_the_deposit_goes_back_and_the_event_stays(self):
        """H18: 500 of 2,000; more than is held, or nothing, is refused; the final bill deducts what is left."""
        order = self.issued()
        with self.assertRaisesRegex(UserError, "more than the"):
            self.request(order, kind="refund", amount_wanted=2000.01).action_submit()
        with self.assertRaisesRegex(UserError, "above 0"):
            self.request(order, kind="refund").action_submit()
        request = self.approved(self.request(order, kind="refund", amount_wanted=500))
        self.as_(self.finance, request).action_book()
        self.pay(request.sudo()._get_open_notes())
        order.invalidate_recordset()
        request.invalidate_recordset()
        self.assertEqual((order.state, request.payment_state), ("issued", "paid"))
        self.assertEqual((order.deposit_requested, order.deposit_received, order.deposit_refunded), (1500, 2000, 500))
        self.assertEqual(order.sudo()._get_deposit_held(), 1500)
        with freeze_time("2026-05-08 14:00:00"):
            order.guests_actual = 50
            order.action_held()
            self.as_(self.finance, order).action_invoice()
        order.invalidate_recordset()
        self.assertEqual(order.deposit_applied, 1500)
        self.assertEqual(sum(order.sudo().move_ids.mapped("amount_total_signed")), 10000)

    def test_credit_rules_do_not_stop_a_refund(self):
        """H18, F3: a customer who owes elsewhere gets the deposit back all the same."""
        invoice = self.env["account.move"].sudo().create(
            {
                "move_type": "out_invoice",
                "partner_id": self.contact.id,
                "invoice_date": "2026-01-10",
                "invoice_date_due": "2026-01-31",
                "invoice_line_ids": [Command.create({"name": "x", "quantity": 1, "price_unit": 99999, "tax_ids": []})],
            }
        )
        invoice.action_post()
        request = self.approved(self.request(self.paid()))
        self.as_(self.finance, request).action_book()
        self.pay(request.sudo()._get_open_notes())
        self.assertEqual(request.payment_state, "paid")

    def test_what_the_gm_approved_is_not_taken_back_in_accounting(self):
        """H18, M2: neither the credit note nor the invoice over what is kept goes back to draft."""
        with freeze_time(LATER):
            order = self.paid()
        with freeze_time("2026-04-20 02:00:00"):
            request = self.approved(self.request(order))
            self.as_(self.finance, request).action_book()
            for move in request.sudo().move_ids:
                with self.assertRaises(UserError):
                    move.button_draft()

    def test_cancelling_frees_the_rooms_and_tells_the_departments(self):
        """H15, H5: they confirm that they know."""
        order = self.issued()
        room = self.env["hotel.room"].sudo().create({"name": "Lotus", "company_id": self.company.id})
        booking = self.env["hotel.room.booking"].sudo().create(
            {
                "name": "Dinner", "room_id": room.id, "company_id": self.company.id, "start": order.date_begin,
                "stop": order.date_end, "event_id": order.event_id.id, "state": "confirmed",
            }
        )  # fmt: skip
        self.approved(self.request(order))
        order.invalidate_recordset()
        self.assertEqual((booking.state, order.revision), ("cancelled", 2))
        waiting = order.sudo().acknowledgement_ids.filtered(lambda row: row.state == "waiting")
        self.assertEqual(set(waiting.mapped("revision")), {2})
        self.assertIn("is cancelled", waiting[0].subject)

    def test_the_coordinator_is_told_whom_cancelling_concerns_besides(self):
        """H15, H10, H11: guests who were invited, what was ordered; and nothing has to come any more."""
        order = self.issued()
        event = order.sudo().event_id
        self.env["event.registration"].create({"event_id": event.id, "name": "Li Na", "hotel_reply": "coming"})
        flowers = self.env["hotel.event.material"].create(
            {"event_id": event.id, "name": "Peonies", "responsible_id": self.sales.id, "due_date": date(2026, 5, 6), "planned": 40}
        )
        self.assertTrue(self.env["hotel.clock"]._get_running(flowers, "event_material"))
        self.approved(self.request(order))
        self.assertFalse(self.env["hotel.clock"]._get_running(flowers, "event_material"))
        told = order.sudo().activity_ids.filtered(lambda activity: activity.user_id == order.coordinator_id)
        self.assertIn("1 guests were invited", told[-1].note)
        self.assertIn("Peonies", told[-1].note)

    def test_a_request_before_the_order_or_from_the_future_is_refused(self):
        """H15: the day that decides what is kept cannot be invented."""
        order = self.paid()
        for moment in (datetime(2026, 4, 1), datetime(2026, 4, 30)):
            with self.assertRaisesRegex(UserError, "Received"):
                self.request(order, received_at=moment).action_submit()

    def test_what_was_held_is_not_cancelled_and_two_requests_wait_for_each_other(self):
        """H15: once held, the bill settles it; a second request waits until the first is decided."""
        order = self.issued()
        self.request(order).action_submit()
        with self.assertRaisesRegex(UserError, "has to be decided"):
            self.request(order).action_submit()
        with freeze_time("2026-05-08 14:00:00"):
            order.guests_actual = 50
            order.action_held()
            with self.assertRaisesRegex(UserError, "cannot be cancelled any more"):
                self.request(order).action_submit()
