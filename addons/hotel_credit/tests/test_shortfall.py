from ast import literal_eval
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_collection import COLLECTED, TODAY, CollectionCommon
from .liability_case import HotelLiabilityCommon


class ShortfallCommon(CollectionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.clerk2 = (
            cls.env["hr.employee"]
            .sudo()
            .create([{"name": user.name, "user_id": user.id, "company_id": cls.company.id} for user in (cls.sales, cls.sales2)])
        )

    @classmethod
    def _shortfall(cls, amount=50.0, invoice=None, user=None, **vals):
        return (
            cls.env["hotel.shortfall"]
            .with_user(user or cls.finance)
            .create(
                {
                    "move_id": (invoice or cls.march).id,
                    "amount": amount,
                    "employee_id": cls.clerk.id,
                    "reason": "The signed slip was lost",
                    **vals,
                }
            )
        )


@tagged("post_install", "-at_install")
class TestShortfall(ShortfallCommon):
    @freeze_time(COLLECTED)
    def test_a_shortfall_becomes_a_receivable_from_the_employee(self):
        """F4: after 150 of 200 came, the named employee takes 50 over with a login of their own."""
        self._register(self.march, amount=150.0).action_create_payments()
        shortfall = self._shortfall()
        self.assertTrue(shortfall.name.startswith("SF/"))
        shortfall.action_ask()
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", "hotel.shortfall"), ("res_id", "=", shortfall.id)])
        self.assertEqual((clock.owner_id, str(clock.due.date())), (self.sales, "2026-04-23"))
        mine = shortfall.with_user(self.sales)
        self.assertTrue(mine.is_mine)
        mine.action_accept()
        self.assertEqual(shortfall.state, "accepted")
        self.assertEqual((self.march.amount_residual, self.march.payment_state), (0.0, "paid"))
        entry = shortfall.sudo().entry_id
        self.assertRecordValues(
            entry.line_ids.sorted("balance"),
            [
                {"account_id": self.receivable.id, "partner_id": self.firm.id, "balance": -50.0},
                {
                    "account_id": self.company.hotel_employee_receivable_account_id.id,
                    "partner_id": self.clerk.work_contact_id.id,
                    "balance": 50.0,
                },
            ],
        )
        self.assertEqual((entry.state, entry.date, shortfall.employee_open), ("posted", TODAY, 50.0))
        self.assertTrue(clock.stopped)
        guarantees = self.env["hotel.guarantee"].sudo()
        self.assertEqual(guarantees.search([("move_id", "=", self.march.id)]).mapped("state"), ["released"])
        self.assertRecordValues(
            guarantees.search([("move_id", "=", entry.id)]),
            [{"user_id": self.sales.id, "kind": "shortfall", "state": "running", "liable_amount": 50.0}],
        )

    @freeze_time(COLLECTED)
    def test_the_employee_sees_which_invoice_it_is(self):
        """F4: a salesperson without accounting rights reads number, customer, dates and amounts."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        fields = ["invoice_name", "customer", "agreement_name", "invoice_date", "date_due", "invoice_total", "invoice_open", "amount"]
        [values] = shortfall.with_user(self.sales).read(fields)
        self.assertEqual(values["invoice_name"], self.march.name)
        self.assertEqual(values["customer"], self.firm.name)
        self.assertEqual((values["invoice_total"], values["invoice_open"], values["amount"]), (200.0, 200.0, 50.0))
        self.assertEqual(values["date_due"], date(2026, 4, 25))
        with self.assertRaises(AccessError):
            self.march.with_user(self.head_fb).read(["name"])

    @freeze_time(COLLECTED)
    def test_nobody_else_accepts_or_declines(self):
        """F4: neither finance that asks, nor the head, nor an administrator in superuser mode."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        for user in (self.finance, self.finance_head, self.gm, self.sales2, self.sales_head, self.env.ref("base.user_admin")):
            for method, args in (("action_accept", ()), ("action_decline", ("no",))):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(shortfall.with_user(user), method)(*args)
                with self.subTest(user=user.login, method=method, su=True), self.assertRaises(AccessError):
                    getattr(shortfall.with_user(user).sudo(), method)(*args)
        self.assertEqual(shortfall.state, "asked")

    @freeze_time(COLLECTED)
    def test_nothing_is_decided_by_writing_fields(self):
        """F4, M2: state, user and entry are the server's, on every road of the ORM."""
        shortfall = self._shortfall()
        for vals in ({"state": "accepted"}, {"user_id": self.finance.id}, {"entry_id": self.march.id}):
            with self.subTest(vals), self.assertRaises(AccessError):
                shortfall.write(vals)
            with self.subTest(vals, road="create"), self.assertRaises(AccessError):
                self._shortfall(**vals)
        with self.assertRaises(AccessError):
            self.env["hotel.shortfall"].with_user(self.finance).with_context(default_state="accepted").create(
                {"move_id": self.march.id, "amount": 1.0, "employee_id": self.clerk.id, "reason": "x"}
            )
        with self.assertRaises(AccessError):
            self.march.with_user(self.finance).write({"hotel_shortfall_id": shortfall.id})
        with self.assertRaises(AccessError):
            self._entry([(self.expense, 5.0), (self.receivable, -5.0)], self.env(user=self.finance), hotel_shortfall_id=shortfall.id)

    @freeze_time(COLLECTED)
    def test_what_was_asked_is_what_is_accepted(self):
        """F4: amount, invoice, employee and reason are locked once asked; it is kept, not deleted."""
        shortfall = self._shortfall()
        shortfall.amount = 40.0
        shortfall.action_ask()
        for vals in ({"amount": 1.0}, {"move_id": self.february.id}, {"employee_id": self.clerk2.id}, {"reason": "x"}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "asked already"):
                shortfall.write(vals)
        with self.assertRaisesRegex(UserError, "Withdraw"):
            shortfall.unlink()

    @freeze_time(COLLECTED)
    def test_all_reasons_are_told(self):
        """F4: more than is open, no login, no reason: at once and with the figures."""
        nobody = self.env["hr.employee"].sudo().create({"name": "No Login", "company_id": self.company.id})
        shortfall = self._shortfall(300.0, employee_id=nobody.id, reason=" ")
        with self.assertRaisesRegex(UserError, r"(?s)Only .*200\.00.*300\.00.* cannot.*No Login has no login.*reason is missing"):
            shortfall.action_ask()

    @freeze_time(COLLECTED)
    def test_no_more_than_is_open_is_asked_for(self):
        """F4: two employees together at most what is open."""
        self._shortfall(120.0).action_ask()
        second = self._shortfall(90.0, employee_id=self.clerk2.id)
        with self.assertRaisesRegex(UserError, r"asked for .*120\.00"):
            second.action_ask()
        second.amount = 80.0
        second.action_ask()

    @freeze_time(COLLECTED)
    def test_what_was_paid_meanwhile_is_not_taken_over(self):
        """F4: acceptance looks at the invoice again; finance withdraws the question."""
        shortfall = self._shortfall(150.0)
        shortfall.action_ask()
        self._register(self.march, amount=100.0).action_create_payments()
        with self.assertRaisesRegex(UserError, r"Only .*100\.00"):
            shortfall.with_user(self.sales).action_accept()
        shortfall.action_withdraw()
        self.assertEqual(shortfall.state, "withdrawn")
        with self.assertRaisesRegex(UserError, "Withdrawn"):
            shortfall.with_user(self.sales).action_accept()

    @freeze_time(COLLECTED)
    def test_a_declined_shortfall_stays_with_the_customer(self):
        """F4: a reason is needed; finance is told; the receivable stays open."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        with self.assertRaisesRegex(UserError, "say why"):
            shortfall.with_user(self.sales).action_decline(" ")
        self.env["hotel.shortfall.decline"].with_user(self.sales).create(
            {"shortfall_id": shortfall.id, "answer": "The slip was in order"}
        ).action_decline()
        self.assertEqual((shortfall.state, shortfall.answer), ("declined", "The slip was in order"))
        self.assertEqual(self.march.amount_residual, 200.0)
        self.assertIn(self.finance.partner_id, shortfall.message_ids.notified_partner_ids)

    @freeze_time(COLLECTED)
    def test_a_take_over_is_not_taken_back(self):
        """F4, M2: neither by draft, cancelling, deleting, nor by breaking the reconciliation."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        shortfall.with_user(self.sales).action_accept()
        entry = shortfall.sudo().entry_id
        for road in (
            entry.button_draft,
            entry.button_cancel,
            lambda: self._debt(self.march).remove_move_reconcile(),
            lambda: entry.line_ids.with_context(force_delete=True).unlink(),
        ):
            with self.subTest(road=str(road)), self.assertRaises(UserError):
                road()
            self.assertEqual(self.march.amount_residual, 150.0)

    @freeze_time(COLLECTED)
    def test_the_employee_pays_it_off(self):
        """F4: what the employee owes is an ordinary receivable; payroll may settle it."""
        shortfall = self._shortfall()
        shortfall.action_ask()
        shortfall.with_user(self.sales).action_accept()
        account = self.company.hotel_employee_receivable_account_id
        entry = self._entry([(self.expense, 50.0), (account, -50.0)])
        entry.line_ids.partner_id = self.clerk.work_contact_id
        entry.action_post()
        (entry.line_ids | shortfall.sudo().entry_id.line_ids).filtered(lambda line: line.account_id == account).reconcile()
        shortfall.invalidate_recordset()
        self.assertEqual(shortfall.employee_open, 0.0)
        self.assertEqual(
            self.env["hotel.guarantee"].sudo().search([("move_id", "=", shortfall.sudo().entry_id.id)]).state, "released"
        )

    @freeze_time(COLLECTED)
    def test_the_payment_window_offers_it(self):
        """F3, F4: the money is booked, then the form opens for what is left."""
        action = self._register(self.march, amount=150.0).action_hotel_take_over()
        self.assertEqual(self.march.amount_residual, 50.0)
        self.assertEqual(action["res_model"], "hotel.shortfall")
        self.assertEqual(action["context"], {"default_move_id": self.march.id, "default_amount": 50.0})

    @freeze_time(COLLECTED)
    def test_the_payment_window_refuses_a_write_off_and_says_so(self):
        """F3: whoever asks for it over RPC: what came is booked, the difference stays open, the reason is told."""
        action = self._register(
            self.march, amount=150.0, payment_difference_handling="reconcile", writeoff_account_id=self.expense.id
        ).action_create_payments()
        self.assertEqual((self.march.amount_residual, self.march.payment_state), (50.0, "partial"))
        self.assertEqual((action["tag"], action["params"]["type"]), ("display_notification", "warning"))
        self.assertEqual(action["params"]["next"]["res_model"], "account.payment")
        payment = self.march.matched_payment_ids
        self.assertFalse(payment.move_id.line_ids.account_id & self.expense)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-20 04:00:00")
class TestShortfallOfTemporaryCredit(HotelLiabilityCommon):
    def test_what_is_missing_of_a_temporary_credit_is_taken_over(self):
        """F4, E3: the form offers its invoice, names the document, and the acceptance settles the rest."""
        credit = self._approved()
        invoice = credit.sudo().move_id
        self._settle(credit, amount=1000.0)
        Move = self.env["account.move"].with_user(self.finance)
        self.assertIn(invoice, Move.search(literal_eval(self.env["hotel.shortfall"]._fields["move_id"].domain)))
        self.assertTrue(invoice.hotel_is_receivable)
        shortfall = self.env["hotel.shortfall"].with_user(self.finance).create(
            {
                "move_id": invoice.id,
                "amount": 200.01,
                "employee_id": self.employees[self.sales].id,
                "reason": "Promised to the guest",
            }
        )
        self.assertEqual(shortfall.agreement_name, credit.name)
        shortfall.action_ask()
        shortfall.with_user(self.sales).action_accept()
        self.assertEqual((invoice.amount_residual, shortfall.employee_open), (0.0, 200.01))
        self.assertTrue(credit.settled_at)

    def test_other_invoices_are_neither_offered_nor_taken_over(self):
        """F4: what is not charged on account is no shortfall of ours."""
        other = self.init_invoice("out_invoice", partner=self.guest, amounts=[10.0], post=True)
        self.assertFalse(other.hotel_is_receivable)
        receivables = self.env["account.move"].search([("hotel_is_receivable", "=", True)])
        self.assertNotIn(other, receivables)
        self.assertIn(other, self.env["account.move"].search([("hotel_is_receivable", "=", False)]))
        shortfall = self.env["hotel.shortfall"].with_user(self.finance).create(
            {"move_id": other.id, "amount": 5.0, "employee_id": self.employees[self.sales].id, "reason": "x"}
        )
        with self.assertRaisesRegex(UserError, "charged on account"):
            shortfall.action_ask()
