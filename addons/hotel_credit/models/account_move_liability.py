from decimal import Decimal

from odoo import fields, models

from ..rules import liability
from ..rules.billing import exact


class AccountMove(models.Model):
    """E7, G6: who is liable for an invoice."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_guarantee_ids"})

    hotel_guarantee_ids = fields.One2many(
        "hotel.guarantee", "move_id", "Guarantees", copy=False, readonly=True, groups="base.group_user"
    )

    def _hotel_get_shares(self):
        """E2, G6: return who is liable now for which share of each invoice.

        :return: {move id: [(user id, Decimal share)]}, the shares of an invoice adding up to exactly 1; an empty list
            for an invoice that nobody is liable for
        """
        result = {move_id: [] for move_id in self.ids}
        guarantees_sudo = self.env["hotel.guarantee"].sudo().search([("move_id", "in", self.ids)], order="move_id, part_before")
        for move, slices in guarantees_sudo.grouped("move_id").items():
            parts = dict.fromkeys(slices.user_id.ids, Decimal(0))
            for each in slices:
                parts[each.user_id.id] += exact(each.part)
            result[move.id] = list(zip(parts, liability.shares(parts.values()), strict=True))
        return result

    def _hotel_filter_collected(self):
        """Return those of these invoices that the customer has settled; addons take out what was settled otherwise."""
        return self.filtered(lambda move: move.state == "posted" and move.currency_id.is_zero(move.amount_residual))

    def _hotel_collection_changed(self):
        """Called (superuser mode) after something was reconciled with these entries, or taken back (E5, E7)."""
        self.env["hotel.guarantee"].sudo().search([("move_id", "in", self.ids)])._follow_collection()
