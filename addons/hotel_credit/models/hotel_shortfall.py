from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelShortfall(models.Model):
    """What is missing at collection and a named employee takes over: it becomes a receivable from that employee (F4).

    Finance names the employee and the amount; only that employee accepts, with a login of their own. Acceptance posts the
    entry: receivable from the employee against the customer's, which is settled by so much.

    The steps are in hotel_shortfall_course.py, the entry in hotel_shortfall_posting.py.
    """

    _name = "hotel.shortfall"
    _description = "Shortfall Taken Over"
    _inherit = ["hotel.numbered.mixin", "mail.thread", "mail.activity.mixin", "hotel.protected.mixin"]
    _mail_post_access = "read"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("asked", "Asked"),
            ("accepted", "Taken over"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    move_id = fields.Many2one(
        "account.move",
        "Invoice",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'posted'), ('amount_residual', '>', 0), ('hotel_is_receivable', '=', True)]",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True, index=True, readonly=True
    )
    # Plain values of the invoice: the employee who is asked cannot open it, but must see what it is about.
    invoice_name = fields.Char("Invoice number", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    invoice_date = fields.Date("Invoiced on", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    date_due = fields.Date("Due", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    customer = fields.Char(compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    agreement_name = fields.Char(
        "Charged under",
        compute="_compute_invoice",
        compute_sudo=True,
        store=True,
        precompute=True,
        help="The agreement, temporary credit or event that the invoice bills.",
    )
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True, readonly=True
    )
    invoice_total = fields.Monetary("Invoiced", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    invoice_open = fields.Monetary("Open of it now", compute="_compute_invoice_open", compute_sudo=True)
    amount = fields.Monetary("Shortfall", required=True, tracking=True, help="What the employee takes over.")
    employee_id = fields.Many2one(
        "hr.employee",
        "Responsible employee",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        domain="[('user_id', '!=', False), ('company_id', 'in', (company_id, False))]",
    )
    user_id = fields.Many2one("res.users", "Accepts", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    reason = fields.Text(required=True, help="How the shortfall came about, and why this employee answers for it.")
    asked_by_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False, ondelete="restrict")
    asked_at = fields.Datetime("Asked on", readonly=True, copy=False)
    decided_at = fields.Datetime("Answered on", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False, ondelete="restrict")
    answer = fields.Text(readonly=True, copy=False)
    entry_id = fields.Many2one("account.move", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    employee_open = fields.Monetary(
        "Still owed by the employee", compute="_compute_employee_open", compute_sudo=True, help="Of what was taken over."
    )
    is_mine = fields.Boolean(compute="_compute_is_mine")

    _server_fields = frozenset(
        {
            "name", "state", "user_id", "asked_by_id", "asked_at", "decided_at", "decided_by_id", "answer", "entry_id",
        }
    )  # fmt: skip

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A shortfall is above zero.")
    _open_of_invoice = models.Index("(move_id) WHERE state = 'asked'")

    @api.depends("move_id")
    def _compute_invoice(self):
        for shortfall in self:
            move = shortfall.move_id
            shortfall.update(
                {
                    "company_id": move.company_id.id,
                    "currency_id": move.currency_id.id,
                    "invoice_name": move.name,
                    "invoice_date": move.invoice_date,
                    "date_due": move.invoice_date_due,
                    "customer": move.commercial_partner_id.display_name,
                    "agreement_name": move._hotel_get_source_name(),
                    "invoice_total": move.amount_total,
                }
            )

    @api.depends("move_id.amount_residual")
    def _compute_invoice_open(self):
        for shortfall in self:
            shortfall.invoice_open = shortfall.move_id.amount_residual

    @api.depends("entry_id.line_ids.amount_residual_currency")
    def _compute_employee_open(self):
        for shortfall in self:
            shortfall.employee_open = sum(shortfall._get_employee_items().mapped("amount_residual_currency"))

    @api.depends("user_id", "state")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for shortfall in self:
            shortfall.is_mine = shortfall.state == "asked" and shortfall.user_id == self.env.user

    @api.depends("name", "customer")
    def _compute_display_name(self):
        for shortfall in self:
            shortfall.display_name = f"{shortfall.name} {shortfall.customer or ''}".strip()

    # ------------------------------------------------------------------ records

    def write(self, vals):
        """F4, M2: what the employee was asked is what the employee accepts; what was answered stays."""
        if not self.env.su and vals.keys() & {"move_id", "amount", "employee_id", "reason"}:
            asked = self.filtered(lambda each: each.state != "draft")
            if asked:
                raise UserError(
                    self.env._(
                        "%(numbers)s: the employee was asked already, so it cannot be changed. Withdraw it and make a new one.",
                        numbers=", ".join(asked.mapped("name")),
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        """M2: what was asked or answered is kept."""
        kept = self.filtered(lambda each: each.state != "draft")
        if kept:
            raise UserError(self.env._("%s was asked, so it is kept (M2). Withdraw it instead.", ", ".join(kept.mapped("name"))))

    # ------------------------------------------------------------------ paper

    def _get_signature_boxes(self):
        """Return the boxes to sign in on the printed form: who takes it over, and who asked."""
        self.ensure_one()
        shortfall = self.sudo()
        return [
            {
                "label": self.env._("Responsible employee"),
                "name": shortfall.employee_id.name if self.state == "accepted" else None,
                "date": self.decided_at if self.state == "accepted" else None,
            },
            {"label": self.env._("Finance"), "name": shortfall.asked_by_id.name or None, "date": self.asked_at},
        ]
