from odoo import Command, models
from odoo.exceptions import UserError

from ..rules import shortfall as rule


class HotelShortfall(models.Model):
    """F4: the entry that makes a shortfall a receivable from the employee, and settles the customer's invoice."""

    _inherit = "hotel.shortfall"

    def _get_employee_items(self):
        """Return the journal items of the entry that the employee owes."""
        return self.entry_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance > 0)

    def _post_entry(self):
        """F4: post the receivable from the employee against the customer's, and settle the invoice with it."""
        self.ensure_one()
        move, company, currency = self.move_id, self.company_id, self.currency_id
        items = move.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and not line.reconciled)
        account = company._hotel_employee_account()
        if len(items.account_id) != 1 or account == items.account_id:
            raise UserError(
                self.env._(
                    "%(invoice)s cannot be taken over: the account for receivables from employees (%(account)s) must be another "
                    "than the customer's. Choose it in the hotel's settings.",
                    invoice=move.name,
                    account=account.display_name,
                )
            )
        balance = rule.booked_balance(
            sum(items.mapped("amount_residual")),
            sum(items.mapped("amount_residual_currency")),
            self.amount,
            company.currency_id.decimal_places,
        )
        partner = self.employee_id.work_contact_id or self.user_id.partner_id
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": company.id,
                "journal_id": company._hotel_general_journal().id,
                "date": company._hotel_today(),
                "ref": self.env._("%(number)s: shortfall of %(invoice)s", number=self.name, invoice=move.name),
                "hotel_shortfall_id": self.id,
                "line_ids": [
                    Command.create(
                        {
                            "name": self.env._("%(number)s: taken over, %(invoice)s", number=self.name, invoice=move.name),
                            "account_id": on.id,
                            "partner_id": whom.id,
                            "currency_id": currency.id,
                            "amount_currency": sign * self.amount,
                            "balance": sign * balance,
                        }
                    )
                    for sign, on, whom in ((1, account, partner), (-1, items.account_id, move.commercial_partner_id))
                ],
            }
        )
        entry._post(soft=False)
        self.entry_id = entry
        (items + entry.line_ids.filtered(lambda line: line.account_id == items.account_id)).reconcile()
        self.env["hotel.guarantee"]._register_shares(
            [{"move_id": entry.id, "user_id": self.user_id.id, "kind": "shortfall", "role": "guarantor", "part": 1}]
        )
