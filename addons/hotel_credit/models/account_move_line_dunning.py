from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # What the dunning of a day looks for: the open items of a company by their due date (G1).
    _hotel_open_items_idx = models.Index(
        "(company_id, date_maturity) WHERE parent_state = 'posted' AND reconciled IS NOT TRUE AND amount_residual_currency > 0"
    )

    def _hotel_cleared_without_payment(self):
        """Return the items of `self` that were cleared without the customer's money, as by a bad debt."""
        return self.browse()
