from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import ageing

#: What can be told apart: key -> (model, field).
GROUPS = {
    "customer": ("hotel.ageing", "partner_id"),
    "agreement": ("hotel.ageing", "agreement_id"),
    "salesperson": ("hotel.ageing", "salesperson_id"),
    "guarantor": ("hotel.ageing.share", "user_id"),
}


class HotelAgeing(models.Model):
    """F6: what was open of each hotel receivable at the end of a day, and how late it was.

    Rows are journal items of receivable accounts, told by their accounting dates: what was reconciled by that day is taken
    off, whenever it was entered. So each past day can be asked for, and the sum is that of the general ledger.
    The day comes with the context key `hotel_as_of` (a date; default and latest: today).
    """

    _name = "hotel.ageing"
    _description = "Ageing of Receivables"
    _auto = False
    _rec_name = "move_id"
    _order = "date_due, id"
    _depends = {
        "account.move": ["state", "move_type", "invoice_date", "commercial_partner_id"],
        "account.move.line": [
            "account_id", "amount_currency", "balance", "company_id", "currency_id", "date", "date_maturity",
            "hotel_agreement_id", "hotel_salesperson_id", "move_id", "parent_state",
        ],
        "account.partial.reconcile": [
            "amount", "credit_amount_currency", "credit_move_id", "debit_amount_currency", "debit_move_id", "max_date",
        ],
    }  # fmt: skip

    company_id = fields.Many2one("res.company", readonly=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company currency")
    move_id = fields.Many2one("account.move", "Entry", readonly=True)
    name = fields.Char("Invoice", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    agreement_id = fields.Many2one("hotel.credit.agreement", "Credit agreement", readonly=True)
    salesperson_id = fields.Many2one("res.users", readonly=True)
    invoice_date = fields.Date("Date", readonly=True)
    date_due = fields.Date("Due", readonly=True)
    days = fields.Integer("Days late", readonly=True, aggregator="max")
    bucket = fields.Selection(
        [
            ("not_due", "Not due"),
            ("d30", "1-30 days"),
            ("d60", "31-60 days"),
            ("d90", "61-90 days"),
            ("d365", "91-365 days"),
            ("y3", "1-3 years"),
            ("over", "Over 3 years"),
            ("credit", "Paid in advance"),
        ],
        "Age",
        readonly=True,
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    residual_currency = fields.Monetary("Open in currency", readonly=True, currency_field="currency_id", aggregator=None)
    residual = fields.Monetary("Open", readonly=True, currency_field="company_currency_id")
    overdue = fields.Monetary(readonly=True, currency_field="company_currency_id")

    @api.model
    def _get_as_of(self):
        """Return the day that is asked for, today at the latest."""
        today = self.env.company._hotel_today()
        asked = self.env.context.get("hotel_as_of")
        return min(fields.Date.to_date(asked), today) if asked else today

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT item.*, CASE WHEN item.bucket NOT IN ('not_due', 'credit') THEN item.residual ELSE 0 END AS overdue
              FROM (%s) AS item
            """,
            self._get_rows(),
        )

    def _get_rows(self):
        """Return the query of the open journal items at the end of the day."""
        day = self._get_as_of()
        linked = SQL(" OR ").join(
            SQL("%s IS NOT NULL", SQL.identifier("line", name)) for name in self.env["account.move"]._hotel_receivable_fields()
        )
        due = SQL("COALESCE(line.date_maturity, line.date)")
        cases = SQL(" ").join(SQL("WHEN %s - %s <= %s THEN %s", day, due, last, code) for code, last in ageing.LAST_DAYS)
        return SQL(
            """
            SELECT line.id, line.company_id, line.move_id, move.name, move.commercial_partner_id AS partner_id,
                   line.hotel_agreement_id AS agreement_id, line.hotel_salesperson_id AS salesperson_id,
                   COALESCE(move.invoice_date, line.date) AS invoice_date, %(due)s AS date_due, line.currency_id,
                   GREATEST(%(day)s - %(due)s, 0) AS days,
                   line.amount_currency - COALESCE(debit.in_currency, 0) + COALESCE(credit.in_currency, 0) AS residual_currency,
                   line.balance - COALESCE(debit.amount, 0) + COALESCE(credit.amount, 0) AS residual,
                   CASE WHEN line.balance - COALESCE(debit.amount, 0) + COALESCE(credit.amount, 0) < 0 THEN 'credit' %(cases)s
                        WHEN %(day)s <= (%(due)s + INTERVAL '3 years')::date THEN 'y3' ELSE 'over' END AS bucket
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id AND account.account_type = 'asset_receivable'
              JOIN account_move move ON move.id = line.move_id
         LEFT JOIN (SELECT debit_move_id AS id, SUM(amount) AS amount, SUM(debit_amount_currency) AS in_currency
                      FROM account_partial_reconcile WHERE max_date <= %(day)s GROUP BY debit_move_id) debit ON debit.id = line.id
         LEFT JOIN (SELECT credit_move_id AS id, SUM(amount) AS amount, SUM(credit_amount_currency) AS in_currency
                      FROM account_partial_reconcile WHERE max_date <= %(day)s GROUP BY credit_move_id) credit ON credit.id = line.id
             WHERE (%(linked)s) AND line.parent_state = 'posted' AND line.date <= %(day)s
               AND (line.balance - COALESCE(debit.amount, 0) + COALESCE(credit.amount, 0) != 0
                    OR line.amount_currency - COALESCE(debit.in_currency, 0) + COALESCE(credit.in_currency, 0) != 0)
            """,
            day=day,
            due=due,
            cases=cases,
            linked=linked,
        )

    # ------------------------------------------------------------------ the table

    @api.model
    @api.readonly
    def get_table(self, as_of=False, by="customer", domain=()):
        """F6: return the ageing at the end of a day, a row a customer, agreement, salesperson or guarantor.

        Under the reader's own rules: a salesperson sees their own customers.

        :param as_of: date (ISO), today at the latest
        :param by: customer, agreement, salesperson or guarantor
        :return: dict as_of, by, buckets (code, label), rows (id, name, amounts by bucket, total, overdue), totals, currency
        :raise UserError: naming what cannot be asked for
        """
        if by not in GROUPS:
            raise UserError(self.env._("Ageing is by %(known)s, not by %(by)s.", known=", ".join(GROUPS), by=by))
        company = self.env.company
        today = company._hotel_today()
        day = fields.Date.to_date(as_of) or today
        if day > today:
            raise UserError(self.env._("Ageing is shown up to today (%(today)s), not for %(day)s.", today=today, day=day))
        model, name = GROUPS[by]
        Model = self.env[model].with_context(hotel_as_of=fields.Date.to_string(day))
        groups = Model._read_group(
            Domain("company_id", "=", company.id) & Domain(list(domain)), [name, "bucket"], ["residual:sum"]
        )
        codes = [*ageing.BUCKETS, ageing.CREDIT]
        rows = {}
        for record, code, amount in groups:
            row = rows.setdefault(record.id or 0, {"id": record.id or False, "record": record, "amounts": dict.fromkeys(codes, 0.0)})
            row["amounts"][code] += amount
        names = self._get_names(by, rows)
        digits = company.currency_id.decimal_places
        table = []
        for key, row in rows.items():
            amounts = {code: round(amount, digits) for code, amount in row["amounts"].items()}
            table.append(
                {
                    "id": row["id"],
                    "name": names[key],
                    "amounts": amounts,
                    "total": round(sum(amounts.values()), digits),
                    "overdue": round(sum(amounts[code] for code in ageing.BUCKETS[1:]), digits),
                }
            )
        table.sort(key=lambda row: (-row["total"], row["name"]))
        totals = {code: round(sum(row["amounts"][code] for row in table), digits) for code in codes}
        total = round(sum(totals.values()), digits)
        overdue = round(sum(totals[code] for code in ageing.BUCKETS[1:]), digits)
        return {
            "as_of": fields.Date.to_string(day),
            "today": fields.Date.to_string(today),
            "by": by,
            "model": model,
            "field": name,
            "buckets": [
                {"code": code, "label": label} for code, label in self._fields["bucket"]._description_selection(self.env)
            ],
            "rows": table,
            "totals": totals,
            "total": total,
            "overdue": overdue,
            "overdue_share": ageing.share(overdue, sum(totals[code] for code in ageing.BUCKETS)),
            "currency_id": company.currency_id.id,
            "currency": company.currency_id.name,
            "company": company.name,
        }

    def _get_names(self, by, rows):
        """Return {key: name} of the rows; names are not secret to who may see the amounts."""
        nobody = {
            "customer": self.env._("No customer"),
            "agreement": self.env._("Without agreement"),
            "salesperson": self.env._("No salesperson"),
            "guarantor": self.env._("Nobody liable"),
        }[by]
        return {key: (row["record"].sudo().display_name or nobody) if row["id"] else nobody for key, row in rows.items()}

    @api.model
    def action_print(self, as_of, by, kind):
        """Return the action that prints the ageing as `kind`: pdf or xlsx."""
        paper = self.env["hotel.ageing.paper"].create({"as_of": as_of, "by": by, "company_id": self.env.company.id})
        return paper._get_report(kind)

    def action_open_move(self):
        """Open the invoice or payment of a row."""
        self.ensure_one()
        return self.move_id._get_records_action(name=self.name)

    def action_open_charges(self):
        """List the slips that the invoice of a row bills."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Slips of %s", self.name),
            "res_model": "hotel.charge",
            "view_mode": "list,form",
            "domain": [("move_id", "=", self.move_id.id)],
        }
