from odoo import Command, fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Numbers of collection (F3-F6)."""

    _inherit = "res.company"

    hotel_employee_receivable_account_id = fields.Many2one(
        "account.account",
        "Receivables from employees",
        domain="[('account_type', '=', 'asset_receivable')]",
        check_company=True,
        help="Where a shortfall goes that an employee takes over.",
    )
    hotel_exchange_tolerance = fields.Float(
        "Departure from the table of rates (%)",
        digits=(5, 2),
        default=5.0,
        help="How far the rate of a payment in another currency may lie from Odoo's rate of the day before it counts "
        "as a write-off.",
    )
    hotel_shortfall_days = fields.Integer(
        "Working days to answer a shortfall",
        default=3,
        help="Until then the named employee accepts or declines.",
    )
    hotel_settle_bank_lines = fields.Boolean(
        "Settle bank lines by themselves",
        help="A line of a bank statement that names a customer charged on account settles the oldest due as it comes in. "
        "Otherwise finance looks at the proposal first.",
    )
    hotel_repayment_target = fields.Float(
        "Repayment rate aimed at (%)", digits=(5, 2), default=90.0, help="Collected by its due date of what fell due."
    )
    hotel_dso_days = fields.Integer(
        "Days sales outstanding: period (days)",
        default=90,
        help="Open at the end of the period over what was charged in it, times its days.",
    )

    _hotel_exchange_tolerance_range = models.Constraint(
        "CHECK (hotel_exchange_tolerance BETWEEN 0 AND 50)",
        "The departure from the table of rates is between 0 and 50 %.",
    )
    _hotel_repayment_target_range = models.Constraint(
        "CHECK (hotel_repayment_target BETWEEN 0 AND 100)", "The repayment rate aimed at is between 0 and 100 %."
    )
    _hotel_collection_days = models.Constraint(
        "CHECK (hotel_shortfall_days > 0 AND hotel_dso_days > 0)", "Days of collection are at least 1."
    )

    def _hotel_general_journal(self):
        """Return the journal of the company's miscellaneous entries.

        :raise UserError: naming the company that has none
        """
        self.ensure_one()
        Journal = self.env["account.journal"].with_company(self)
        journal = Journal.search([*Journal._check_company_domain(self), ("type", "=", "general")], limit=1)
        if not journal:
            raise UserError(self.env._("%s has no journal for miscellaneous entries. Make one in accounting.", self.display_name))
        return journal

    def _hotel_set_up_accounting(self):
        """F4: besides, make the account of receivables from employees where it is missing."""
        result = super()._hotel_set_up_accounting()
        for company in self:
            company._hotel_employee_account()
        return result

    def _hotel_employee_account(self):
        """F4: return the account for receivables from employees; make it if it is missing. Call it with sudo."""
        self.ensure_one()
        if not self.hotel_employee_receivable_account_id:
            Account = self.env["account.account"].with_company(self)
            customers = Account.search(
                [*Account._check_company_domain(self), ("account_type", "=", "asset_receivable")], limit=1
            )
            self.hotel_employee_receivable_account_id = Account.create(
                {
                    "name": self.env._("Receivables from employees"),
                    "code": Account._search_new_account_code(customers.code or "122100"),
                    "account_type": "asset_receivable",
                    "reconcile": True,
                    "company_ids": [Command.link(self.id)],
                }
            )
        return self.hotel_employee_receivable_account_id
