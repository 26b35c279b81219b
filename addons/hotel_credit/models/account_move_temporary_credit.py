from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """E3: an invoice knows the temporary credit that it bills."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_temporary_credit_id"})

    hotel_temporary_credit_id = fields.Many2one(
        "hotel.temporary.credit", "Temporary credit", copy=False, index="btree_not_null", readonly=True, ondelete="restrict"
    )

    def _hotel_collection_changed(self):
        super()._hotel_collection_changed()
        self.hotel_temporary_credit_id._follow_collection()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_temporary_credit(self):
        """M2: the invoice of a temporary credit is kept."""
        self._hotel_refuse_if_temporary_credit(self.env._("deleted"))

    def button_draft(self):
        """F3: what the GM approved and the guarantors answer for is not taken back."""
        self._hotel_refuse_if_temporary_credit(self.env._("set back to draft"))
        return super().button_draft()

    def _hotel_refuse_if_temporary_credit(self, what):
        bound = self.filtered(lambda move: move.sudo().hotel_temporary_credit_id and move.move_type == "out_invoice")
        if bound:
            raise UserError(
                self.env._(
                    "%(invoices)s bills a temporary credit that the GM approved, so it cannot be %(what)s.",
                    invoices=", ".join(bound.mapped("display_name")),
                    what=what,
                )
            )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    hotel_temporary_credit_id = fields.Many2one(
        related="move_id.hotel_temporary_credit_id", string="Temporary credit", store=True, index="btree_not_null"
    )
