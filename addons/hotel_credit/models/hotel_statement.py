from odoo import fields, models

from ..tools.months import month_name


class HotelStatement(models.Model):
    """The month of one agreement: opening balance, slips, allowances, payments, closing balance (F1).

    Written by billing alone. Statements of an agreement form an unbroken chain: the opening balance is the closing
    balance of the one before, and what was booked late into an earlier month appears on the next statement.
    """

    _name = "hotel.statement"
    _description = "Statement of Account"
    _inherit = ["mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _mail_post_access = "read"
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
    payments = fields.Monetary(readonly=True, help="Received, taken over or written off since the last statement.")
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
        return self.move_id._get_records_action(name=self.move_id.display_name)

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
