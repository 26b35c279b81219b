from odoo import models


class AccountBankStatementLine(models.Model):
    _inherit = "account.bank.statement.line"

    def _find_or_create_bank_account(self):
        """C8: a payer's account that the bank itself names needs no call-back; the line is kept as what verified it."""
        verification = self.env._("Named by the bank on statement line %(name)s", name=self.name or self.payment_ref)
        return super(
            AccountBankStatementLine, self.with_context(hotel_verification=verification)
        )._find_or_create_bank_account()
