from odoo import fields, models
from odoo.exceptions import UserError

# Extended below, so they come first whatever the order of the list of models.
from . import account_move_liability, account_move_settlement, account_move_shortfall  # noqa: F401

#: What of a posted entry of a bad debt says who owes what.
DECIDED = frozenset({"account_id", "partner_id", "balance", "debit", "credit", "amount_currency", "currency_id", "move_id"})


class AccountMove(models.Model):
    """The entries of a bad debt: made by a decision, and taken back by none."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_bad_debt_id"})

    hotel_bad_debt_id = fields.Many2one(
        "hotel.bad.debt",
        "Bad debt",
        copy=False,
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        groups="base.group_user",
    )

    def _hotel_settles_receivable(self):
        """F3, G5: what was decided as a bad debt clears the receivable; so does the recovery of one (G7)."""
        return bool(self.sudo().hotel_bad_debt_id) or super()._hotel_settles_receivable()

    def _hotel_settlement_is_final(self):
        return bool(self.sudo().hotel_bad_debt_id) or super()._hotel_settlement_is_final()

    def _hotel_filter_collected(self):
        """E7: what was written off is not collected, until all of it came in after all."""
        claims_sudo = self.env["hotel.bad.debt.line"].sudo().search(
            [("move_id", "in", self.ids), ("debt_id.approval_state", "=", "approved")]
        )
        lost = claims_sudo.filtered(lambda line: line.currency_id.compare_amounts(line.debt_id.still_lost, 0) > 0)
        return super()._hotel_filter_collected() - lost.move_id.with_env(self.env)

    def button_draft(self):
        """G5, M2: an entry that was decided stays posted."""
        self._hotel_refuse_if_bad_debt()
        return super().button_draft()

    def write(self, vals):
        if vals.get("state") in ("draft", "cancel"):
            self.filtered(lambda move: move.state == "posted")._hotel_refuse_if_bad_debt()
        return super().write(vals)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._hotel_refuse_if_bad_debt()
        return super()._reverse_moves(default_values_list, cancel)

    def _hotel_refuse_if_bad_debt(self):
        decided = self.filtered(lambda move: move.sudo().hotel_bad_debt_id and move.state == "posted")
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

    hotel_bad_debt_line_ids = fields.One2many(
        "hotel.bad.debt.line", "item_id", "Bad debts", readonly=True, groups="base.group_user"
    )
    hotel_clears_id = fields.Many2one(
        "account.move.line",
        "Clears",
        copy=False,
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
    )

    def write(self, vals):
        """G6, M2: who owes what of a bad debt was decided; the items of its entries stay as they were posted."""
        if DECIDED & vals.keys():
            decided = self.filtered(lambda line: line.parent_state == "posted").move_id
            decided.filtered(lambda move: move.sudo().hotel_bad_debt_id)._hotel_refuse_if_bad_debt()
        return super().write(vals)

    def _hotel_cleared_without_payment(self):
        claims_sudo = self.env["hotel.bad.debt.line"].sudo().search(
            [("item_id", "in", self.ids), ("debt_id.approval_state", "=", "approved")]
        )
        taken_over = self.filtered(lambda item: item.sudo().matched_credit_ids.credit_move_id.move_id.hotel_shortfall_id)
        return super()._hotel_cleared_without_payment() | claims_sudo.item_id.with_env(self.env) | taken_over
