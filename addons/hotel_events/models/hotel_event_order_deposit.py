from datetime import timedelta
from decimal import Decimal

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import event_deposit

BUDGET_AGREEMENT = {"budget_agreed_by_id": False, "budget_agreed_at": False}


class HotelEventOrder(models.Model):
    """H2, H20: the budget that finance agrees to, and the deposit that is asked for it, as Odoo's down payment.

    What was received, applied, refunded and is open is read from accounting each time.
    """

    _inherit = "hotel.event.order"

    _server_fields = frozenset({"budget_agreed_by_id", "budget_agreed_at", "deposit_rate"})

    budget = fields.Monetary(tracking=True, help="Tax included; the deposit is computed from it.")
    budget_agreed_by_id = fields.Many2one("res.users", "Budget agreed by", readonly=True, copy=False, ondelete="restrict")
    budget_agreed_at = fields.Datetime("Budget agreed", readonly=True, copy=False)
    can_agree_budget = fields.Boolean(compute="_compute_can_agree_budget")
    deposit_rate = fields.Float(
        "Deposit (%)",
        readonly=True,
        digits=(5, 2),
        default=lambda self: self.env.company.hotel_event_deposit_rate,
        help="Of the budget; as the policy was when the order was made (M6).",
    )
    deposit_asked = fields.Monetary(
        "Deposit",
        compute="_compute_deposit_asked",
        store=True,
        readonly=False,
        tracking=True,
        help="H2: less than the policy's share needs the GM's approval. A new budget computes it anew.",
    )
    deposit_due = fields.Date("Deposit due", tracking=True)
    deposit_is_low = fields.Boolean(compute="_compute_deposit_is_low")
    move_ids = fields.One2many("account.move", "hotel_event_order_id", "Invoices", readonly=True)
    deposit_requested = fields.Monetary(compute="_compute_deposit_figures", help="On posted down payment invoices.")
    deposit_received = fields.Monetary(compute="_compute_deposit_figures", help="Paid of them.")
    deposit_refunded = fields.Monetary(compute="_compute_deposit_figures", help="Credited again, paid back or not.")
    deposit_applied = fields.Monetary(compute="_compute_deposit_figures", help="Deducted on the final invoice.")
    deposit_open = fields.Monetary("Deposit to come", compute="_compute_deposit_figures")

    _deposit_not_negative = models.Constraint(
        "CHECK (COALESCE(deposit_asked, 0) >= 0 AND COALESCE(budget, 0) >= 0)", "Budget and deposit are 0 or more."
    )

    @api.depends("budget", "deposit_rate")
    def _compute_deposit_asked(self):
        for order in self:
            order.deposit_asked = order._get_policy_deposit()

    @api.depends("budget", "deposit_rate", "deposit_asked")
    def _compute_deposit_is_low(self):
        for order in self:
            order.deposit_is_low = order.currency_id.compare_amounts(order.deposit_asked, order._get_policy_deposit()) < 0

    @api.depends_context("uid")
    @api.depends("budget_agreed_at", "state")
    def _compute_can_agree_budget(self):
        finance = self.env.user.has_group("hotel_base.group_finance")
        for order in self:
            order.can_agree_budget = finance and order.state == "draft" and bool(order.budget) and not order.budget_agreed_at

    @api.depends("move_ids.state", "move_ids.amount_total", "move_ids.amount_residual", "deposit_asked")
    def _compute_deposit_figures(self):
        for order in self:
            posted = order.sudo().move_ids.filtered(lambda move: move.state == "posted")
            deposits = posted.filtered("hotel_event_deposit")
            invoices = deposits.filtered(lambda move: move.move_type == "out_invoice")
            refunds = deposits.filtered(lambda move: move.move_type == "out_refund")
            final_lines = (posted - deposits).invoice_line_ids.filtered(
                lambda line: any(line.sale_line_ids.mapped("is_downpayment"))
            )
            credited = sum(refunds.mapped("amount_total"))
            order.deposit_requested = sum(invoices.mapped("amount_total"))
            order.deposit_received = sum(
                payment["amount"] for move in invoices for payment in move._hotel_get_money_received()
            )
            order.deposit_refunded = credited
            order.deposit_applied = -sum(final_lines.mapped("price_total"))
            order.deposit_open = max(order.deposit_asked - order.deposit_received, 0)

    def _get_policy_deposit(self):
        """H2: return what the policy asks for."""
        self.ensure_one()
        digits = self.currency_id.decimal_places or 2
        return float(event_deposit.deposit(Decimal(repr(self.budget or 0.0)), Decimal(repr(self.deposit_rate or 0.0)), digits))

    def write(self, vals):
        if "budget" in vals and not self.env.su:
            # H20: what finance agreed to was another budget.
            self.filtered("budget_agreed_at").sudo().write(BUDGET_AGREEMENT)
        return super().write(vals)

    def action_agree_budget(self):
        """H20: finance agrees to the budget; a later change of it has to be agreed to again."""
        self.check_access("read")
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("The budget of an event is agreed to by finance."))
        for order in self:
            if not order.budget:
                raise UserError(self.env._("%s has no budget yet: sales enters it first.", order.display_name))
            order.sudo().write({"budget_agreed_by_id": self.env.uid, "budget_agreed_at": fields.Datetime.now()})
        return True

    def action_request_deposit(self):
        """H2: ask the customer for what is still to come of the deposit, by a posted down payment invoice.

        :return: the action that shows the invoice
        :raise UserError: all that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        problems = self._get_deposit_problems()
        if problems:
            raise UserError("\n".join(problems))
        to_ask = self.currency_id.round(self.deposit_asked - self.deposit_requested + self.deposit_refunded)
        if self.currency_id.compare_amounts(to_ask, 0) <= 0:
            raise UserError(
                self.env._("The deposit of %(amount)s was asked for already.", amount=self.currency_id.format(self.deposit_asked))
            )
        # Salespeople may ask for a deposit but write nothing else into the books.
        order_sudo = self.sudo()
        wizard_sudo = order_sudo.env["sale.advance.payment.inv"].with_context(active_ids=self.sale_order_id.ids).create(
            {
                "advance_payment_method": "fixed",
                "fixed_amount": to_ask,
                "sale_order_ids": [Command.set(self.sale_order_id.ids)],
            }
        )
        invoice_sudo = wizard_sudo._create_invoices(order_sudo.sale_order_id)
        invoice_sudo.write(
            {
                "hotel_event_order_id": self.id,
                "hotel_event_deposit": True,
                "invoice_date": self.company_id._hotel_today(),
                "invoice_payment_term_id": False,
                "invoice_date_due": self.deposit_due,
            }
        )
        invoice_sudo.action_post()
        return self.action_open_moves()

    def _get_deposit_problems(self):
        """Return why no deposit can be asked for now, as sentences."""
        self.ensure_one()
        words = {
            "not_positive": self.env._("Deposit: %s is not possible. Enter an amount above 0.", self.deposit_asked),
            "above_budget": self.env._(
                "Deposit: %(deposit)s is above the budget of %(budget)s.",
                deposit=self.currency_id.format(self.deposit_asked),
                budget=self.currency_id.format(self.budget),
            ),
        }
        problems = [words[code] for code in event_deposit.deposit_problems(self.deposit_asked, self.budget)]
        if not self.sale_order_id or self.sale_order_id.state != "sale":
            problems.append(self.env._("Offer: there is no offer that the customer has signed. The deposit is a down payment on it."))
        if not self.budget_agreed_at:
            problems.append(self.env._("Budget: finance has not agreed to it yet."))
        if not self.deposit_due:
            problems.append(self.env._("Deposit due: enter the day."))
        if self.state in ("settled", "cancelled"):
            problems.append(self.env._("%s is settled or cancelled.", self.display_name))
        return problems

    def action_open_offer(self):
        """Open the offer that the customer signed."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": "sale.order", "view_mode": "form", "res_id": self.sale_order_id.id}

    def action_open_moves(self):
        """List the invoices of the event."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("hotel_event_order_id", "=", self.id)],
        }

    def _hotel_moved(self, by):
        """The event was moved by a timedelta: the deposit's due day, if it is ahead and unpaid, moves along.

        :return: list of sentences: what became impossible
        """
        for order in self:
            if order.deposit_due and order.deposit_open and order.deposit_due >= order.company_id._hotel_today():
                order.deposit_due = max(order.deposit_due + timedelta(days=by.days), order.company_id._hotel_today())
        return []

    @api.model
    def _get_overdue_domain(self, firm, company):
        """H19: return the domain of what a firm owes past its due date."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("commercial_partner_id", "=", firm.id)
            & Domain("move_type", "=", "out_invoice")
            & Domain("state", "=", "posted")
            & Domain("payment_state", "in", ("not_paid", "partial"))
        )
