from odoo import fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """The entries of a bad debt: made by a decision, and taken back by none."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_bad_debt_id"})

    hotel_bad_debt_id = fields.Many2one(
        "hotel.bad.debt", "Bad debt", copy=False, index="btree_not_null", readonly=True, ondelete="restrict"
    )

    def button_draft(self):
        """G5, M2: an entry that was decided stays posted."""
        self._hotel_refuse_if_bad_debt()
        return super().button_draft()

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._hotel_refuse_if_bad_debt()
        return super()._reverse_moves(default_values_list, cancel)

    def _hotel_refuse_if_bad_debt(self):
        decided = self.filtered(lambda move: move.sudo().hotel_bad_debt_id)
        if decided:
            raise UserError(
                self.env._(
                    "%(entries)s writes off a bad debt by decision of finance, GM and chairman, so it stays as it is. "
                    "What comes in later is booked as a recovery on the bad debt (G7).",
                    entries=", ".join(decided.mapped("display_name")),
                )
            )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    _server_fields = frozenset({"hotel_clears_id"})

    hotel_bad_debt_line_ids = fields.One2many("hotel.bad.debt.line", "item_id", "Bad debts", readonly=True)
    hotel_clears_id = fields.Many2one(
        "account.move.line", "Clears", copy=False, readonly=True, ondelete="restrict", index="btree_not_null"
    )

    def _hotel_cleared_without_payment(self):
        claims_sudo = self.env["hotel.bad.debt.line"].sudo().search(
            [("item_id", "in", self.ids), ("debt_id.approval_state", "=", "approved")]
        )
        return super()._hotel_cleared_without_payment() | claims_sudo.item_id.with_env(self.env)
