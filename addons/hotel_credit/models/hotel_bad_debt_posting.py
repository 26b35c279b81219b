from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..rules import bad_debt
from ..rules.billing import exact


class HotelBadDebtPosting(models.Model):
    """The entries of a bad debt: clearing the receivable (G5, G6), and a later recovery in reverse (G7)."""

    _inherit = "hotel.bad.debt"

    def _write_off(self):
        """G5, G6: post the entry that clears the invoices: receivables from who is liable, the rest is expense.

        In superuser mode, within the last approval.
        """
        self.ensure_one()
        company = self.company_id
        debt = self.with_company(company).with_context(clean_context(self.env.context))
        # As of now: a hand-over may have changed who is liable since the claim was submitted (E8).
        debt._store_shares()
        owed, rest = debt._get_liability()
        day = company._hotel_today()
        move = debt._post_entry(
            day,
            [debt._prepare_clearing_vals(line.item_id) for line in debt.line_ids],
            debt._prepare_carrier_vals({user: float(amount) for user, amount in owed.items()}, float(rest)),
        )
        # Before anything is reconciled: what is lost must not look collected (E7).
        debt.write({"move_id": move.id, "posted_on": day, "written_off": debt.amount})
        items = debt.line_ids.item_id
        for item, counterpart in zip(items, move.line_ids.filtered(lambda line: line.hotel_clears_id).sorted("id"), strict=True):
            (item + counterpart).reconcile()
        debt._call_guarantors()
        self.env["hotel.dunning.notice"]._settle(items)

    def _call_guarantors(self):
        """E7: who is liable for the invoices has to answer for them now."""
        guarantees_sudo = self.env["hotel.guarantee"].sudo().search([("move_id", "in", self.line_ids.move_id.ids)])
        guarantees_sudo._call(self.env._("Bad debt %(number)s", number=self.name))

    def _post_entry(self, day, first, second):
        """Return the posted entry of two lists of values of journal items."""
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self._get_journal().id,
                "company_id": self.company_id.id,
                "date": day,
                "ref": self.display_name,
                "hotel_bad_debt_id": self.id,
                "line_ids": [Command.create(vals) for vals in (*first, *second)],
            }
        )
        move._post(soft=False)
        return move

    def _prepare_clearing_vals(self, item):
        """Return the values that clear a customer's journal item whole, in its own currency."""
        return {
            "name": self.env._("Bad debt %(number)s: %(invoice)s", number=self.name, invoice=item.move_id.name),
            "account_id": item.account_id.id,
            "partner_id": item.partner_id.id,
            "currency_id": item.currency_id.id,
            "amount_currency": -item.amount_residual_currency,
            "balance": -item.amount_residual,
            "hotel_clears_id": item.id,
        }

    def _prepare_carrier_vals(self, owed, expense, sign=1):
        """Return the values of the journal items of who carries the loss (`sign` -1: of the recovery).

        :param owed: {user id: amount}
        :param expense: amount that nobody is liable for
        """
        company = self.company_id
        rows = [
            (company._hotel_employee_account(), self.env["res.users"].browse(user).partner_id, amount)
            for user, amount in owed.items()
        ]
        if not company.currency_id.is_zero(expense):
            rows.append((company._hotel_bad_debt_account(), self.partner_id.commercial_partner_id, expense))
        return [
            {
                "name": self.env._("Bad debt %(number)s of %(customer)s", number=self.name, customer=self.partner_id.display_name),
                "account_id": account.id,
                "partner_id": partner.id,
                "currency_id": company.currency_id.id,
                "balance": sign * amount,
                "amount_currency": sign * amount,
            }
            for account, partner, amount in rows
        ]

    def _get_journal(self):
        """Return the company's journal of miscellaneous entries.

        :raise UserError: there is none
        """
        Journal = self.env["account.journal"]
        journal = Journal.search([*Journal._check_company_domain(self.company_id), ("type", "=", "general")], limit=1)
        if not journal:
            raise UserError(
                self.env._("%(company)s has no journal for miscellaneous entries. Create one.", company=self.company_id.name)
            )
        return journal

    # ------------------------------------------------------------------ G7: recovery

    def _recover(self, item, amount):
        """G7: book `amount` (company's currency) of what the customer paid after all, a credit that is open on `item`.

        In superuser mode. The employees' receivables are reduced first, by what each still carries.

        :return: the `hotel.bad.debt.recovery`
        :raise UserError: more than the claim still carries, or than is open on the payment
        """
        self.ensure_one()
        company = self.company_id
        debt = self.with_company(company).with_context(clean_context(self.env.context))
        debt.lock_for_update()
        debt._check_recovery(item, amount)
        owed = {share.user_id.id: exact(share.left) for share in debt.share_ids}
        expense = exact(debt.still_lost) - sum(owed.values())
        parts, to_expense = bad_debt.recovery(exact(amount), owed, expense, company.currency_id.decimal_places)
        day = company._hotel_today()
        whole = company.currency_id.compare_amounts(amount, -item.amount_residual) == 0
        move = debt._post_entry(
            day,
            [
                {
                    "name": self.env._("Recovery of bad debt %(number)s", number=debt.name),
                    "account_id": item.account_id.id,
                    "partner_id": item.partner_id.id,
                    "currency_id": item.currency_id.id,
                    "amount_currency": -item.amount_residual_currency if whole else amount,
                    "balance": amount,
                    "hotel_clears_id": item.id,
                }
            ],
            debt._prepare_carrier_vals({user: float(part) for user, part in parts.items()}, float(to_expense), sign=-1),
        )
        (item + move.line_ids.filtered("hotel_clears_id")).reconcile()
        debt._settle_employees(move)
        for share in debt.share_ids:
            share.recovered += float(parts.get(share.user_id.id, 0))
        recovery = self.env["hotel.bad.debt.recovery"].create(
            {
                "debt_id": debt.id,
                "date": day,
                "amount": amount,
                "to_employees": float(sum(parts.values())),
                "move_id": move.id,
                "user_id": self.env.uid,
            }
        )
        debt.line_ids.move_id._hotel_collection_changed()
        debt.message_post(body=self.env._("Recovered: %(amount)s", amount=company.currency_id.format(amount)))
        return recovery

    def _check_recovery(self, item, amount):
        company, currency = self.company_id, self.company_id.currency_id
        problems = []
        if self.approval_state != "approved":
            problems.append(self.env._("%(debt)s is not written off.", debt=self.display_name))
        if (
            item.company_id != company
            or item.account_type != "asset_receivable"
            or item.parent_state != "posted"
            or item.amount_residual >= 0
            or item.partner_id.commercial_partner_id != self.partner_id.commercial_partner_id
        ):
            problems.append(
                self.env._("%(item)s is no open payment of %(customer)s.", item=item.display_name, customer=self.partner_id.display_name)
            )
        elif currency.compare_amounts(amount, -item.amount_residual) > 0:
            problems.append(
                self.env._("Only %(open)s of %(item)s is open.", open=currency.format(-item.amount_residual), item=item.display_name)
            )
        elif item.currency_id != currency and currency.compare_amounts(amount, -item.amount_residual):
            problems.append(self.env._("A payment in another currency is booked whole: %s.", currency.format(-item.amount_residual)))
        if currency.compare_amounts(amount, 0) <= 0:
            problems.append(self.env._("The amount must be above zero."))
        if currency.compare_amounts(amount, self.still_lost) > 0:
            problems.append(
                self.env._(
                    "Of this bad debt %(lost)s is lost, so no more can come back. The rest stays on the customer's account.",
                    lost=currency.format(self.still_lost),
                )
            )
        if problems:
            raise UserError("\n".join(problems))

    def _settle_employees(self, move):
        """Settle what the employees still owe of this claim by what came back; the rest stays to their credit."""
        account = self.company_id._hotel_employee_account()
        owed = self.move_id.line_ids.filtered(lambda line: line.account_id == account and not line.reconciled)
        for credit in move.line_ids.filtered(lambda line: line.account_id == account):
            debit = owed.filtered(lambda line, partner=credit.partner_id: line.partner_id == partner)
            if debit:
                (debit + credit).reconcile()

    # ------------------------------------------------------------------ G4: proposed by the system

    @api.model
    def _cron_propose(self):
        """G4: propose what is overdue for three years (setting) and on no claim yet, chunk by chunk."""
        while done := self._propose_chunk(200):
            if not self.env["ir.cron"]._commit_progress(done):
                break

    def _propose_chunk(self, limit):
        """Claim for up to `limit` customers what is overdue that long. Never commits. Return how many."""
        Line = self.env["hotel.bad.debt.line"].sudo()
        for company in self.env["res.company"].sudo().search([]):
            last = bad_debt.overdue_before(company._hotel_today(), company.hotel_bad_debt_years)
            # Withdrawn once, it is not proposed again.
            domain = Line._get_claimable_domain() & fields.Domain("company_id", "=", company.id)
            domain &= fields.Domain("date_maturity", "<=", last) & fields.Domain("hotel_bad_debt_line_ids", "=", False)
            partners = self.env["account.move.line"].sudo()._read_group(domain, ["partner_id"], limit=limit)
            if not partners:
                continue
            ids = [partner.id for (partner,) in partners]
            items = self.env["account.move.line"].sudo().search(domain & fields.Domain("partner_id", "in", ids))
            self.sudo().with_company(company)._propose(company, items)
            return len(ids)
        return 0

    def _propose(self, company, items):
        by_firm = items.grouped(lambda item: item.partner_id.commercial_partner_id)
        debts = self.with_context(tracking_disable=True, mail_activity_quick_update=True).create(
            [
                {
                    "company_id": company.id,
                    "partner_id": firm.id,
                    "ground": "overdue",
                    "proposed": True,
                    "description": self.env._("Overdue for %(years)s years or more.", years=company.hotel_bad_debt_years),
                    "line_ids": [Command.create({"item_id": item.id}) for item in of_firm.sorted("date_maturity")],
                }
                for firm, of_firm in by_firm.items()
            ]
        )
        self.env["hotel.bad.debt.evidence"].create([debt._prepare_record_vals() for debt in debts])
        head = company.hotel_finance_head_id.filtered("active")
        if head:
            translated = self.with_context(lang=head.lang).env
            for debt in debts:
                debt.activity_schedule(
                    "hotel_credit.mail_activity_bad_debt",
                    user_id=head.id,
                    summary=translated._("Overdue for years: claim %(name)s as a bad debt?", name=debt.display_name),
                )
        return debts
