"""What the tests of collection share: two billed months, accounting roles, money coming in by each road."""

from datetime import date

from odoo import Command
from odoo.tests import new_test_user

from .test_billing import HotelBillingCommon

#: 12:00 in Shanghai on the 20th of April: February's invoice is overdue, March's is not.
COLLECTED = "2026-04-20 04:00:00"
TODAY = date(2026, 4, 20)

#: Odoo's accounting roles, and the hotel's that work with money.
ACCOUNTING = {
    "invoicing": "account.group_account_invoice",
    "bookkeeper": "account.group_account_basic",
    "accountant": "account.group_account_user",
    "account_manager": "account.group_account_manager",
    "hotel_finance": "hotel_base.group_finance",
    "hotel_finance_head": "hotel_base.group_finance_head",
}


class CollectionCommon(HotelBillingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo()._hotel_employee_account()
        cls.accounting = {
            name: new_test_user(
                cls.env,
                login=f"collect_{name}",
                groups=f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
                lang="en_US",
                tz="Asia/Shanghai",
            )
            for name, group in ACCOUNTING.items()
        }
        cls._bill_two_months()
        cls.expense = cls.company_data["default_account_expense"]
        cls.income = cls.company_data["default_account_revenue"]
        cls.receivable = cls.february.line_ids.filtered(lambda line: line.account_type == "asset_receivable").account_id
        cls.general = cls.company_data["default_journal_misc"]

    @classmethod
    def _debt(cls, invoice):
        """Return the receivable items of an invoice."""
        return invoice.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    @classmethod
    def _credit_item(cls, entry):
        """Return the items of an entry that lower the customer's debt."""
        return entry.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance < 0)

    @classmethod
    def _entry(cls, lines, env=None, journal=None, **vals):
        """Return a draft miscellaneous entry of (account, balance) lines with the firm as partner."""
        return (env or cls.env)["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": (journal or cls.general).id,
                "date": TODAY,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance, "partner_id": cls.firm.id, "name": "x"})
                    for account, balance in lines
                ],
                **vals,
            }
        )

    @classmethod
    def _bank_line(cls, amount, env=None, **vals):
        """Return a line of the bank's statement that names the firm."""
        return (env or cls.env)["account.bank.statement.line"].create(
            {"journal_id": cls.bank.id, "date": TODAY, "amount": amount, "partner_id": cls.firm.id, "payment_ref": "in", **vals}
        )

    @classmethod
    def _book_bank_line(cls, line, *counterparts):
        """Replace the suspense item of a bank line by (account, balance) items, as a reconciliation model does."""
        suspense = line._seek_for_lines()[1]
        line.move_id.with_context(skip_readonly_check=True, force_delete=True).write(
            {
                "line_ids": [
                    Command.delete(suspense.id),
                    *(
                        Command.create({"account_id": account.id, "balance": balance, "partner_id": cls.firm.id, "name": "x"})
                        for account, balance in counterparts
                    ),
                ]
            }
        )
        return line.move_id

    def _register(self, invoices, user=None, **vals):
        """Return the payment window over `invoices`, filled in."""
        return (
            self.env["account.payment.register"]
            .with_user(user or self.finance)
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create({"payment_date": TODAY, "journal_id": self.bank.id, **vals})
        )
