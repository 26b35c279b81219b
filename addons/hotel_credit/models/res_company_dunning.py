from odoo import Command, fields, models


class ResCompany(models.Model):
    """The numbers of dunning and bad debts."""

    _inherit = "res.company"

    hotel_dunning_interval = fields.Integer(
        "Dunning notices every (days)", default=7, help="G1: after the first one, on the first working day after the due date."
    )
    hotel_dunning_response_days = fields.Integer(
        "Responses to dunning notices within (working days)",
        default=3,
        help="G8: within which whoever a notice is addressed to records what they did.",
    )
    hotel_bad_debt_years = fields.Integer(
        "Propose as bad debt after (years)", default=3, help="G4: debts overdue that long are proposed by themselves."
    )
    hotel_bad_debt_account_id = fields.Many2one(
        "account.account",
        "Bad-debt expense",
        domain="[('account_type', 'in', ('expense', 'expense_other', 'expense_direct_cost'))]",
        help="G6: takes the part of a bad debt for which nobody is liable. Empty: an account is made when it is needed.",
    )

    _hotel_dunning_range = models.Constraint(
        "CHECK (hotel_dunning_interval BETWEEN 1 AND 366 AND hotel_dunning_response_days BETWEEN 0 AND 60 "
        "AND hotel_bad_debt_years BETWEEN 1 AND 30)",
        "Dunning notices come every 1 to 366 days, responses within 0 to 60 working days, bad debts after 1 to 30 years.",
    )

    def _hotel_bad_debt_account(self):
        """G6: return the account of bad-debt expense; make it if it is missing. Call it with sudo."""
        self.ensure_one()
        if not self.hotel_bad_debt_account_id:
            Account = self.env["account.account"].with_company(self)
            expense = Account.search([*Account._check_company_domain(self), ("account_type", "=", "expense")], limit=1)
            self.hotel_bad_debt_account_id = Account.create(
                {
                    "name": self.env._("Bad debts"),
                    "code": Account._search_new_account_code(expense.code or "670200"),
                    "account_type": "expense",
                    "company_ids": [Command.link(self.id)],
                }
            )
        return self.hotel_bad_debt_account_id
