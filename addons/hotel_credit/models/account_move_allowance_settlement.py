from odoo import models


class AccountMove(models.Model):
    """F3: a credit note settles a hotel receivable as an approved sales allowance, and as nothing else."""

    _inherit = "account.move"

    def _hotel_settles_receivable(self):
        """F3: the credit note of an approved allowance settles, by the amount that was approved."""
        self.ensure_one()
        allowance = self.sudo().hotel_allowance_id
        return (
            self.move_type == "out_refund"
            and allowance.approval_state == "approved"
            and self.currency_id.compare_amounts(self.amount_total, allowance.amount) == 0
        ) or super()._hotel_settles_receivable()

    def _hotel_settlement_is_final(self):
        self.ensure_one()
        return bool(self.sudo().hotel_allowance_id) or super()._hotel_settlement_is_final()
