from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import billing
from ..tools.months import month_name


class HotelStatement(models.Model):
    """The month of one agreement: opening balance, slips, allowances, payments, closing balance (F1).

    Written by billing alone. Statements of an agreement form an unbroken chain: the opening balance is the closing
    balance of the one before, and what was booked late into an earlier month appears on the next statement.
    """

    _name = "hotel.statement"
    _description = "Statement of Account"
    _inherit = ["mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _order = "month desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "name",
            "company_id",
            "agreement_id",
            "commercial_partner_id",
            "currency_id",
            "month",
            "date_end",
            "state",
            "move_id",
            "run_id",
            "charge_ids",
            "opening",
            "charged",
            "allowances",
            "payments",
            "closing",
            "confirm_until",
            "pdf_id",
        }
    )

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    state = fields.Selection(
        [("draft", "To send"), ("sent", "Sent"), ("confirmed", "Confirmed"), ("disputed", "Disputed")],
        required=True,
        readonly=True,
        default="draft",
        group_expand=True,
        index=True,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True, readonly=True, ondelete="restrict")
    agreement_id = fields.Many2one(
        "hotel.credit.agreement", required=True, index=True, readonly=True, ondelete="restrict"
    )
    commercial_partner_id = fields.Many2one(
        "res.partner", "Firm", required=True, index=True, readonly=True, ondelete="restrict"
    )
    user_id = fields.Many2one(related="agreement_id.user_id", string="Responsible salesperson", store=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    date_end = fields.Date("Last day", required=True, readonly=True)
    confirm_until = fields.Date("Confirm until", readonly=True, help="Last day on which the customer confirms or disputes.")
    move_id = fields.Many2one("account.move", "Invoice", index="btree_not_null", readonly=True, ondelete="restrict")
    run_id = fields.Many2one("hotel.billing.run", "Billing run", index="btree_not_null", readonly=True, ondelete="restrict")
    pdf_id = fields.Many2one("ir.attachment", "PDF", readonly=True, copy=False, ondelete="set null")
    charge_ids = fields.One2many("hotel.charge", "statement_id", "Slips", readonly=True)
    charge_count = fields.Integer("Slip count", compute="_compute_charge_count")
    opening = fields.Monetary("Opening balance", readonly=True)
    charged = fields.Monetary(readonly=True)
    allowances = fields.Monetary(readonly=True, help="Credit notes since the last statement.")
    payments = fields.Monetary(readonly=True, help="Received since the last statement.")
    closing = fields.Monetary("Closing balance", readonly=True)
    due_date = fields.Date(related="move_id.invoice_date_due", string="Due")
    residual = fields.Monetary("Open now", related="move_id.amount_residual")
    payment_state = fields.Selection(related="move_id.payment_state", string="Payment")

    _unique_month = models.UniqueIndex("(agreement_id, month)")
    _company_month_idx = models.Index("(company_id, month)")
    _figures_agree = models.Constraint(
        "CHECK (opening + charged - allowances - payments = closing)",
        "Opening balance, charges, allowances and payments must come to the closing balance.",
    )

    def _compute_charge_count(self):
        counts = dict(self.env["hotel.charge"]._read_group([("statement_id", "in", self.ids)], ["statement_id"], ["__count"]))
        for statement in self:
            statement.charge_count = counts.get(statement._origin, 0)

    def _get_month_name(self):
        """Return the month as the printed statement names it."""
        return month_name(self.env, self.month)

    def action_open_invoice(self):
        """Open the invoice of the statement."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.move_id.display_name,
            "res_model": "account.move",
            "view_mode": "form",
            "res_id": self.move_id.id,
        }

    def action_open_charges(self):
        """List the slips of the statement."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Slips of %s", self.name),
            "res_model": "hotel.charge",
            "view_mode": "list,form",
            "domain": [("statement_id", "=", self.id)],
        }

    def _get_file_name(self):
        """Return the name of the statement's PDF, without its ending."""
        self.ensure_one()
        return self.env._("Statement %s", self.name.replace("/", "-"))

    def _attach_pdf(self):
        """F1: keep the PDF that lists the slips on the statement; it is attached to the invoice that is sent."""
        for statement in self.filtered(lambda one: not one.pdf_id):
            content, _kind = self.env["ir.actions.report"]._render_qweb_pdf("hotel_credit.report_statement", statement.ids)
            statement.pdf_id = self.env["ir.attachment"].create(
                {
                    "name": f"{statement._get_file_name()}.pdf",
                    "raw": content,
                    "mimetype": "application/pdf",
                    "res_model": "account.move",
                    "res_id": statement.move_id.id,
                }
            )

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

        A payment counts with what it settled of the agreement's invoices; the rest of it counts for the agreement
        that it was received for. Paying back an allowance or an overpayment counts as a negative payment.
        """
        ids = tuple(agreements.ids)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT hotel_agreement_id, CASE move_type WHEN 'out_invoice' THEN 'charged' ELSE 'allowances' END,
                       SUM(amount_total)
                  FROM account_move
                 WHERE hotel_agreement_id IN %(ids)s AND state = 'posted' AND date <= %(day)s
                   AND move_type IN ('out_invoice', 'out_refund')
                 GROUP BY 1, 2
                UNION ALL
                SELECT debit.hotel_agreement_id, 'payments', SUM(part.debit_amount_currency)
                  FROM account_partial_reconcile part
                  JOIN account_move_line debit ON debit.id = part.debit_move_id
                  JOIN account_move invoice ON invoice.id = debit.move_id AND invoice.move_type = 'out_invoice'
                  JOIN account_move_line credit ON credit.id = part.credit_move_id
                  JOIN account_move payment ON payment.id = credit.move_id AND payment.move_type != 'out_refund'
                 WHERE debit.hotel_agreement_id IN %(ids)s AND credit.date <= %(day)s
                 GROUP BY 1
                UNION ALL
                SELECT credit.hotel_agreement_id, 'payments', -SUM(part.credit_amount_currency)
                  FROM account_partial_reconcile part
                  JOIN account_move_line credit ON credit.id = part.credit_move_id
                  JOIN account_move refund ON refund.id = credit.move_id AND refund.move_type = 'out_refund'
                  JOIN account_move_line debit ON debit.id = part.debit_move_id
                  JOIN account_move payment ON payment.id = debit.move_id AND payment.move_type != 'out_invoice'
                 WHERE credit.hotel_agreement_id IN %(ids)s AND debit.date <= %(day)s
                 GROUP BY 1
                UNION ALL
                SELECT line.hotel_agreement_id, 'payments', -SUM(line.amount_residual_currency)
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                  JOIN account_move move ON move.id = line.move_id AND move.move_type = 'entry'
                  JOIN hotel_credit_agreement agreement ON agreement.id = line.hotel_agreement_id
                 WHERE line.hotel_agreement_id IN %(ids)s AND line.parent_state = 'posted' AND line.date <= %(day)s
                   AND account.account_type = 'asset_receivable' AND line.currency_id = agreement.currency_id
                 GROUP BY 1
                """,
                ids=ids,
                day=day,
            )
        )
        booked = {}
        for agreement_id, key, amount in rows:
            figures = booked.setdefault(agreement_id, {"charged": 0, "allowances": 0, "payments": 0})
            figures[key] += billing.exact(amount)
        return booked
