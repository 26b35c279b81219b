from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_collection import COLLECTED, TODAY, CollectionCommon

#: Every road by which a difference could leave the books, as methods of the test below; each gets an environment of
#: the role that tries it. What Odoo refuses to the role itself is refused as well.
ROADS = (
    "misc_entry_reconciled",
    "misc_entry_posted",
    "misc_entry_with_bank_account",
    "draft_entry_reconciled",
    "partial_made_by_hand",
    "partial_of_an_uneven_rate",
    "partial_raised",
    "partial_with_another_account",
    "payment_with_write_off",
    "payment_with_write_off_as_income",
    "payment_into_an_expense_account",
    "payment_entry_edited",
    "payment_set_to_draft",
    "bank_line_with_write_off",
    "bank_line_with_excess_as_income",
    "bank_line_edited_afterwards",
    "bank_line_item_moved_to_another_debt",
    "credit_note_reconciled",
    "credit_note_cancelling_the_invoice",
    "credit_note_without_origin",
    "invoice_back_to_draft",
    "invoice_cancelled",
    "invoice_state_written",
    "invoice_lines_edited",
    "invoice_line_deleted",
    "invoice_line_added",
    "cash_rounding_set_later",
    "payment_state_written",
    "residual_written",
    "link_taken_off",
    "customer_changed",
    "due_date_put_off",
    "account_changed",
    "type_of_account_changed",
    "transfer_to_another_account",
    "exchange_entry_claimed",
    "origin_payment_claimed",
    "matching_number_of_an_import",
    "reversal_of_another_entry",
    "supplier_bill_netted",
    "context_keys",
)


@tagged("post_install", "-at_install")
class TestSettlementRoads(CollectionCommon):
    """F3: the matrix of roads: Odoo's account module read for all that makes partials, posts or edits entries."""

    @freeze_time(COLLECTED)
    def test_no_road_writes_a_difference_off_for_any_accounting_role(self):
        """F3: after each road, tried by each role, what is open is what was charged less the money that came."""
        for name, user in self.accounting.items():
            for road in ROADS:
                with self.subTest(role=name, road=road):
                    self._try(road, self.env(user=user, su=False))

    @freeze_time(COLLECTED)
    def test_superuser_mode_opens_no_road(self):
        """F3: the guard looks at the outcome, so server actions and automations of an administrator stop too."""
        for road in ROADS:
            with self.subTest(road=road):
                self._try(road, self.env(user=self.env.user, su=True))

    def _try(self, road, env):
        savepoint = self.env.cr.savepoint(flush=True)
        try:
            refused = False
            received = 0.0
            try:
                received = getattr(self, f"_road_{road}")(env) or 0.0
                env.flush_all()
            except (UserError, AccessError):
                refused = True
            if not refused:
                self.env.invalidate_all()
                self.assertEqual(self.march.state, "posted")
                self.assertTrue(self._debt(self.march).hotel_agreement_id)
                self.assertEqual(self._debt(self.march).partner_id, self.firm)
                self.assertEqual(self._debt(self.march).account_id, self.receivable)
                self.assertEqual(self.march.amount_total, 200.0)
                self.assertEqual(str(self.march.invoice_date_due), "2026-04-25")
                self.assertAlmostEqual(self.march.amount_residual, 200.0 - received)
                self.assertIn(self.march.payment_state, ("not_paid", "partial"))
                owed = sum(
                    self.env["account.move.line"]
                    .search(
                        [
                            ("account_type", "=", "asset_receivable"),
                            ("partner_id", "=", self.firm.id),
                            ("parent_state", "=", "posted"),
                        ]
                    )
                    .mapped("balance")
                )
                self.assertGreaterEqual(owed, 300.0 - received - 0.001)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    # ------------------------------------------------------------------ entries

    def _road_misc_entry_reconciled(self, env):
        entry = self._entry([(self.expense, 10.0), (self.receivable, -10.0)], env)
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()

    def _road_misc_entry_posted(self, env):
        self._entry([(self.expense, 10.0), (self.receivable, -10.0)], env).action_post()

    def _road_misc_entry_with_bank_account(self, env):
        entry = self._entry([(self.bank.default_account_id, 10.0), (self.receivable, -10.0)], env)
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()

    def _road_draft_entry_reconciled(self, env):
        entry = self._entry([(self.expense, 200.0), (self.receivable, -200.0)], env)
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()

    def _road_supplier_bill_netted(self, env):
        entry = self._entry([(self.company_data["default_account_payable"], 10.0), (self.receivable, -10.0)], env)
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()

    def _road_reversal_of_another_entry(self, env):
        original = self._entry([(self.receivable, 5.0), (self.income, -5.0)])
        original.action_post()
        reversal = self._entry([(self.expense, 50.0), (self.receivable, -50.0)], env, reversed_entry_id=original.id)
        reversal.action_post()

    def _road_matching_number_of_an_import(self, env):
        debt = self._debt(self.march)
        debt.with_env(env).matching_number = "I1"
        entry = self._entry([(self.expense, 200.0), (self.receivable, -200.0)], env)
        self._credit_item(entry).matching_number = "I1"
        entry.action_post()

    def _road_transfer_to_another_account(self, env):
        env["account.automatic.entry.wizard"].with_context(
            active_model="account.move.line", active_ids=self._debt(self.march).ids
        ).create(
            {
                "action": "change_account",
                "date": TODAY,
                "journal_id": self.general.id,
                "destination_account_id": self.expense.id,
            }
        ).do_action()

    # ------------------------------------------------------------------ partials

    def _road_partial_made_by_hand(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        env["account.partial.reconcile"].create(
            {
                "debit_move_id": self._debt(self.march).id,
                "credit_move_id": self._credit_item(payment.move_id).id,
                "amount": 200.0,
                "debit_amount_currency": 200.0,
                "credit_amount_currency": 200.0,
            }
        )
        return 10.0

    def _road_partial_of_an_uneven_rate(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        env["account.partial.reconcile"].create(
            {
                "debit_move_id": self._debt(self.march).id,
                "credit_move_id": self._credit_item(payment.move_id).id,
                "amount": 10.0,
                "debit_amount_currency": 200.0,
                "credit_amount_currency": 10.0,
            }
        )
        return 10.0

    def _road_partial_raised(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        lines = self._debt(self.march) + self._credit_item(payment.move_id)
        lines.reconcile()
        lines.matched_credit_ids.with_env(env).write(
            {"amount": 200.0, "debit_amount_currency": 200.0, "credit_amount_currency": 200.0}
        )
        return 10.0

    def _road_partial_with_another_account(self, env):
        payment = self._pay(200.0, TODAY, hotel_oldest_first=False)
        env["account.partial.reconcile"].create(
            {
                "debit_move_id": self._debt(self.march).id,
                "credit_move_id": self.march.line_ids.filtered(lambda line: line.balance < 0)[:1].id,
                "amount": 50.0,
                "debit_amount_currency": 50.0,
                "credit_amount_currency": 50.0,
            }
        )
        return payment and 0.0

    def _road_exchange_entry_claimed(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        (self._debt(self.march) + self._credit_item(payment.move_id)).reconcile()
        partial = self._debt(self.march).matched_credit_ids
        entry = self._entry([(self.expense, 190.0), (self.receivable, -190.0)], env, self.company.currency_exchange_journal_id)
        partial.with_env(env).exchange_move_id = entry
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()
        return 10.0

    def _road_origin_payment_claimed(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        entry = self._entry([(self.expense, 190.0), (self.receivable, -190.0)], env, origin_payment_id=payment.id)
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()
        return 10.0

    # ------------------------------------------------------------------ payments

    def _payment(self, env, **vals):
        payment = env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.firm.id,
                "date": TODAY,
                "journal_id": self.bank.id,
                "hotel_oldest_first": False,
                **vals,
            }
        )
        payment.action_post()
        (self._credit_item(payment.move_id) + self._debt(self.march).with_env(env)).reconcile()
        return payment

    def _write_off(self, account, amount):
        return [
            {
                "name": "Difference",
                "account_id": account.id,
                "partner_id": self.firm.id,
                "currency_id": self.company.currency_id.id,
                "amount_currency": amount,
                "balance": amount,
            }
        ]

    def _road_payment_with_write_off(self, env):
        self._payment(env, amount=190.0, write_off_line_vals=self._write_off(self.expense, 10.0))
        return 190.0

    def _road_payment_with_write_off_as_income(self, env):
        payment = self._payment(env, amount=190.0, write_off_line_vals=self._write_off(self.income, -5.0))
        self.assertEqual(payment, "must be refused")

    def _road_payment_into_an_expense_account(self, env):
        self.bank.sudo().inbound_payment_method_line_ids.payment_account_id = self.expense
        self._payment(env, amount=200.0)

    def _road_payment_entry_edited(self, env):
        payment = self._pay(10.0, TODAY, hotel_oldest_first=False)
        (self._debt(self.march) + self._credit_item(payment.move_id)).reconcile()
        entry = payment.move_id.with_env(env)
        credit = self._credit_item(entry)
        entry.with_context(skip_readonly_check=True, check_move_validity=False).write(
            {
                "line_ids": [
                    Command.create({"account_id": self.expense.id, "balance": 190.0, "name": "x"}),
                    Command.create(
                        {"account_id": credit.account_id.id, "balance": -190.0, "name": "x", "partner_id": self.firm.id}
                    ),
                ]
            }
        )
        (self._credit_item(entry).filtered(lambda line: not line.reconciled) + self._debt(self.march).with_env(env)).reconcile()
        return 10.0

    def _road_payment_set_to_draft(self, env):
        payment = self._pay(200.0, TODAY, hotel_oldest_first=False)
        (self._debt(self.march) + self._credit_item(payment.move_id)).reconcile()
        payment.with_env(env).action_draft()
        return 0.0

    # ------------------------------------------------------------------ bank lines

    def _road_bank_line_with_write_off(self, env):
        line = self._bank_line(190.0, env)
        entry = self._book_bank_line(line, (self.receivable, -200.0), (self.expense, 10.0))
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()
        return 190.0

    def _road_bank_line_with_excess_as_income(self, env):
        line = self._bank_line(205.0, env)
        entry = self._book_bank_line(line, (self.receivable, -200.0), (self.income, -5.0))
        (self._credit_item(entry) + self._debt(self.march).with_env(env)).reconcile()
        self.assertEqual(entry, "must be refused")

    def _settled_bank_line(self):
        line = self._bank_line(100.0)
        entry = self._book_bank_line(line, (self.receivable, -100.0))
        (self._credit_item(entry) + self._debt(self.march)).reconcile()
        self.assertEqual(self.march.amount_residual, 100.0)
        return line

    def _road_bank_line_edited_afterwards(self, env):
        line = self._settled_bank_line().with_env(env)
        liquidity = line._seek_for_lines()[0]
        line.move_id.with_context(skip_readonly_check=True, skip_account_move_synchronization=True).write(
            {
                "line_ids": [
                    Command.update(liquidity.id, {"amount_currency": 1.0, "balance": 1.0}),
                    Command.create({"account_id": self.expense.id, "balance": 99.0, "name": "x"}),
                ]
            }
        )
        self.env.flush_all()
        return sum(line._seek_for_lines()[0].mapped("balance"))

    def _road_bank_line_item_moved_to_another_debt(self, env):
        line = self._settled_bank_line().with_env(env)
        line.move_id.with_context(skip_readonly_check=True).write(
            {
                "line_ids": [
                    Command.create({"account_id": self.receivable.id, "balance": 50.0, "name": "x"}),
                    Command.create(
                        {"account_id": self.receivable.id, "balance": -50.0, "name": "x", "partner_id": self.firm.id}
                    ),
                ]
            }
        )
        (self._credit_item(line.move_id) + self._debt(self.march).with_env(env)).filtered(
            lambda each: not each.reconciled
        ).reconcile()
        return 100.0

    # ------------------------------------------------------------------ credit notes

    def _reversal(self, env, **vals):
        return (
            env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=self.march.ids)
            .create({"date": TODAY, "journal_id": self.march.journal_id.id, "reason": "Rounding", **vals})
        )

    def _road_credit_note_reconciled(self, env):
        self._reversal(env).reverse_moves()
        note = self.march.reversal_move_ids.with_env(env)
        note.invoice_line_ids.price_unit = 10.0
        note.action_post()
        (self._credit_item(note) + self._debt(self.march).with_env(env)).reconcile()

    def _road_credit_note_cancelling_the_invoice(self, env):
        self._reversal(env).modify_moves()

    def _road_credit_note_without_origin(self, env):
        note = env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.firm.id,
                "invoice_date": TODAY,
                "invoice_line_ids": [Command.create({"name": "Goodwill", "price_unit": 10.0, "tax_ids": []})],
            }
        )
        note.action_post()
        (self._credit_item(note) + self._debt(self.march).with_env(env)).reconcile()

    # ------------------------------------------------------------------ the invoice itself

    def _road_invoice_back_to_draft(self, env):
        self.march.with_env(env).button_draft()

    def _road_invoice_cancelled(self, env):
        self.march.with_env(env).button_cancel()

    def _road_invoice_state_written(self, env):
        self.march.with_env(env).write({"state": "draft"})

    def _road_invoice_lines_edited(self, env):
        item = self.march.invoice_line_ids[:1].with_env(env)
        item.with_context(skip_readonly_check=True, check_move_validity=False).write({"price_unit": 1.0})

    def _road_invoice_line_deleted(self, env):
        self._debt(self.march).with_env(env).with_context(
            force_delete=True, dynamic_unlink=True, check_move_validity=False, skip_readonly_check=True
        ).unlink()

    def _road_invoice_line_added(self, env):
        self.march.with_env(env).with_context(skip_readonly_check=True).write(
            {"invoice_line_ids": [Command.create({"name": "Rounding", "price_unit": -10.0, "tax_ids": []})]}
        )

    def _road_cash_rounding_set_later(self, env):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "To the ten",
                "rounding": 150.0,
                "rounding_method": "DOWN",
                "strategy": "add_invoice_line",
                "profit_account_id": self.income.id,
                "loss_account_id": self.expense.id,
            }
        )
        self.march.with_env(env).with_context(skip_readonly_check=True).write({"invoice_cash_rounding_id": rounding.id})

    def _road_payment_state_written(self, env):
        self.march.with_env(env).write({"payment_state": "paid"})

    def _road_residual_written(self, env):
        self._debt(self.march).with_env(env).write({"amount_residual": 0.0, "amount_residual_currency": 0.0, "reconciled": True})

    def _road_link_taken_off(self, env):
        self._debt(self.march).with_env(env).write({"hotel_agreement_id": False})
        self.march.with_env(env).write({"hotel_agreement_id": False})

    def _road_customer_changed(self, env):
        other = self.env["res.partner"].create({"name": "Straw man"})
        self._debt(self.march).with_env(env).write({"partner_id": other.id})

    def _road_due_date_put_off(self, env):
        self.march.with_env(env).write({"invoice_date_due": "2030-01-01"})
        self._debt(self.march).with_env(env).write({"date_maturity": "2030-01-01"})

    def _road_account_changed(self, env):
        other = self.env["account.account"].create(
            {"name": "Doubtful", "code": "122999", "account_type": "asset_receivable", "reconcile": True}
        )
        self._debt(self.march).with_env(env).write({"account_id": other.id})

    def _road_type_of_account_changed(self, env):
        self.receivable.with_env(env).write({"account_type": "expense", "reconcile": False})
        self.assertEqual(self.receivable.account_type, "asset_receivable")

    def _road_context_keys(self, env):
        keys = {
            "check_move_validity": False,
            "skip_invoice_sync": True,
            "skip_account_move_synchronization": True,
            "skip_readonly_check": True,
            "force_delete": True,
            "move_reverse_cancel": True,
            "tracking_disable": True,
            "no_exchange_difference": True,
            "install_mode": True,
            "module": "hotel_credit",
        }
        entry = self._entry([(self.expense, 10.0), (self.receivable, -10.0)], env(context={**env.context, **keys}))
        entry.action_post()
        (self._credit_item(entry) + self._debt(self.march)).with_env(entry.env).reconcile()
