from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..rules import billing

#: What was booked from the beginning up to a day. What comes later - a match, a payment paid back - never changes it:
#: each entry counts on its own date with its whole amount, and a match only says whose payment it was.
#: Rows: agreement, figure, currency, date (for amounts to convert), amount.
BOOKED = """
    WITH firms AS (
        SELECT id, commercial_partner_id FROM hotel_credit_agreement WHERE id IN %(ids)s
    ), item AS (
        -- payments and pay-backs of the firms that the agreements were named for; not an employee's side of an entry
        SELECT line.id, line.hotel_agreement_id, line.currency_id, line.date, line.amount_currency
          FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id AND account.account_type = 'asset_receivable'
          JOIN account_move move ON move.id = line.move_id AND move.move_type = 'entry'
          JOIN firms ON firms.id = line.hotel_agreement_id
          JOIN res_partner partner ON partner.id = line.partner_id
                                  AND partner.commercial_partner_id = firms.commercial_partner_id
         WHERE line.parent_state = 'posted' AND line.date <= %(day)s
    )
    SELECT hotel_agreement_id, CASE move_type WHEN 'out_invoice' THEN 'charged' ELSE 'allowances' END,
           currency_id, NULL::date, SUM(amount_total)
      FROM account_move
     WHERE hotel_agreement_id IN (SELECT id FROM firms) AND state = 'posted' AND date <= %(day)s
       AND move_type IN ('out_invoice', 'out_refund')
     GROUP BY 1, 2, 3
    UNION ALL
    -- what entries settled of the agreement's invoices, whoever they were received for
    SELECT debit.hotel_agreement_id, 'payments', debit.currency_id, NULL, SUM(part.debit_amount_currency)
      FROM account_partial_reconcile part
      JOIN account_move_line debit ON debit.id = part.debit_move_id
      JOIN account_move invoice ON invoice.id = debit.move_id AND invoice.move_type = 'out_invoice'
      JOIN account_move_line credit ON credit.id = part.credit_move_id
      JOIN account_move payment ON payment.id = credit.move_id AND payment.move_type = 'entry'
     WHERE debit.hotel_agreement_id IN (SELECT id FROM firms) AND credit.date <= %(day)s
     GROUP BY 1, 3
    UNION ALL
    -- what entries paid back of the agreement's credit notes
    SELECT credit.hotel_agreement_id, 'payments', credit.currency_id, NULL, -SUM(part.credit_amount_currency)
      FROM account_partial_reconcile part
      JOIN account_move_line credit ON credit.id = part.credit_move_id
      JOIN account_move refund ON refund.id = credit.move_id AND refund.move_type = 'out_refund'
      JOIN account_move_line debit ON debit.id = part.debit_move_id
      JOIN account_move payback ON payback.id = debit.move_id AND payback.move_type = 'entry'
     WHERE credit.hotel_agreement_id IN (SELECT id FROM firms) AND debit.date <= %(day)s
     GROUP BY 1, 3
    UNION ALL
    -- what entries without an agreement of their own paid back of a payment that was received for it
    SELECT credit.hotel_agreement_id, 'payments', credit.currency_id, debit.date, -SUM(part.credit_amount_currency)
      FROM account_partial_reconcile part
      JOIN item credit ON credit.id = part.credit_move_id
      JOIN account_move_line debit ON debit.id = part.debit_move_id AND debit.hotel_agreement_id IS NULL
      JOIN account_move payback ON payback.id = debit.move_id AND payback.move_type = 'entry'
     WHERE debit.date <= %(day)s
     GROUP BY 1, 3, 4
    UNION ALL
    -- the rest of each payment and pay-back: all of it but what is counted above with invoices and credit notes
    SELECT item.hotel_agreement_id, 'payments', item.currency_id, item.date, -SUM(item.amount_currency)
      FROM item GROUP BY 1, 3, 4
    UNION ALL
    SELECT credit.hotel_agreement_id, 'payments', credit.currency_id, credit.date, -SUM(part.credit_amount_currency)
      FROM account_partial_reconcile part
      JOIN item credit ON credit.id = part.credit_move_id
      JOIN account_move_line debit ON debit.id = part.debit_move_id
      JOIN account_move invoice ON invoice.id = debit.move_id AND invoice.move_type = 'out_invoice'
     GROUP BY 1, 3, 4
    UNION ALL
    SELECT debit.hotel_agreement_id, 'payments', debit.currency_id, debit.date, SUM(part.debit_amount_currency)
      FROM account_partial_reconcile part
      JOIN item debit ON debit.id = part.debit_move_id
      JOIN account_move_line credit ON credit.id = part.credit_move_id
      JOIN account_move refund ON refund.id = credit.move_id AND refund.move_type = 'out_refund'
     GROUP BY 1, 3, 4
"""


class HotelStatement(models.Model):
    """F1: opening balance, charges, allowances, payments and closing balance of a statement."""

    _inherit = "hotel.statement"

    @api.model
    def _prepare_figures(self, agreements, month):
        """F1: return {agreement id: figures of its statement for `month`} as amounts of the agreement's currency.

        Everything posted up to the last day of the month counts, the invoice of the month included.
        """
        agreements.env.flush_all()
        told = {
            agreement_id: {"charged": charged, "allowances": allowances, "payments": payments}
            for agreement_id, charged, allowances, payments in self.env.execute_query(
                SQL(
                    """SELECT agreement_id, SUM(charged), SUM(allowances), SUM(payments)
                         FROM hotel_statement WHERE agreement_id IN %s AND month < %s GROUP BY agreement_id""",
                    tuple(agreements.ids),
                    month,
                )
            )
        }
        booked = self._get_booked(agreements, billing.month_end(month))
        return {
            agreement.id: billing.statement_figures(told.get(agreement.id, {}), booked.get(agreement.id, {}))
            for agreement in agreements
        }

    @api.model
    def _get_booked(self, agreements, day):
        """Return {agreement id: {charged, allowances, payments}} posted from the beginning up to `day`.

        A payment counts with what it settled of the agreement's invoices; the rest of it, by whichever road it came
        (a payment, a line of the bank), counts for the agreement that it was received for, converted at the rate of its
        day where it is in another currency. Paying back an allowance or an overpayment counts as a negative payment on
        the day on which it is paid back: months before that stay as they were.
        """
        currencies = {agreement.id: agreement.currency_id for agreement in agreements}
        companies = {agreement.id: agreement.company_id for agreement in agreements}
        booked = defaultdict(lambda: {"charged": 0, "allowances": 0, "payments": 0})
        for agreement_id, key, currency_id, date, amount in self.env.execute_query(
            SQL(BOOKED, ids=tuple(agreements.ids), day=day)
        ):
            own = currencies[agreement_id]
            if currency_id != own.id:
                foreign = self.env["res.currency"].browse(currency_id)
                amount = foreign._convert(amount, own, companies[agreement_id], date or day)
            booked[agreement_id][key] += billing.exact(own.round(amount))
        return booked
