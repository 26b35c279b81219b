from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AccountAccount(models.Model):
    """F3: the account of open hotel receivables stays a receivable account."""

    _inherit = "account.account"

    def write(self, vals):
        if vals.get("account_type", "asset_receivable") != "asset_receivable" or vals.get("reconcile") is False:
            names = self.env["account.move"]._hotel_receivable_fields()
            line = self.env["account.move.line"].sudo().search(
                Domain("account_id", "in", self.filtered(lambda account: account.account_type == "asset_receivable").ids)
                & Domain("parent_state", "=", "posted")
                & Domain("reconciled", "=", False)
                & Domain.OR(Domain(name, "!=", False) for name in names),
                limit=1,
            )
            if line:
                raise UserError(
                    self.env._(
                        "Account %(account)s holds open receivables charged on account (%(entry)s), so it stays a "
                        "receivable account (F3). Use another account for what comes next.",
                        account=line.account_id.display_name,
                        entry=line.move_id.display_name,
                    )
                )
        return super().write(vals)
