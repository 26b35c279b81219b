from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..rules.credit_record import Receivable, last_months, repayment, replay


def _decimal(amount):
    """Return an amount as the Decimal that is meant; Odoo reads the database's exact numbers as floats."""
    return Decimal(repr(amount))


class HotelCreditRecord(models.AbstractModel):
    """How a customer charged and paid under one agreement (A7). Computed from slips, invoices and payments."""

    _name = "hotel.credit.record"
    _description = "Customer's Credit Record"

    @api.model
    def _performance(self, agreement, limit=None, today=None):
        """A7: return the customer's record under `agreement`, amounts in the agreement's currency.

        :param limit: monthly limit asked for, None = without limit; the last 12 months are replayed under it
        :param today: date of the record, default the company's today
        :return: JSON-able dict: on, charged, invoiced, paid, fallen_due, on_time, on_time_share (percent),
            repayment_rate (percent), longest_delay (days), dunning_notices, disputes, months (list of month,
            charged, above), months_above, amount_above
        """
        agreement.ensure_one()
        agreement_sudo = agreement.sudo()
        today = today or agreement_sudo.company_id._hotel_today()
        charged = self._charged_by_month(agreement_sudo)
        currency = agreement_sudo.currency_id
        months = replay(charged, None if limit is None else _decimal(limit), last_months(today))
        above = [row for row in months if not currency.is_zero(float(row[2]))]
        record = repayment(self._receivables(agreement_sudo), today)
        return {
            "on": today.isoformat(),
            "charged": currency.round(float(sum(charged.values()))),
            **{key: currency.round(float(record[key])) for key in ("invoiced", "paid", "fallen_due", "on_time")},
            **{key: record[key] for key in ("on_time_share", "repayment_rate", "longest_delay")},
            "dunning_notices": self._count_dunning_notices(agreement_sudo),
            "disputes": self._count_disputes(agreement_sudo),
            "months": [
                {
                    "month": month.isoformat(),
                    "charged": currency.round(float(amount)),
                    "above": currency.round(float(over)),
                }
                for month, amount, over in months
            ],
            "months_above": len(above),
            "amount_above": currency.round(float(sum(row[2] for row in above))),
        }

    @api.model
    def _charged_by_month(self, agreement_sudo):
        """Return {first day of month: amount} of the agreement's slips that were not voided."""
        self.env["hotel.charge"].flush_model(["agreement_id", "business_date", "amount", "state"])
        rows = self.env.execute_query(
            SQL(
                """SELECT date_trunc('month', business_date)::date, SUM(amount)
                     FROM hotel_charge
                    WHERE agreement_id = %s AND state != 'voided'
                    GROUP BY 1""",
                agreement_sudo.id,
            )
        )
        return {month: _decimal(amount) for month, amount in rows}

    @api.model
    def _receivables(self, agreement_sudo):
        """Return the agreement's posted invoices as Receivables, in one query.

        What settles an invoice is told apart by where it comes from: a credit note lowers what was owed (F3), money
        comes through a bank, cash or card journal; anything else (a take-over by an employee, a bad debt) settles
        the books, but the customer did not pay it.
        """
        for model in ("account.move", "account.move.line", "account.partial.reconcile"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT line.id, line.amount_currency, COALESCE(line.date_maturity, line.date),
                          partial.debit_amount_currency, credit.date,
                          CASE WHEN other.move_type = 'out_refund' THEN 'allowance'
                               WHEN journal.type IN ('bank', 'cash', 'credit') OR credit.payment_id IS NOT NULL
                               THEN 'payment' END
                     FROM account_move move
                     JOIN account_move_line line ON line.move_id = move.id
                     JOIN account_account account ON account.id = line.account_id
                                                 AND account.account_type = 'asset_receivable'
                LEFT JOIN account_partial_reconcile partial ON partial.debit_move_id = line.id
                LEFT JOIN account_move_line credit ON credit.id = partial.credit_move_id
                LEFT JOIN account_move other ON other.id = credit.move_id
                LEFT JOIN account_journal journal ON journal.id = other.journal_id
                    WHERE move.hotel_agreement_id = %s AND move.state = 'posted' AND move.move_type = 'out_invoice'
                 ORDER BY line.id""",
                agreement_sudo.id,
            )
        )
        receivables = {}
        allowances = defaultdict(int)
        for line_id, amount, due, settled, day, source in rows:
            item = receivables.setdefault(line_id, Receivable(amount=_decimal(amount), due=due))
            if source == "payment":
                item.payments.append((day, _decimal(settled)))
            elif source == "allowance":
                allowances[line_id] += _decimal(settled)
        for line_id, allowed in allowances.items():
            receivables[line_id].amount -= allowed
        return list(receivables.values())

    @api.model
    def _count_dunning_notices(self, agreement_sudo):
        """Return how many dunning notices were issued under the agreement. Extended by what issues them (G1)."""
        return 0

    @api.model
    def _count_disputes(self, agreement_sudo):
        """Return how many statements of the agreement the customer disputed. Extended by what records them (F2)."""
        return 0
