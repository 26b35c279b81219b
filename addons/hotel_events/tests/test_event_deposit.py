from datetime import date, timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .event_case import NOW, EventCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventDeposit(EventCase):
    def clock(self, order, running=True):
        return self.env["hotel.clock"].sudo().search(
            [("res_model", "=", order._name), ("res_id", "=", order.id), ("kind", "=", "event_deposit"), ("stopped", "=", False)]
        )

    def figures(self, order):
        order.invalidate_recordset()
        sudo = order.sudo()
        return tuple(
            sudo[f"deposit_{name}"] for name in ("requested", "received", "open", "refunded", "applied", "kept")
        )

    # ------------------------------------------------------------------ H2

    def test_the_deposit_is_a_posted_down_payment_that_a_payment_settles(self):
        """H2: 20 % of the budget, due on the day agreed; what the order shows is what accounting says."""
        order = self.order()
        self.assertEqual(self.figures(order), (0, 0, 2000, 0, 0, 0))
        order.action_request_deposit()
        invoice = order.sudo().move_ids
        self.assertEqual(
            (invoice.state, invoice.amount_total, invoice.invoice_date_due, invoice.hotel_event_role),
            ("posted", 2000, date(2026, 4, 20), "deposit"),
        )
        self.assertTrue(invoice.invoice_line_ids.filtered("sale_line_ids").sale_line_ids.is_downpayment)
        self.assertEqual(self.figures(order), (2000, 0, 2000, 0, 0, 0))
        self.pay(invoice, 500)
        self.assertEqual(self.figures(order), (2000, 500, 1500, 0, 0, 0))
        self.pay(invoice, 1500)
        self.assertEqual(self.figures(order), (2000, 2000, 0, 0, 0, 0))

    def test_a_payment_taken_back_is_open_again(self):
        """H2: nothing is stored; what is unreconciled has not been received."""
        order = self.paid()
        invoice = order.sudo().move_ids
        invoice.line_ids.remove_move_reconcile()
        self.assertEqual(self.figures(order), (2000, 0, 2000, 0, 0, 0))

    def test_the_due_day_is_a_clock_that_the_payment_stops(self):
        """H2: due at the end of the day in Shanghai, for the coordinator; a payment taken back starts it again."""
        order = self.order()
        self.assertFalse(self.clock(order))
        order.action_request_deposit()
        clock = self.clock(order)
        self.assertEqual((str(clock.due), clock.owner_id), ("2026-04-20 15:59:59", self.sales))
        order.deposit_due = date(2026, 4, 22)
        self.assertEqual(str(clock.due), "2026-04-22 15:59:59")
        self.pay(order.sudo().move_ids)
        self.assertFalse(self.clock(order))
        order.sudo().move_ids.line_ids.remove_move_reconcile()
        self.assertTrue(self.clock(order))

    def test_a_deposit_that_was_asked_for_is_not_asked_for_twice(self):
        """H2: a second request asks for the difference alone."""
        order = self.order()
        order.action_request_deposit()
        with self.assertRaisesRegex(UserError, "asked for already"):
            order.action_request_deposit()
        order.budget = 12000
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        order.action_request_deposit()
        self.assertEqual(sorted(order.sudo().move_ids.mapped("amount_total")), [400, 2000])

    def test_a_deposit_of_nothing_or_above_the_total_is_refused(self):
        """H2: 0, below 0, above the budget, and above the offer; each error names the field."""
        order = self.order()
        with self.assertRaisesRegex(ValidationError, "Deposit: .*not possible"):
            order.deposit_asked = 0
        with self.assertRaisesRegex(ValidationError, "above the budget"):
            order.deposit_asked = 10000.01
        with self.assertRaises(Exception), self.env.cr.savepoint():  # noqa: B017
            order.deposit_asked = -1
        order.budget = 80000
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "above the total of the offer"):
            order.action_request_deposit()

    def test_all_that_a_request_lacks_is_named_at_once(self):
        """H2: unsigned offer, budget not agreed, no due day."""
        order = self.env["hotel.event.order"].with_user(self.sales).create(
            {
                "title": "X", "partner_id": self.contact.id, "sale_order_id": self.offer().id, "date_begin": "2026-05-08 10:00:00",
                "date_end": "2026-05-08 12:00:00",
            }
        )  # fmt: skip
        with self.assertRaises(UserError) as caught:
            order.action_request_deposit()
        for words in ("Budget", "customer has signed", "Deposit due"):
            self.assertIn(words, str(caught.exception))

    def test_a_deposit_made_with_odoos_own_window_counts_as_well(self):
        """H2: it is Odoo's down payment, whoever makes it."""
        order = self.order()
        offer = order.sudo().sale_order_id
        wizard = self.env["sale.advance.payment.inv"].sudo().create(
            {"advance_payment_method": "fixed", "fixed_amount": 2000, "sale_order_ids": [Command.set(offer.ids)]}
        )
        wizard._create_invoices(offer).action_post()
        self.assertEqual(self.figures(order)[0], 2000)

    def test_cashiers_and_plain_employees_neither_ask_nor_see(self):
        """H2, H19: money is for those who may; the order itself is everybody's to read."""
        order = self.order()
        for user in (self.cashier, self.employee):
            mine = self.as_(user, order)
            mine.read(["title", "date_begin"])
            for name in ("deposit_received", "owed_amount", "overdue_amount", "issue_problems"):
                with self.assertRaises(AccessError):
                    mine.read([name])
            with self.assertRaises(AccessError):
                mine.action_request_deposit()
            with self.assertRaises(AccessError):
                mine.action_issue()

    # ------------------------------------------------------------------ the gate and its exceptions

    def test_without_the_deposit_the_order_is_issued_with_the_gms_leave_alone(self):
        """H2: issuing before the deposit is received needs approval."""
        order = self.order()
        order.action_request_deposit()
        with self.assertRaisesRegex(UserError, "has not been received yet"):
            order.action_issue()
        exception = self.exception(order, "deposit_missing")
        self.assertEqual(exception.amount, 2000)
        order.action_issue()
        self.assertEqual(order.state, "issued")

    def test_less_deposit_than_the_policy_needs_the_gm_and_what_was_approved_is_that_amount(self):
        """H2: 1,000 instead of 2,000 is approved; 900 afterwards is not."""
        order = self.order()
        order.deposit_asked = 1000
        order.action_request_deposit()
        self.pay(order.sudo().move_ids)
        order.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "less than 20 % of the budget"):
            order.action_issue()
        self.exception(order, "deposit_low")
        order.deposit_asked = 900
        with self.assertRaisesRegex(UserError, "less than 20 %"):
            order.action_issue()
        order.deposit_asked = 1000
        order.action_issue()

    def test_a_higher_budget_outgrows_the_exception(self):
        """H2, H20: leave for 1,000 less is no leave for 2,000 less."""
        order = self.order()
        order.deposit_asked = 1000
        self.exception(order, "deposit_low")
        self.assertNotIn("less than", order.issue_problems)
        order.budget = 20000
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        order.deposit_asked = 1000
        self.assertIn("less than", order.issue_problems)

    def test_the_exception_is_the_gms_and_nobody_elses(self):
        """H2, B6: neither sales nor their head nor finance approve; a pending one is no leave; over RPC neither."""
        order = self.order()
        exception = self.env["hotel.event.exception"].with_user(self.sales).create(
            {"order_id": order.id, "kind": "deposit_missing", "reason": "An old customer."}
        )
        exception.action_submit()
        for user in (self.sales, self.sales_head, self.finance_head, self.head_fb, self.auditor):
            with self.assertRaises(UserError):
                self.as_(user, exception).action_approve()
        with self.assertRaises(UserError):
            exception.write({"approval_state": "approved"})
        with self.assertRaises(UserError):
            exception.write({"kind": "overdue"})
        with self.assertRaises(AccessError):
            self.env["hotel.event.exception"].with_user(self.sales).create(
                {"order_id": order.id, "kind": "deposit_missing", "reason": "x", "approval_state": "approved"}
            )
        with self.assertRaisesRegex(UserError, "has not been received"):
            order.action_issue()

    def test_an_exception_for_nothing_is_not_submitted(self):
        """H2: who needs no leave asks for none."""
        order = self.paid()
        exception = self.env["hotel.event.exception"].with_user(self.sales).create(
            {"order_id": order.id, "kind": "deposit_missing", "reason": "Just in case."}
        )
        with self.assertRaisesRegex(UserError, "no exception is needed"):
            exception.action_submit()

    # ------------------------------------------------------------------ H19

    def debt(self, amount, due, partner=None):
        invoice = self.env["account.move"].sudo().create(
            {
                "move_type": "out_invoice",
                "partner_id": (partner or self.contact).id,
                "invoice_date": "2026-01-10",
                "invoice_date_due": due,
                "invoice_payment_term_id": False,
                "invoice_line_ids": [Command.create({"name": "x", "quantity": 1, "price_unit": amount, "tax_ids": []})],
            }
        )
        invoice.action_post()
        return invoice

    def test_an_order_shows_what_the_firm_still_owes_and_overdue_needs_approval(self):
        """H19: of the whole firm, in this company; due today is not overdue yet; the own deposit is H2's matter."""
        self.debt(300, "2026-04-09")
        late = self.debt(500, "2026-04-08", self.firm)
        self.debt(999, "2026-01-31", self.env["res.partner"].create({"name": "Somebody else"}))
        order = self.paid()
        self.assertEqual((order.owed_amount, order.overdue_amount), (800, 500))
        with self.assertRaisesRegex(UserError, "owes .*500.* past its due date"):
            order.action_issue()
        exception = self.exception(order, "overdue")
        self.assertEqual(exception.amount, 500)
        order.invalidate_recordset()
        self.assertFalse(order.issue_problems)
        self.debt(1, "2026-04-08")
        order.invalidate_recordset()
        self.assertIn("501", order.issue_problems)
        self.pay(late)
        order.invalidate_recordset()
        self.assertEqual(order.overdue_amount, 1)
        order.action_issue()

    def test_a_day_is_over_when_it_is_over_at_the_hotel(self):
        """H19: at 17:00 UTC it is tomorrow in Shanghai."""
        order = self.order()
        self.debt(300, "2026-04-09")
        self.assertEqual(order.overdue_amount, 0)
        with freeze_time("2026-04-09 17:00:00"):
            order.invalidate_recordset()
            self.assertEqual(order.overdue_amount, 300)

    def test_what_is_owed_is_read_in_one_query_for_a_page_of_orders(self):
        """H19: the number of queries does not grow with the orders."""
        orders = self.env["hotel.event.order"].sudo().create(
            [
                {"title": "X", "partner_id": self.contact.id, "date_begin": "2026-05-08 10:00:00", "date_end": "2026-05-08 12:00:00"}
                for _number in range(12)
            ]
        )
        self.env.flush_all()
        counts = []
        for some in (orders[:2], orders):
            self.env.invalidate_all()
            some.mapped("company_id.currency_id.name")
            some.mapped("commercial_partner_id.name")
            before = self.env.cr.sql_log_count
            some.mapped("owed_amount")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_late_deposit_is_dunned_to_the_coordinator(self):
        """H2, G1: an unpaid down payment past its day gets a notice."""
        order = self.order()
        order.action_request_deposit()
        with freeze_time("2026-04-23 02:00:00"):
            run = self.env["hotel.dunning.run"].sudo().create({"company_id": self.company.id, "day": date(2026, 4, 23)})
            self.env["hotel.dunning"].sudo()._issue(run, 100)
        notice = self.env["hotel.dunning.notice"].sudo().search([("event_order_id", "=", order.id)])
        self.assertEqual((len(notice), notice.amount, notice._get_source_name()), (1, 2000, order.name))
        self.assertIn(self.sales, notice.user_ids)
        self.assertLessEqual(notice.due_on - timedelta(days=1), date(2026, 4, 21))
