from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..rules import shortfall as rule


class HotelShortfall(models.Model):
    """What is missing at collection and a named employee takes over: it becomes a receivable from that employee (F4).

    Finance names the employee and the amount; only that employee accepts, with a login of their own. Acceptance posts the
    entry: receivable from the employee against the customer's, which is settled by so much.
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
        domain="[('move_type', '=', 'out_invoice'), ('state', '=', 'posted'), ('amount_residual', '>', 0),"
        " ('hotel_agreement_id', '!=', False)]",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True, index=True, readonly=True
    )
    # Plain values of the invoice: the employee who is asked cannot open it, but must see what it is about.
    invoice_name = fields.Char("Invoice number", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    invoice_date = fields.Date("Invoiced on", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    date_due = fields.Date("Due", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    customer = fields.Char(compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
    agreement_name = fields.Char("Agreement", compute="_compute_invoice", compute_sudo=True, store=True, precompute=True)
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
                    "agreement_name": move.hotel_agreement_id.name,
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

    # ------------------------------------------------------------------ steps

    def action_ask(self):
        """F4: ask the named employee; their answer is due by the end of the working days of the setting.

        :raise UserError: with all reasons why it cannot be asked for
        """
        self._check_finance()
        for shortfall in self:
            shortfall._check_state("ask")
            shortfall._check_possible()
            company = shortfall.company_id
            user = shortfall.employee_id.sudo().user_id
            now = fields.Datetime.now()
            shortfall.sudo().write(
                {"state": "asked", "user_id": user.id, "asked_by_id": self.env.uid, "asked_at": now}
            )
            self.env["hotel.clock"].start(
                shortfall,
                "shortfall",
                self.env["hotel.workdays"].deadline(now, company.hotel_shortfall_days, company),
                user,
                name=lambda env: env._("Answer whether you take the shortfall over"),
            )
            shortfall.sudo().activity_schedule(
                "hotel_credit.mail_activity_shortfall",
                user_id=user.id,
                note=self.env._(
                    "%(amount)s of invoice %(invoice)s, %(customer)s",
                    amount=shortfall.currency_id.format(shortfall.amount),
                    invoice=shortfall.invoice_name,
                    customer=shortfall.customer,
                ),
            )
        return True

    def action_accept(self):
        """F4: take the shortfall over. Only the named employee does, with a login of their own.

        :raise AccessError: for anybody else, whatever their role
        :raise UserError: when less is open by now, or accounting refuses the entry
        """
        for shortfall in self:
            shortfall._check_named_employee()
            shortfall._check_state("accept")
            shortfall_sudo = shortfall.sudo().with_company(shortfall.company_id).with_context(clean_context(self.env.context))
            shortfall_sudo.move_id.lock_for_update()
            shortfall_sudo._check_possible()
            shortfall_sudo.write(
                {"state": "accepted", "decided_at": fields.Datetime.now(), "decided_by_id": self.env.uid}
            )
            shortfall_sudo._post_entry()
            shortfall_sudo._answered()
        return True

    def action_decline(self, answer=None):
        """F4: refuse; the rest stays open with the customer.

        :param answer: why, in the employee's words; required
        """
        for shortfall in self:
            shortfall._check_named_employee()
            shortfall._check_state("decline")
            if not (answer or "").strip():
                raise UserError(self.env._("%s: say why you decline.", shortfall.name))
            shortfall.sudo().write(
                {
                    "state": "declined",
                    "answer": answer.strip(),
                    "decided_at": fields.Datetime.now(),
                    "decided_by_id": self.env.uid,
                }
            )
            shortfall.sudo()._answered()
        return True

    def action_open_decline(self):
        """Ask why, then decline."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decline"),
            "res_model": "hotel.shortfall.decline",
            "view_mode": "form",
            "target": "new",
            "context": {"default_shortfall_id": self.id},
        }

    def action_withdraw(self):
        """Finance takes the question back, for example because the customer paid after all."""
        self._check_finance()
        for shortfall in self:
            shortfall._check_state("withdraw")
            shortfall.sudo().write(
                {"state": "withdrawn", "decided_at": fields.Datetime.now(), "decided_by_id": self.env.uid}
            )
            shortfall.sudo()._answered()
        return True

    def action_open_invoice(self):
        """Open the invoice."""
        self.ensure_one()
        return self.move_id._get_records_action(name=self.invoice_name)

    def action_open_entry(self):
        """Open the entry that made it a receivable from the employee."""
        self.ensure_one()
        return self.entry_id._get_records_action(name=self.entry_id.display_name)

    # ------------------------------------------------------------------ inner working

    def _check_finance(self):
        if not self.env.su and not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Only finance asks an employee to take a shortfall over."))
        self.check_access("write")

    def _check_named_employee(self):
        self.ensure_one()
        self.check_access("read")
        if self.env.user != self.user_id:
            raise AccessError(
                self.env._(
                    "Only %(employee)s can answer for %(number)s, with a login of their own.",
                    employee=self.sudo().employee_id.name,
                    number=self.name,
                )
            )

    def _check_state(self, step):
        needed, _next = rule.STEPS[step]
        if self.state != needed:
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(number)s is in state %(state)s; this can only be done in state %(needed)s.",
                    number=self.name,
                    state=states[self.state],
                    needed=states[needed],
                )
            )

    def _check_possible(self):
        self.ensure_one()
        shortfall = self.sudo()
        move, employee = shortfall.move_id, shortfall.employee_id
        move.invalidate_recordset(["amount_residual"])
        elsewhere = sum(
            self.sudo().search([("move_id", "=", move.id), ("state", "=", "asked"), ("id", "!=", self.id)]).mapped("amount")
        )
        texts = {
            "not_receivable": self.env._("%s is no posted invoice charged on account.", move.display_name),
            "not_positive": self.env._("The shortfall must be above zero."),
            "too_much": self.env._(
                "Only %(open)s of %(invoice)s are open, of which others are asked for %(elsewhere)s: "
                "%(amount)s cannot be taken over.",
                open=move.currency_id.format(move.amount_residual),
                invoice=move.name,
                elsewhere=move.currency_id.format(elsewhere),
                amount=move.currency_id.format(shortfall.amount),
            ),
            "employee_left": self.env._("%s does not work here any more.", employee.name),
            "no_login": self.env._("%s has no login of their own to accept with.", employee.name),
            "no_reason": self.env._("The reason is missing."),
        }
        found = rule.problems(
            shortfall.amount,
            move.amount_residual,
            elsewhere,
            is_receivable=move.state == "posted" and bool(move._hotel_receivables()),
            has_login=bool(employee.user_id.active and not employee.user_id.share),
            active=employee.active,
            reason=shortfall.reason,
        )
        if found:
            raise UserError("\n".join(texts[code] for code in found))

    def _answered(self):
        """Stop the clock, and tell finance who asked."""
        self.ensure_one()
        self.env["hotel.clock"].stop(self, "shortfall")
        self.activity_unlink(["hotel_credit.mail_activity_shortfall"])
        states = dict(self._fields["state"]._description_selection(self.env))
        self.message_post(
            body=self.env._(
                "%(who)s: %(state)s. %(answer)s", who=self.env.user.name, state=states[self.state], answer=self.answer or ""
            ),
            partner_ids=(self.asked_by_id - self.env.user).partner_id.ids,
        )

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

    def _get_employee_items(self):
        """Return the journal items of the entry that the employee owes."""
        return self.entry_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance > 0)

    def _post_entry(self):
        """F4: post the receivable from the employee against the customer's, and settle the invoice with it."""
        self.ensure_one()
        move, company, currency = self.move_id, self.company_id, self.currency_id
        items = move.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and not line.reconciled)
        account = company._hotel_employee_account()
        if len(items.account_id) != 1 or account == items.account_id:
            raise UserError(
                self.env._(
                    "%(invoice)s cannot be taken over: the account for receivables from employees (%(account)s) must be another "
                    "than the customer's. Choose it in the hotel's settings.",
                    invoice=move.name,
                    account=account.display_name,
                )
            )
        balance = rule.booked_balance(
            sum(items.mapped("amount_residual")),
            sum(items.mapped("amount_residual_currency")),
            self.amount,
            company.currency_id.decimal_places,
        )
        partner = self.employee_id.work_contact_id or self.user_id.partner_id
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": company.id,
                "journal_id": company._hotel_general_journal().id,
                "date": company._hotel_today(),
                "ref": self.env._("%(number)s: shortfall of %(invoice)s", number=self.name, invoice=move.name),
                "hotel_shortfall_id": self.id,
                "line_ids": [
                    Command.create(
                        {
                            "name": self.env._("%(number)s: taken over, %(invoice)s", number=self.name, invoice=move.name),
                            "account_id": on.id,
                            "partner_id": whom.id,
                            "currency_id": currency.id,
                            "amount_currency": sign * self.amount,
                            "balance": sign * balance,
                        }
                    )
                    for sign, on, whom in ((1, account, partner), (-1, items.account_id, move.commercial_partner_id))
                ],
            }
        )
        entry._post(soft=False)
        self.entry_id = entry
        (items + entry.line_ids.filtered(lambda line: line.account_id == items.account_id)).reconcile()
        self.env["hotel.guarantee"]._register_shares(
            [{"move_id": entry.id, "user_id": self.user_id.id, "kind": "shortfall", "role": "guarantor", "part": 1}]
        )
