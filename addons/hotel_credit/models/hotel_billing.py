from collections import defaultdict
from decimal import Decimal

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import billing
from ..tools.months import month_name

AMOUNTS = SQL(", ").join(SQL.identifier(f"amount_{kind}") for kind in billing.KINDS)

#: Slips of a company and month that wait for an invoice. An agreement with a statement of this or a later month is
#: done: what comes later goes on its next invoice (F1).
TO_BILL = """
    FROM hotel_charge charge
   WHERE charge.state = 'authorised' AND charge.company_id = %(company)s AND charge.business_date <= %(last_day)s
     AND charge.agreement_id NOT IN %(skip)s
     AND NOT EXISTS (SELECT FROM hotel_statement statement
                      WHERE statement.agreement_id = charge.agreement_id AND statement.month >= %(month)s)
"""


class HotelBilling(models.AbstractModel):
    """F1: turns the slips of agreements and a month into posted invoices and statements. Never commits."""

    _name = "hotel.billing"
    _description = "Billing of Slips"

    @api.model
    def _count_to_bill(self, company, month):
        """Return the number of agreements with slips to bill up to the end of `month`."""
        [[count]] = self._query_to_bill("SELECT COUNT(DISTINCT charge.agreement_id)", company, month)
        return count

    @api.model
    def _get_to_bill(self, company, month, skip, limit):
        """Return up to `limit` agreements with slips to bill up to the end of `month`, without those in `skip`."""
        rows = self._query_to_bill(
            "SELECT DISTINCT charge.agreement_id", company, month, skip, SQL("ORDER BY charge.agreement_id LIMIT %s", limit)
        )
        return self.env["hotel.credit.agreement"].browse(agreement_id for (agreement_id,) in rows)

    def _query_to_bill(self, select, company, month, skip=(), tail=SQL()):  # noqa: B008 (SQL is immutable)
        self.env["hotel.charge"].flush_model(["state", "company_id", "business_date", "agreement_id"])
        self.env["hotel.statement"].flush_model(["agreement_id", "month"])
        where = SQL(
            TO_BILL,
            company=company.id,
            last_day=billing.month_end(month),
            month=month,
            skip=tuple(agreement.id for agreement in skip) or (0,),
        )
        return self.env.execute_query(SQL("%s %s %s", SQL(select), where, tail))

    @api.model
    def _bill(self, agreements, month, run):
        """Bill the slips of `agreements` up to the end of `month` in the current transaction.

        The slips are claimed by one UPDATE of their state, in the transaction that makes the invoice: a void that comes
        first is not billed, one that comes later finds them billed (D6).

        :return: the new statements, one an agreement
        :raise UserError: naming what accounting refused; nothing is kept then
        """
        company = run.company_id
        self = self.sudo().with_company(company).with_context(tracking_disable=True, mail_create_nosubscribe=True)
        agreements = agreements.sudo().with_env(self.env)
        slips = self._claim(agreements, billing.month_end(month))
        agreements = agreements.filtered(lambda agreement: agreement.id in slips)
        if not agreements:
            return self.env["hotel.statement"]
        statements = self.env["hotel.statement"].create(
            [self._prepare_statement_vals(agreement, month, run) for agreement in agreements]
        )
        names = self._get_names(agreements)
        moves = self.env["account.move"].create(
            [
                self._prepare_move_vals(statement, slips[statement.agreement_id.id], names)
                for statement in statements
            ]
        )
        moves._post(soft=False)
        for statement, move in zip(statements, moves, strict=True):
            self._check_posted(statement, move, slips[statement.agreement_id.id])
            statement.move_id = move
        self._link(statements)
        self._register_guarantees(statements, slips)
        self.env["account.payment"]._hotel_settle_from_account(agreements.commercial_partner_id, company)
        figures = statements._prepare_figures(agreements, month)
        for statement in statements:
            statement.write(figures[statement.agreement_id.id])
        return statements

    def _claim(self, agreements, last_day):
        """Set the slips to billed and return them: {agreement id: [dict of the slip]}."""
        self.env["hotel.charge"].flush_model()
        claimed = defaultdict(list)
        for slip in self.env.execute_query_dict(
            SQL(
                """UPDATE hotel_charge SET state = 'billed', write_uid = %s, write_date = %s
                    WHERE agreement_id IN %s AND state = 'authorised' AND business_date <= %s
                RETURNING id, agreement_id, outlet_id, currency_id, salesperson_id, signer_id, amount, %s""",
                self.env.uid,
                fields.Datetime.now(),
                tuple(agreements.ids),
                last_day,
                AMOUNTS,
            )
        ):
            claimed[slip["agreement_id"]].append(slip)
        self.env["hotel.charge"].invalidate_model()
        return claimed

    def _link(self, statements):
        """Write statement and invoice onto the claimed slips of the statements' agreements."""
        statements.flush_recordset()
        self.env.execute_query(
            SQL(
                """UPDATE hotel_charge charge SET statement_id = statement.id, move_id = statement.move_id
                     FROM hotel_statement statement
                    WHERE statement.id IN %s AND charge.agreement_id = statement.agreement_id
                      AND charge.state = 'billed' AND charge.statement_id IS NULL
                RETURNING charge.id""",
                tuple(statements.ids),
            )
        )
        self.env["hotel.charge"].invalidate_model()

    def _register_guarantees(self, statements, slips):
        """E7, G6: the invoices stand in the register with who was responsible on the slips' days."""
        Guarantee = self.env["hotel.guarantee"]
        Guarantee._register_shares([
            vals
            for statement in statements
            for vals in Guarantee._prepare_billing_vals(
                statement.move_id, slips[statement.agreement_id.id], statement.agreement_id.user_id
            )
        ])

    def _get_names(self, agreements):
        """Return {lang: (outlet names by id, kind names by code)} in the languages of the customers."""
        names = {}
        for lang in set(agreements.partner_id.mapped("lang")):
            outlets = self.env["hotel.outlet"].with_context(lang=lang, active_test=False).search([])
            kinds = self.env["hotel.revenue.kind"].with_context(lang=lang).search([])
            names[lang] = {outlet.id: outlet.name for outlet in outlets}, {kind.code: kind.name for kind in kinds}
        return names

    def _prepare_statement_vals(self, agreement, month, run):
        last_day = billing.month_end(month)
        return {
            "name": self.env["ir.sequence"].next_by_code("hotel.statement", sequence_date=last_day),
            "company_id": run.company_id.id,
            "agreement_id": agreement.id,
            "commercial_partner_id": agreement.commercial_partner_id.id,
            "currency_id": agreement.currency_id.id,
            "month": month,
            "date_end": last_day,
            "confirm_until": billing.next_month(month).replace(day=run.company_id.hotel_confirm_day),
            "run_id": run.id,
        }

    def _prepare_move_vals(self, statement, slips, names):
        """Return the values of the invoice: a line an outlet and revenue kind, gross prices with the tax in them."""
        agreement, company = statement.agreement_id, statement.company_id
        foreign = {slip["currency_id"] for slip in slips} - {agreement.currency_id.id}
        if foreign:
            raise UserError(
                self.env._(
                    "Slips of agreement %(agreement)s are in another currency than the agreement (%(currency)s). "
                    "Void them or have the agreement's currency put right.",
                    agreement=agreement.name,
                    currency=agreement.currency_id.name,
                )
            )
        shares = defaultdict(Decimal)
        for slip in slips:
            shares[slip["salesperson_id"]] += billing.exact(slip["amount"])
        liable = billing.liable(shares) or agreement.user_id.ids
        lang = agreement.partner_id.lang
        outlet_names, kind_names = names[lang]
        month = month_name(self.env, statement.month, lang)
        kinds = {kind.code: kind.product_id for kind in self.env["hotel.revenue.kind"].search([])}
        amounts = ((slip["outlet_id"], {kind: slip[f"amount_{kind}"] for kind in billing.KINDS}) for slip in slips)
        return {
            "move_type": "out_invoice",
            "journal_id": company._hotel_billing_journal().id,
            "company_id": company.id,
            "partner_id": agreement.partner_id.id,
            "currency_id": agreement.currency_id.id,
            "invoice_date": statement.date_end,
            "date": statement.date_end,
            "invoice_payment_term_id": company._hotel_payment_term().id,
            "invoice_user_id": liable[0],
            "invoice_origin": f"{agreement.name} {statement.name}",
            "hotel_agreement_id": agreement.id,
            "hotel_month": statement.month,
            "hotel_statement_id": statement.id,
            "hotel_salesperson_id": liable[0],
            "hotel_liable_ids": [Command.set(liable)],
            "hotel_signer_ids": [Command.set(sorted({slip["signer_id"] for slip in slips if slip["signer_id"]}))],
            "invoice_line_ids": [
                Command.create(
                    {
                        "product_id": kinds[kind].id,
                        "name": f"{outlet_names[outlet]}: {kind_names[kind]}, {month}",
                        "quantity": 1,
                        "price_unit": float(total),
                        "account_id": kinds[kind].property_account_income_id.id,
                        "tax_ids": [Command.set(self._get_taxes(kinds[kind], company).ids)],
                    }
                )
                for (outlet, kind), total in billing.line_totals(amounts).items()
            ],
        }

    def _get_taxes(self, product, company):
        return product.taxes_id.filtered_domain(self.env["account.tax"]._check_company_domain(company))

    def _check_posted(self, statement, move, slips):
        """Refuse an invoice that does not carry the slips' total to the cent, or another date than the month's last.

        :raise UserError: naming both amounts or dates; the caller's savepoint undoes the invoice
        """
        total = sum(billing.exact(slip["amount"]) for slip in slips)
        if move.currency_id.compare_amounts(move.amount_total, float(total)):
            raise UserError(
                self.env._(
                    "The invoice would come to %(invoice)s, the slips to %(slips)s. "
                    "Check that the taxes of the revenue kinds are included in the price.",
                    invoice=move.amount_total,
                    slips=total,
                )
            )
        if move.date != statement.date_end:
            raise UserError(
                self.env._(
                    "The invoice would be dated %(date)s instead of %(day)s. Check the lock dates in accounting.",
                    date=move.date,
                    day=statement.date_end,
                )
            )
