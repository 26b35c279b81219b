from odoo import api, models

# Extended below, so it comes first whatever the order of the list of models.
from . import account_move_settlement  # noqa: F401


class AccountMove(models.Model):
    _inherit = "account.move"

    @api.model
    def _hotel_receivable_fields(self):
        """F3: what is owed by a temporary credit is guarded like what is charged on an agreement."""
        return (*super()._hotel_receivable_fields(), "hotel_temporary_credit_id")
