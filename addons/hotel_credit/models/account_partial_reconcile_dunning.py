from odoo import api, models


class AccountPartialReconcile(models.Model):
    """G1: a payment, or a payment undone, is seen by the dunning notices at once."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        self.env["hotel.dunning.notice"]._settle(partials.debit_move_id)
        return partials

    def unlink(self):
        items = self.debit_move_id
        result = super().unlink()
        self.env["hotel.dunning.notice"]._settle(items.exists())
        return result
