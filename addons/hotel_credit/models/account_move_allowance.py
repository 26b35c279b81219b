from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """F3: a credit note that was made as a sales allowance says so, and stays as it was approved."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_allowance_id"})

    hotel_allowance_id = fields.Many2one(
        "hotel.sales.allowance",
        "Sales allowance",
        copy=False,
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        help="The credit note settles the invoice because it was approved before the customer confirmed.",
    )

    def button_draft(self):
        """M2: an approved allowance is not taken back by its credit note."""
        self._hotel_refuse_if_allowance()
        return super().button_draft()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_allowance(self):
        self._hotel_refuse_if_allowance()

    def _hotel_refuse_if_allowance(self):
        if notes := self.filtered(lambda move: move.sudo().hotel_allowance_id):
            raise UserError(
                self.env._(
                    "%(notes)s was approved as a sales allowance and told to the customer, so it is neither set back to draft "
                    "nor deleted.",
                    notes=", ".join(notes.mapped("display_name")),
                )
            )
