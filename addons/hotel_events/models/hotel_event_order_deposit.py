from datetime import datetime, time, timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

from ..rules import event_deposit
from .hotel_event_order_owed import MONEY_GROUPS

DEPOSIT_CLOCK = "event_deposit"

#: What accounting says of the deposits: per order and part of an invoice in it, the posted total and the money that came or went.
FIGURES = """
    SELECT move.hotel_event_order_id, move.hotel_event_role, SUM(move.amount_total), SUM(COALESCE(money.amount, 0))
      FROM account_move move
      LEFT JOIN LATERAL (
           SELECT SUM(partial.amount) AS amount
             FROM account_move_line item
             JOIN account_partial_reconcile partial ON item.id IN (partial.debit_move_id, partial.credit_move_id)
             JOIN account_move_line other
               ON other.id = CASE WHEN partial.debit_move_id = item.id THEN partial.credit_move_id ELSE partial.debit_move_id END
             JOIN account_move entry ON entry.id = other.move_id
            WHERE item.move_id = move.id
              AND (entry.origin_payment_id IS NOT NULL OR entry.statement_line_id IS NOT NULL)
           ) money ON TRUE
     WHERE move.hotel_event_order_id IN %(ids)s AND move.state = 'posted'
  GROUP BY 1, 2
"""

#: What the final invoices deduct of the down payments.
APPLIED = """
    SELECT move.hotel_event_order_id, -SUM(CASE WHEN move.move_type = 'out_refund' THEN -line.price_total ELSE line.price_total END)
      FROM account_move move
      JOIN account_move_line line ON line.move_id = move.id AND line.display_type = 'product'
     WHERE move.hotel_event_order_id IN %(ids)s AND move.state = 'posted' AND move.hotel_event_role = 'final'
       AND EXISTS (SELECT FROM sale_order_line_invoice_rel rel
                     JOIN sale_order_line sold ON sold.id = rel.order_line_id AND sold.is_downpayment
                    WHERE rel.invoice_line_id = line.id)
  GROUP BY 1
"""


class HotelEventOrder(models.Model):
    """H2: the deposit is Odoo's down payment; what became of it is read from accounting each time, never stored."""

    _inherit = "hotel.event.order"

    deposit_due = fields.Date("Deposit due", tracking=True)
    move_ids = fields.One2many("account.move", "hotel_event_order_id", "Invoices", readonly=True)
    deposit_requested = fields.Monetary(
        "Asked for", compute="_compute_deposit_figures", groups=MONEY_GROUPS, help="On posted down payment invoices."
    )
    deposit_received = fields.Monetary(
        "Received", compute="_compute_deposit_figures", groups=MONEY_GROUPS, help="Money that came for them."
    )
    deposit_refunded = fields.Monetary(
        "Refunded", compute="_compute_deposit_figures", groups=MONEY_GROUPS, help="Money paid back."
    )
    deposit_applied = fields.Monetary(
        "Applied", compute="_compute_deposit_figures", groups=MONEY_GROUPS, help="Deducted on the final invoice."
    )
    deposit_kept = fields.Monetary(
        "Kept", compute="_compute_deposit_figures", groups=MONEY_GROUPS, help="H15: kept of it when the event was cancelled."
    )
    deposit_open = fields.Monetary("To come", compute="_compute_deposit_figures", groups=MONEY_GROUPS)

    @api.depends("move_ids.state", "move_ids.amount_total", "move_ids.amount_residual", "deposit_asked", "state")
    def _compute_deposit_figures(self):
        """Two queries for all orders."""
        for model in ("account.move", "account.move.line", "account.partial.reconcile", "sale.order.line"):
            self.env[model].flush_model()
        ids = tuple(self._origin.ids) or (0,)
        figures = {(order, role): sums for order, role, *sums in self.env.execute_query(SQL(FIGURES, ids=ids))}
        applied = dict(self.env.execute_query(SQL(APPLIED, ids=ids)))
        nothing = (0.0, 0.0)
        for order in self:
            asked, received = figures.get((order._origin.id, "deposit"), nothing)
            credited, refunded = figures.get((order._origin.id, "deposit_refund"), nothing)
            fee, fee_paid = figures.get((order._origin.id, "fee"), nothing)
            order.deposit_requested = asked - credited
            order.deposit_received = received
            order.deposit_refunded = refunded
            order.deposit_applied = applied.get(order._origin.id, 0.0)
            order.deposit_kept = fee - fee_paid
            ended = order.state in ("settled", "cancelled")
            order.deposit_open = 0 if ended else max(order.deposit_asked - received + refunded, 0)

    def action_request_deposit(self):
        """H2: ask the customer for what is still to be asked of the deposit, by a posted down payment invoice.

        :return: the action that shows the invoice
        :raise UserError: all that is missing at once
        """
        self.ensure_one()
        self.check_access("read")
        if not (self.env.user.has_group("hotel_base.group_sales") or self.env.user.has_group("hotel_base.group_finance")):
            raise AccessError(self.env._("Deposits are asked for by sales or finance."))
        order_sudo = self.sudo()
        order_sudo.lock_for_update()
        order_sudo.invalidate_recordset(["deposit_requested", "deposit_asked"])
        problems = order_sudo._get_deposit_problems()
        to_ask = self.currency_id.round(order_sudo.deposit_asked - order_sudo.deposit_requested)
        if not problems and self.currency_id.compare_amounts(to_ask, 0) <= 0:
            problems.append(
                self.env._("The deposit of %s was asked for already.", self.currency_id.format(self.deposit_asked))
            )
        if problems:
            raise UserError("\n".join(problems))
        # Salespeople may ask for a deposit but write nothing else into the books.
        order_sudo.with_company(self.company_id)._post_deposit(to_ask)
        return self.action_open_moves()

    def _post_deposit(self, amount):
        """Post the down payment invoice over `amount` and start the clock of its due day. Superuser mode."""
        offer, today = self.sale_order_id, self.company_id._hotel_today()
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "fixed",
                "fixed_amount": amount,
                "sale_order_ids": [Command.set(offer.ids)],
            }
        )
        locked = offer.locked
        offer.locked = False  # an order that is locked when it is confirmed takes no down payment line
        invoice = wizard._create_invoices(offer)
        offer.locked = locked
        invoice.write(
            {
                "hotel_event_order_id": self.id,
                "invoice_date": today,
                "invoice_payment_term_id": False,
                "invoice_date_due": self.deposit_due,
            }
        )
        invoice.action_post()
        if invoice.date != today or self.currency_id.compare_amounts(invoice.amount_total, amount):
            raise UserError(
                self.env._(
                    "The down payment would come to %(amount)s on %(date)s instead of %(wanted)s on %(today)s. "
                    "Check the lock dates and the taxes in accounting.",
                    amount=self.currency_id.format(invoice.amount_total),
                    date=format_date(self.env, invoice.date),
                    wanted=self.currency_id.format(amount),
                    today=format_date(self.env, today),
                )
            )
        self._follow_deposit()
        return invoice

    def _get_deposit_problems(self):
        """Return why no deposit can be asked for now, as sentences."""
        self.ensure_one()
        problems = []
        if self.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled.", self.display_name))
        if not self.budget_agreed_at:
            problems.append(self.env._("Budget: finance has not agreed to it yet."))
        else:
            codes = event_deposit.deposit_problems(self.deposit_asked, self.budget)
            problems += self._get_deposit_sentences(codes)
        if self.sale_order_id.state != "sale":
            problems.append(
                self.env._("Offer: there is no offer that the customer has signed. The deposit is a down payment on it.")
            )
        elif self.currency_id.compare_amounts(self.deposit_asked, self.sale_order_id.amount_total) > 0:
            problems.append(
                self.env._(
                    "Deposit: %(deposit)s is above the total of the offer, which is %(total)s.",
                    deposit=self.currency_id.format(self.deposit_asked),
                    total=self.currency_id.format(self.sale_order_id.amount_total),
                )
            )
        if not self.deposit_due:
            problems.append(self.env._("Deposit due: enter the day."))
        return problems

    def _follow_deposit(self):
        """Run the clock of the due day while something of what was asked for is to come; called when money comes or goes."""
        clocks = self.env["hotel.clock"]
        for order in self:
            unpaid = order.move_ids.filtered(
                lambda move: move.state == "posted" and move.hotel_event_role == "deposit" and move.amount_residual
            )
            waits = unpaid and order.state in ("draft", "issued") and order.deposit_due
            running = clocks.search_count(
                [("res_model", "=", self._name), ("res_id", "=", order.id), ("kind", "=", DEPOSIT_CLOCK), ("stopped", "=", False)],
                limit=1,
            )
            if waits and not running:
                owner = order.coordinator_id or order.company_id.hotel_sales_head_id
                name = order.with_context(lang=owner.lang).env._("The customer's deposit comes in")
                clocks.start(order, DEPOSIT_CLOCK, order._get_deposit_deadline(), owner, name=name, remind_before=timedelta(days=1))
            elif running and not waits:
                clocks.stop(order, DEPOSIT_CLOCK)

    def _get_deposit_deadline(self):
        """Return the end of the due day in the hotel, as naive UTC."""
        return self.company_id._hotel_utc(datetime.combine(self.deposit_due, time(23, 59, 59)))

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"deposit_due", "deposit_asked"}:
            for order in self.sudo().filtered("deposit_due"):
                order.env["hotel.clock"].move(order, DEPOSIT_CLOCK, order._get_deposit_deadline())
                order._follow_deposit()
        return result

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
        """The event was moved by a timedelta: due day of the deposit and settlement, if they are ahead, move along.

        :return: list of sentences: what became impossible
        """
        problems = []
        for order in self:
            today = order.company_id._hotel_today()
            if order.deposit_due and order.deposit_due >= today and order.state in ("draft", "issued") and order.deposit_open:
                asked = order.move_ids.filtered(
                    lambda move: move.state == "posted" and move.hotel_event_role == "deposit" and move.amount_residual
                )
                if asked:
                    problems.append(
                        order.env._(
                            "The deposit was asked for until %(day)s (%(invoice)s): agree another day with the customer.",
                            day=format_date(order.env, order.deposit_due),
                            invoice=", ".join(asked.mapped("name")),
                        )
                    )
                else:
                    order.deposit_due = max(order.deposit_due + timedelta(days=by.days), today)
            problems += order._move_settlement(by)
        return problems
