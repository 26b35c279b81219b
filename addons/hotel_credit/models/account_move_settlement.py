from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import settlement

#: Of a posted invoice of a hotel receivable: what would make it smaller, later, another's, or look paid.
FROZEN = frozenset(
    {
        "state", "move_type", "partner_id", "commercial_partner_id", "company_id", "currency_id", "journal_id",
        "invoice_date", "invoice_date_due", "invoice_payment_term_id", "invoice_cash_rounding_id", "amount_residual",
        "amount_residual_signed", "amount_total", "amount_total_signed", "reversed_entry_id", "origin_payment_id",
        "statement_line_id",
    }
)  # fmt: skip


class AccountMove(models.Model):
    """F3: no difference is ever written off on a hotel receivable, by whatever road.

    One guard: each operation of Odoo that changes entries or their reconciliation ends in `_hotel_check_settlements`,
    which looks at the outcome rather than at the road. A receivable is settled by money that came in, and by entries
    that a rule of their own lets through (`_hotel_settles_receivable`). Superuser mode and context keys change nothing.
    """

    _inherit = "account.move"

    # ------------------------------------------------------------------ what is guarded, and what may settle it

    @api.model
    def _hotel_receivable_fields(self):
        """Return the names of the links that make an invoice a hotel receivable; its journal items store them too."""
        return ("hotel_agreement_id",)

    def _hotel_receivables(self):
        """Return those of the entries that are invoices of hotel receivables."""
        names = self._hotel_receivable_fields()
        return self.filtered(
            lambda move: move.move_type == "out_invoice" and any(move.sudo()[name] for name in names)
        )

    def _hotel_settles_receivable(self):
        """F3: return whether the entry may settle a hotel receivable (or be settled by a customer's credit).

        Money may. Extended by each rule that makes other entries: take-over (F4), allowance (F3), bad debt (G5).
        """
        self.ensure_one()
        return not self._hotel_money_problem()

    def _hotel_settlement_is_final(self):
        """Return whether what the entry settled stays settled: taken over, allowed, written off by a decision."""
        self.ensure_one()
        return False

    def _hotel_money_problem(self):
        """F3: return why the entry is not just money, as of `rules.settlement.problem`; None if it is.

        Money comes by a payment's own entry or a line of a bank statement; an entry that reverses one pays it back.
        """
        self.ensure_one()
        move = self.sudo()
        payment, bank_line = move.origin_payment_id, move.statement_line_id
        if move.reversed_entry_id and not payment and not bank_line:
            payment, bank_line = move.reversed_entry_id.origin_payment_id, move.reversed_entry_id.statement_line_id
            of_money = move.reversed_entry_id in (payment.move_id, bank_line.move_id)
        else:
            of_money = move in (payment.move_id, bank_line.move_id)
        if move.move_type != "entry" or not of_money:
            return settlement.NO_MONEY
        outstanding = payment.outstanding_account_id.filtered("reconcile")
        company = move.company_id
        tolerance = company.hotel_exchange_tolerance / 100
        lines = []
        for line in move.line_ids.filtered("account_id"):
            account = line.account_id
            kind = settlement.role(account.account_type, account.internal_group, outstanding=account in outstanding)
            amount = line.balance
            if line.currency_id != company.currency_id and kind in (settlement.MONEY, settlement.CUSTOMER):
                at_table = line.currency_id._convert(line.amount_currency, company.currency_id, company, line.date)
                amount = settlement.worth(amount, at_table, tolerance, claim=kind == settlement.CUSTOMER)
            lines.append((kind, amount))
        return settlement.problem(lines, company.currency_id.rounding)

    def _is_eligible_for_early_payment_discount(self, currency, reference_date):
        """F3: a discount for paying early would be a difference at collection."""
        return not self._hotel_receivables() and super()._is_eligible_for_early_payment_discount(currency, reference_date)

    @api.depends("matched_payment_ids.amount", "matched_payment_ids.state")
    def _compute_payment_state(self):
        """F3: a payment without an entry of its own covers what it amounts to; Odoo takes it for the whole invoice."""
        super()._compute_payment_state()
        for move in self._hotel_receivables():
            if move.payment_state not in ("paid", "in_payment") or move.currency_id.is_zero(move.amount_residual):
                continue
            payments = move.sudo().matched_payment_ids.filtered(
                lambda payment: not payment.move_id and payment.state in ("in_process", "paid")
            )
            coming = sum(
                payment.currency_id._convert(payment.amount_signed, move.currency_id, move.company_id, payment.date)
                for payment in payments
            )
            if move.currency_id.compare_amounts(coming, move.amount_residual) < 0:
                move.payment_state = "partial"

    # ------------------------------------------------------------------ the guard

    @contextmanager
    def _hotel_watch(self, container):
        """Check the entries of `container["records"]`, and those of all operations within, when the outermost ends.

        Kept with the cursor, as Odoo keeps the stack of its own check that entries balance: not in the context, which
        a caller could set.
        """
        watch = self.env.cr.cache.setdefault("hotel_settlement_watch", {"depth": 0, "ids": set()})
        watch["depth"] += 1
        try:
            yield
            watch["ids"].update(container["records"].ids)
            if watch["depth"] == 1:
                ids, watch["ids"] = watch["ids"], set()
                self.browse(ids).exists()._hotel_check_settlements()
        finally:
            watch["depth"] -= 1
            if not watch["depth"]:
                watch["ids"] = set()

    @contextmanager
    def _check_balanced(self, container):
        with self._hotel_watch(container), super()._check_balanced(container):
            yield

    def _hotel_check_settlements(self):
        """F3: refuse if an entry of `self` settles a hotel receivable, or lowers what its customer owes, by a difference.

        :raise UserError: naming receivable, entry, reason and the roads that remain
        """
        if not self:
            return
        self_sudo = self.sudo()
        problems = self_sudo._hotel_partials()._hotel_problems()
        problems += self_sudo._hotel_posting_problems()
        if problems:
            raise UserError(
                "\n".join(
                    [
                        *dict.fromkeys(problems),
                        self.env._(
                            "No difference is written off on what is charged on account (F3). Book what came; the rest "
                            "stays open, or a named employee takes it over (Collection > Shortfalls)."
                        ),
                    ]
                )
            )

    def _hotel_partials(self):
        """Return the reconciliations of the entries in which a journal item of a hotel receivable stands."""
        Partial = self.env["account.partial.reconcile"]
        if not self.ids:
            return Partial
        Partial.flush_model(["debit_move_id", "credit_move_id"])
        names = self._hotel_receivable_fields()
        self.env["account.move.line"].flush_model(["move_id", *names])
        # Cash-basis taxes are reconciled too, on accounts of their own: what counts is the customer's account.
        linked = SQL(" OR ").join(
            SQL(
                "(%s.account_type = 'asset_receivable' AND %s IS NOT NULL)",
                SQL.identifier(f"{side}_account"),
                SQL.identifier(side, name),
            )
            for side in ("debit", "credit")
            for name in names
        )
        rows = self.env.execute_query(
            SQL(" UNION ").join(
                SQL(
                    """SELECT part.id
                         FROM account_move_line line
                         JOIN account_partial_reconcile part ON %(side)s = line.id
                         JOIN account_move_line debit ON debit.id = part.debit_move_id
                         JOIN account_account debit_account ON debit_account.id = debit.account_id
                         JOIN account_move_line credit ON credit.id = part.credit_move_id
                         JOIN account_account credit_account ON credit_account.id = credit.account_id
                        WHERE line.move_id IN %(ids)s AND (%(linked)s)""",
                    side=SQL.identifier("part", side),
                    ids=tuple(self.ids),
                    linked=linked,
                )
                for side in ("debit_move_id", "credit_move_id")
            )
        )
        return Partial.browse(row[0] for row in rows)

    def _hotel_posting_problems(self):
        """F3: return what is wrong with posted entries that lower a customer's debt without money.

        A credit note is an allowance or corrects an invoice that is no hotel receivable; a miscellaneous entry does
        not credit a customer who owes on a hotel receivable.
        """
        names = self._hotel_receivable_fields()
        notes = self.filtered(lambda move: move.state == "posted" and move.move_type == "out_refund")
        entries = self.filtered(lambda move: move.state == "posted" and move.move_type == "entry")
        credits_ = entries.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and line.balance < 0 and line.partner_id
        )
        firms = notes.commercial_partner_id | credits_.partner_id.commercial_partner_id
        owing = self._hotel_owing(firms)
        problems = []
        for note in notes:
            corrected = note.reversed_entry_id
            linked = any(note[name] for name in names) or bool(corrected._hotel_receivables())
            on_account = not corrected and (note.company_id.id, note.commercial_partner_id.id) in owing
            if (linked or on_account) and not note._hotel_settles_receivable():
                problems.append(
                    self.env._(
                        "%(entry)s: a credit note for %(customer)s, who is charged on account, can only be a sales "
                        "allowance, made before the receivable is confirmed.",
                        entry=note.display_name,
                        customer=note.commercial_partner_id.display_name,
                    )
                )
        for entry, lines in credits_.grouped("move_id").items():
            if (
                any((line.company_id.id, line.partner_id.commercial_partner_id.id) in owing for line in lines)
                and not entry.exchange_diff_partial_ids
                and not entry._hotel_settles_receivable()
                and not entry._hotel_reverses_other_debt()
            ):
                problems.append(entry._hotel_refusal())
        return problems

    def _hotel_reverses_other_debt(self):
        """Return whether the entry takes back an earlier miscellaneous entry that had raised the customer's debt."""
        self.ensure_one()
        original = self.reversed_entry_id
        debts = original.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance > 0)
        mine = self.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance < 0)
        return (
            original.move_type == "entry"
            and original.state == "posted"
            and mine.partner_id.commercial_partner_id <= debts.partner_id.commercial_partner_id
            and self.company_currency_id.compare_amounts(-sum(mine.mapped("balance")), sum(debts.mapped("balance"))) <= 0
        )

    @api.model
    def _hotel_owing(self, firms):
        """Return {(company id, firm id)} of those of `firms` that owe on a posted hotel receivable."""
        if not firms:
            return set()
        Line = self.env["account.move.line"].sudo()
        linked = ["|"] * (len(self._hotel_receivable_fields()) - 1)
        linked += [(name, "!=", False) for name in self._hotel_receivable_fields()]
        groups = Line._read_group(
            [
                ("partner_id", "child_of", firms.ids),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
                ("account_type", "=", "asset_receivable"),
                ("move_type", "=", "out_invoice"),
                *linked,
            ],
            ["company_id", "partner_id"],
        )
        return {(company.id, partner.commercial_partner_id.id) for company, partner in groups}

    def _hotel_refusal(self):
        """Return why the entry may not settle a receivable, in words."""
        self.ensure_one()
        reasons = {
            settlement.NO_MONEY: self.env._("it is no money received: neither a payment nor a line of a bank statement"),
            settlement.WRITE_OFF: self.env._("it books a difference to profit or loss"),
            settlement.EXCEEDS: self.env._("it would settle more than the money that it received"),
        }
        return self.env._(
            "%(entry)s cannot settle what is charged on account: %(reason)s.",
            entry=self.display_name,
            reason=reasons.get(self._hotel_money_problem(), reasons[settlement.NO_MONEY]),
        )

    # ------------------------------------------------------------------ posted entries

    def write(self, vals):
        self._hotel_refuse_frozen(vals)
        if vals.get("state") in ("draft", "cancel"):
            self.filtered(lambda move: move.state == "posted")._hotel_reopen()
        return super().write(vals)

    def _hotel_refuse_frozen(self, vals):
        """F3: a posted hotel receivable stays what it is; what it lacks is paid, what is wrong is an allowance."""
        names = (FROZEN | set(self._hotel_receivable_fields())) & vals.keys()
        if vals.get("payment_state") not in (None, "blocked", "not_paid"):
            names |= {"payment_state"}
        if not names:
            return
        for move in self.filtered(lambda each: each.state == "posted")._hotel_receivables():
            changed = sorted(name for name in names if self._field_will_change(move, vals, name))
            if changed:
                raise UserError(
                    self.env._(
                        "%(invoice)s is posted and charged on account, so %(fields)s cannot be changed any more. "
                        "A payment settles it; what is wrong is put right by a sales allowance (F3).",
                        invoice=move.display_name,
                        fields=", ".join(move._fields[name]._description_string(self.env) for name in changed),
                    )
                )

    def _hotel_reopen(self):
        """F3: what an entry settled is open again before it is taken back; a decided entry is not taken back."""
        partials = self.sudo()._hotel_partials()
        moves = (partials.debit_move_id | partials.credit_move_id).move_id & self.sudo()
        moves.filtered(lambda move: move._hotel_settlement_is_final())._hotel_refuse_decided()
        partials.unlink()

    def _hotel_refuse_decided(self):
        """M2: refuse to take back entries that a decision made, if there are any."""
        if self:
            raise UserError(
                self.env._(
                    "%(entries)s was decided, so it is not taken back (M2).",
                    entries=", ".join(self.mapped("display_name")),
                )
            )
