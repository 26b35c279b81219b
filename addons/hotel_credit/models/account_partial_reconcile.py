from odoo import api, models
from odoo.exceptions import UserError

from ..rules import settlement


class AccountPartialReconcile(models.Model):
    """F3: each reconciliation of a hotel receivable is looked at when the operation that makes it ends."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        lines = self.env["account.move.line"].browse(
            [vals[name] for vals in vals_list for name in ("debit_move_id", "credit_move_id") if vals.get(name)]
        )
        with self.env["account.move"]._hotel_watch({"records": lines.move_id}):
            return super().create(vals_list)

    def _hotel_receivable_moves(self):
        """E7, F4: besides invoices, what an employee took over is followed until the employee has paid it."""
        sudo = self.sudo()
        moves = sudo.debit_move_id.move_id | sudo.credit_move_id.move_id
        return super()._hotel_receivable_moves() | moves.filtered("hotel_shortfall_id")

    def write(self, vals):
        container = {"records": (self.debit_move_id | self.credit_move_id).move_id}
        with container["records"]._hotel_watch(container):
            result = super().write(vals)
            container["records"] |= (self.debit_move_id | self.credit_move_id).move_id
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        """M2: what was taken over, allowed or written off by a decision stays settled."""
        self_sudo = self.sudo()
        for partial in self_sudo:
            for line, other in (
                (partial.debit_move_id, partial.credit_move_id),
                (partial.credit_move_id, partial.debit_move_id),
            ):
                if line.move_id._hotel_receivables() and other.move_id._hotel_settlement_is_final():
                    raise UserError(
                        self.env._(
                            "What %(entry)s settled of %(invoice)s was decided, so it stays settled (M2).",
                            entry=other.move_id.display_name,
                            invoice=line.move_id.display_name,
                        )
                    )

    def _hotel_problems(self):
        """F3: return what is wrong with these reconciliations of hotel receivables, in words. Call it with sudo."""
        problems = []
        verdicts = {}
        for partial in self:
            debit, credit = partial.debit_move_id, partial.credit_move_id
            for line in (debit, credit):
                if line is debit and line.move_id.move_type == "out_invoice":
                    continue
                if partial._hotel_is_exchange(line):
                    continue
                move = line.move_id
                if move not in verdicts:
                    verdicts[move] = move.state == "posted" and move._hotel_settles_receivable()
                if not verdicts[move]:
                    problems.append(move._hotel_refusal())
            if debit.account_id != credit.account_id or debit.balance < 0 or credit.balance > 0:
                problems.append(
                    self.env._(
                        "%(debit)s and %(credit)s are not a debit and a credit of one account.",
                        debit=debit.display_name,
                        credit=credit.display_name,
                    )
                )
            elif partial._hotel_amount_problem():
                problems.append(
                    self.env._(
                        "%(credit)s would settle more of %(debit)s than it is worth on %(day)s.",
                        debit=debit.move_id.display_name,
                        credit=credit.move_id.display_name,
                        day=credit.date,
                    )
                )
        return problems + (self.debit_move_id | self.credit_move_id)._hotel_overspent()

    def _hotel_is_exchange(self, line):
        """Return whether `line` is of the exchange difference that Odoo makes of a reconciliation of the other line.

        It settles nothing of a foreign receivable in its own currency. On a receivable in the company's currency it is
        at most the rounding of the payment's currency.
        """
        self.ensure_one()
        other = self.credit_move_id if line == self.debit_move_id else self.debit_move_id
        company = line.company_id
        sources = line.move_id.exchange_diff_partial_ids
        if not sources or line.move_id.journal_id != company.currency_exchange_journal_id:
            return False
        of_other = sources.filtered(lambda source: other in (source.debit_move_id, source.credit_move_id))
        if not of_other:
            return False
        if other.currency_id != company.currency_id:
            settled = self.debit_amount_currency if other == self.debit_move_id else self.credit_amount_currency
            return other.currency_id.is_zero(settled)
        counterpart = (of_other.debit_move_id | of_other.credit_move_id) - other
        units = [
            each.currency_id.rounding * abs(each.balance / each.amount_currency) for each in counterpart if each.amount_currency
        ]
        return self.amount <= max(units, default=0.0) + company.currency_id.rounding

    def _hotel_amount_problem(self):
        """F3: return whether the reconciliation settles more than it uses up, at the rates of the payment's day."""
        self.ensure_one()
        debit, credit = self.debit_move_id, self.credit_move_id
        if self._hotel_is_exchange(credit) or self._hotel_is_exchange(debit):
            return None
        company = debit.company_id
        currency = company.currency_id
        same = debit.currency_id == credit.currency_id
        settled_worth = used_worth = 0.0
        if not same:
            settled_worth = debit.currency_id._convert(self.debit_amount_currency, currency, company, credit.date, round=False)
            rate = abs(credit.balance / credit.amount_currency) if credit.amount_currency else 0.0
            used_worth = self.credit_amount_currency * rate
        return settlement.partial_problem(
            self.debit_amount_currency,
            self.credit_amount_currency,
            same,
            settled_worth,
            used_worth,
            company.hotel_exchange_tolerance / 100,
            currency.rounding + debit.currency_id._convert(debit.currency_id.rounding, currency, company, credit.date, round=False),
        )
