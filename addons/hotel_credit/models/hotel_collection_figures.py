from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..rules import ageing

#: Who sees the figures of all customers.
READERS = ("sales_head", "finance", "gm", "chairman", "auditor")
TOP = 10


class HotelCollectionFigures(models.AbstractModel):
    """F6: repayment rate, days sales outstanding, limit use; at any past day."""

    _name = "hotel.collection.figures"
    _description = "Figures of Collection"

    @api.model
    @api.readonly
    def get_dashboard(self, as_of=False):
        """F6: return the figures of the company at the end of a day, as the dashboard draws them.

        :param as_of: date (ISO), today at the latest
        :return: dict as_of, currency, ageing (by bucket), rate (percent, target), dso (days), months, exposures, limits, guarantors
        :raise AccessError: for who does not supervise collection
        """
        if not self.env.su and not any(self.env.user.has_group(f"hotel_base.group_{role}") for role in READERS):
            raise AccessError(self.env._("The figures of collection are for finance, the sales head, GM, chairman and auditors."))
        company = self.env.company
        today = company._hotel_today()
        day = fields.Date.to_date(as_of) or today
        if day > today:
            raise UserError(self.env._("Figures are shown up to today (%(today)s), not for %(day)s.", today=today, day=day))
        Ageing = self.env["hotel.ageing"].sudo()
        table = Ageing.get_table(day, "customer")
        guarantors = Ageing.get_table(day, "guarantor")
        months = self._repayment_by_month(company, day)
        fallen = sum(month["fallen_due"] for month in months)
        in_time = sum(month["in_time"] for month in months)
        charged = self._charged(company, day, company.hotel_dso_days)
        limits = self._limit_use(company, day)
        return {
            "as_of": fields.Date.to_string(day),
            "today": fields.Date.to_string(today),
            "currency_id": company.currency_id.id,
            "currency": company.currency_id.name,
            "open": table["total"],
            "overdue": table["overdue"],
            "overdue_share": table["overdue_share"],
            "ageing": [
                {**bucket, "amount": table["totals"][bucket["code"]]}
                for bucket in table["buckets"]
                if bucket["code"] != ageing.CREDIT
            ],
            "rate": ageing.share(in_time, fallen),
            "target": company.hotel_repayment_target,
            "dso": ageing.days_outstanding(table["total"], charged, company.hotel_dso_days),
            "dso_days": company.hotel_dso_days,
            "months": months,
            "exposures": [
                {"id": row["id"], "name": row["name"], "total": row["total"], "overdue": row["overdue"]} for row in table["rows"][:TOP]
            ],
            "guarantors": [
                {"id": row["id"], "name": row["name"], "total": row["total"], "overdue": row["overdue"]}
                for row in guarantors["rows"][:TOP]
            ],
            **limits,
        }

    @api.model
    def _repayment_by_month(self, company, day, count=12):
        """F6: return the repayment rate of the last `count` months of due dates up to `day`, oldest first.

        As A7 counts it: collected by its due date of what has fallen due; allowances lower what fell due, money alone
        collects (not a take-over). Amounts in company currency, at the rate of the invoice.

        :return: list of dict month (ISO, its first day), fallen_due, in_time, rate (percent or None)
        """
        first = day.replace(day=1) - relativedelta(months=count - 1)
        self._flush()
        rows = self.env.execute_query(
            SQL(
                """
                WITH owed AS (
                    SELECT line.id, COALESCE(line.date_maturity, line.date) AS due, line.amount_currency,
                           line.balance / NULLIF(line.amount_currency, 0) AS rate
                      FROM account_move_line line
                      JOIN account_account account ON account.id = line.account_id
                                                  AND account.account_type = 'asset_receivable'
                      JOIN account_move move ON move.id = line.move_id AND move.move_type = 'out_invoice'
                     WHERE line.company_id = %(company)s AND line.parent_state = 'posted' AND (%(linked)s)
                       AND COALESCE(line.date_maturity, line.date) >= %(first)s
                       AND COALESCE(line.date_maturity, line.date) < %(day)s AND line.date <= %(day)s
                ), settled AS (
                    SELECT owed.id,
                           SUM(part.debit_amount_currency) FILTER (WHERE other.move_type = 'out_refund') AS allowed,
                           SUM(part.debit_amount_currency) FILTER (
                               WHERE other.move_type != 'out_refund' AND credit.date <= owed.due
                                 AND (journal.type IN ('bank', 'cash', 'credit') OR credit.payment_id IS NOT NULL)) AS in_time
                      FROM owed
                      JOIN account_partial_reconcile part ON part.debit_move_id = owed.id AND part.max_date <= %(day)s
                      JOIN account_move_line credit ON credit.id = part.credit_move_id
                      JOIN account_move other ON other.id = credit.move_id
                      JOIN account_journal journal ON journal.id = other.journal_id
                     GROUP BY owed.id
                )
                SELECT date_trunc('month', owed.due)::date,
                       SUM((owed.amount_currency - COALESCE(settled.allowed, 0)) * owed.rate)::float,
                       SUM(LEAST(COALESCE(settled.in_time, 0), owed.amount_currency - COALESCE(settled.allowed, 0))
                           * owed.rate)::float
                  FROM owed LEFT JOIN settled ON settled.id = owed.id
                 GROUP BY 1
                """,
                company=company.id,
                linked=self._linked("line"),
                first=first,
                day=day,
            )
        )
        found = {month: (fallen or 0.0, in_time or 0.0) for month, fallen, in_time in rows}
        digits = company.currency_id.decimal_places
        result = []
        for back in reversed(range(count)):
            month = day.replace(day=1) - relativedelta(months=back)
            fallen, in_time = (round(amount, digits) for amount in found.get(month, (0.0, 0.0)))
            result.append(
                {
                    "month": fields.Date.to_string(month),
                    "fallen_due": fallen,
                    "in_time": in_time,
                    "rate": ageing.share(in_time, fallen),
                }
            )
        return result

    @api.model
    def _charged(self, company, day, days):
        """Return what was invoiced, less allowances, in the `days` days that end with `day`, in company currency."""
        self._flush()
        [[amount]] = self.env.execute_query(
            SQL(
                """SELECT COALESCE(SUM(line.balance), 0)::float
                     FROM account_move_line line
                     JOIN account_account account ON account.id = line.account_id
                                                 AND account.account_type = 'asset_receivable'
                     JOIN account_move move ON move.id = line.move_id AND move.move_type IN ('out_invoice', 'out_refund')
                    WHERE line.company_id = %s AND line.parent_state = 'posted' AND (%s)
                      AND line.date > %s AND line.date <= %s""",
                company.id,
                self._linked("line"),
                day - relativedelta(days=days),
                day,
            )
        )
        return amount

    @api.model
    def _limit_use(self, company, day):
        """F6: return the use of the monthly limits in the month of `day`: of all, and of those that are used most."""
        months = self.env["hotel.credit.month"].sudo().search(
            [("company_id", "=", company.id), ("month", "=", day.replace(day=1)), ("unlimited", "=", False), ("limit", ">", 0)]
        )
        rows = sorted(months, key=lambda row: (-row.used_share, row.id))
        return {
            "limit_share": ageing.share(sum(months.mapped("used")), sum(months.mapped("limit"))),
            "limits": [
                {
                    "id": row.commercial_partner_id.id,
                    "name": row.commercial_partner_id.display_name,
                    "used": row.used,
                    "limit": row.limit,
                    "share": ageing.share(row.used, row.limit),
                }
                for row in rows[:TOP]
            ],
        }

    def _linked(self, alias):
        return SQL(" OR ").join(
            SQL("%s IS NOT NULL", SQL.identifier(alias, name)) for name in self.env["account.move"]._hotel_receivable_fields()
        )

    def _flush(self):
        for model in ("account.move", "account.move.line", "account.partial.reconcile"):
            self.env[model].flush_model()
