from odoo import api, models
from odoo.exceptions import UserError

#: Of the journal items of a posted hotel receivable: what would make it smaller, later, another's or look settled.
FROZEN = frozenset(
    {
        "debit", "credit", "balance", "amount_currency", "currency_id", "account_id", "partner_id", "date_maturity",
        "move_id", "company_id", "parent_state", "move_type", "price_unit", "quantity", "discount", "tax_ids", "amount_residual",
        "amount_residual_currency", "reconciled", "price_total", "price_subtotal", "display_type",
    }
)  # fmt: skip


class AccountMoveLine(models.Model):
    """F3: the journal items of a posted hotel receivable stay as they were posted; only reconciliation settles them."""

    _name = "account.move.line"
    _inherit = ["account.move.line", "hotel.protected.mixin"]

    _server_fields = frozenset({"hotel_agreement_id", "hotel_salesperson_id"})

    @api.model
    def _hotel_receivable_fields(self):
        """Return the names of the stored links that make a journal item one of a hotel receivable."""
        return self.env["account.move"]._hotel_receivable_fields()

    @api.model_create_multi
    def create(self, vals_list):
        moves = self.env["account.move"].browse({vals["move_id"] for vals in vals_list if vals.get("move_id")})
        self._hotel_refuse_posted(moves)
        return super().create(vals_list)

    def write(self, vals):
        names = (FROZEN | set(self._hotel_receivable_fields())) & vals.keys()
        if names:
            guarded = self.move_id.filtered(lambda move: move.state == "posted")._hotel_receivables()
            Move = self.env["account.move"]
            for line in self.filtered(lambda each: each.move_id in guarded):
                if any(Move._field_will_change(line, vals, name) for name in names):
                    self._hotel_refuse_posted(line.move_id)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_hotel_receivable(self):
        """F3: items of a posted hotel receivable are not deleted."""
        self._hotel_refuse_posted(self.move_id)

    def _hotel_refuse_posted(self, moves):
        guarded = moves.filtered(lambda move: move.state == "posted")._hotel_receivables()
        if guarded:
            raise UserError(
                self.env._(
                    "%(invoices)s is posted and charged on account, so its journal items cannot be changed any more. "
                    "A payment settles it; what is wrong is put right by a sales allowance (F3).",
                    invoices=", ".join(guarded.mapped("display_name")),
                )
            )

    def _hotel_overspent(self):
        """F3: return which items are settled for more than they amount to, in words: a payment is used up once."""
        problems = []
        for line in self:
            partials = line.matched_debit_ids | line.matched_credit_ids
            by_debit = line.balance > 0
            in_currency = sum(partials.mapped("debit_amount_currency" if by_debit else "credit_amount_currency"))
            total = sum(partials.mapped("amount"))
            if (
                line.company_currency_id.compare_amounts(total, abs(line.balance)) > 0
                or line.currency_id.compare_amounts(in_currency, abs(line.amount_currency)) > 0
            ):
                problems.append(
                    self.env._(
                        "%(entry)s amounts to %(amount)s, but %(total)s would be settled with it.",
                        entry=line.move_id.display_name,
                        amount=line.currency_id.format(abs(line.amount_currency)),
                        total=line.currency_id.format(in_currency),
                    )
                )
        return problems
