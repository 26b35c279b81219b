from odoo import api, models


class AccountPartialReconcile(models.Model):
    """E5, E7: collection releases who is liable; taking it back makes them liable again. Every road ends here."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._hotel_receivable_moves()._hotel_collection_changed()
        return partials

    def unlink(self):
        moves_sudo = self._hotel_receivable_moves()
        result = super().unlink()
        moves_sudo.exists()._hotel_collection_changed()
        return result

    def _hotel_receivable_moves(self):
        """Return the customer invoices (superuser mode) on either side of these reconciliations."""
        moves_sudo = self.sudo().debit_move_id.move_id | self.sudo().credit_move_id.move_id
        return moves_sudo.filtered(lambda move: move.move_type == "out_invoice")
