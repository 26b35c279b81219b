from odoo import models

# Extended below, so it comes first whatever the order of the list of models.
from . import account_move_liability  # noqa: F401


class AccountMove(models.Model):
    """G1: a payment, or a payment undone, is seen by the dunning notices at once."""

    _inherit = "account.move"

    def _hotel_collection_changed(self):
        super()._hotel_collection_changed()
        self.env["hotel.dunning.notice"]._settle(self.line_ids)
