from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class HotelEventCancellation(models.Model):
    """H18: finance books what the GM approved and pays it back; accounting alone says what was paid.

    Cancelling: credit notes over all that was asked for as deposit, an invoice over what is kept (H15), reconciled with
    each other; what is left of the credit notes is paid back. A refund: the same, with a new deposit over what stays.
    """

    _inherit = "hotel.event.cancellation"

    payment_state = fields.Selection(
        [("none", "Nothing to book"), ("to_book", "To book"), ("to_pay", "To pay"), ("paid", "Done")],
        "Refund",
        compute="_compute_payment_state",
    )
    can_book = fields.Boolean(compute="_compute_payment_state")
    can_pay = fields.Boolean(compute="_compute_payment_state")

    @api.depends("approval_state", "booked_at", "move_ids.amount_residual", "move_ids.state")
    @api.depends_context("uid")
    def _compute_payment_state(self):
        finance = self.env.user.has_group("hotel_base.group_finance")
        for request in self:
            notes = request.sudo()._get_open_notes()
            if request.approval_state != "approved":
                state = "none"
            elif not request.booked_at:
                state = "to_book"
            else:
                state = "to_pay" if notes else "paid"
            request.payment_state = state
            request.can_book = finance and state == "to_book"
            request.can_pay = finance and state == "to_pay"

    def _get_open_notes(self):
        """Return the credit notes of which something is still to be paid back. Superuser mode."""
        return self.move_ids.filtered(
            lambda move: move.move_type == "out_refund" and move.state == "posted" and move.amount_residual
        )

    def _has_nothing_to_book(self):
        """Superuser mode."""
        self.ensure_one()
        return self.kind == "cancel" and not self._get_deposits()

    def _get_deposits(self):
        """Return {posted deposit invoice: what of it was not taken back yet}. Superuser mode."""
        moves = self.order_id.move_ids.filtered(lambda move: move.state == "posted")
        deposits = moves.filtered(lambda move: move.hotel_event_role == "deposit").sorted("id")
        notes = moves.filtered(lambda move: move.hotel_event_role == "deposit_refund")
        left = {
            deposit: deposit.amount_total
            - sum(notes.filtered(lambda note, d=deposit: note.reversed_entry_id == d).mapped("amount_total"))
            for deposit in deposits
        }
        return {deposit: amount for deposit, amount in left.items() if deposit.currency_id.compare_amounts(amount, 0) > 0}

    def _ask_finance(self):
        """Give the finance head something to do. Superuser mode."""
        self.ensure_one()
        head = self.company_id.hotel_finance_head_id
        if head:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=head.id,
                summary=self.with_context(lang=head.lang).env._("Book and pay back what the GM approved"),
            )

    def action_book(self):
        """H18: finance books what was approved. No credit limit, no overdue debt of the customer stands against it.

        :raise AccessError: the user is not of finance
        :raise UserError: it is not approved, or booked already
        """
        self.ensure_one()
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Refunds are booked and paid by finance."))
        self.check_access("read")
        request_sudo = self.sudo().with_company(self.company_id)
        request_sudo.lock_for_update()
        request_sudo.invalidate_recordset(["booked_at", "approval_state"])
        if request_sudo.approval_state != "approved":
            raise UserError(self.env._("%s is not approved by the GM yet.", self.display_name))
        if request_sudo.booked_at:
            raise UserError(self.env._("%s is booked already.", self.display_name))
        request_sudo._book()
        request_sudo.write({"booked_at": fields.Datetime.now(), "booked_by_id": self.env.uid})
        if not request_sudo._get_open_notes():
            request_sudo.activity_ids.unlink()
        return True

    def action_pay(self):
        """H18: open the payment of what is still to be paid back."""
        self.ensure_one()
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Refunds are booked and paid by finance."))
        self.check_access("read")
        notes_sudo = self.sudo()._get_open_notes()
        if not notes_sudo:
            raise UserError(self.env._("%s: nothing is left to pay back.", self.display_name))
        self.sudo().activity_ids.unlink()
        return notes_sudo.sudo(False).action_register_payment()

    def action_open_moves(self):
        """List what was booked."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("hotel_event_cancellation_id", "=", self.id)],
        }

    def _book(self):
        """Superuser mode."""
        self.ensure_one()
        if self.kind == "refund":
            self._book_refund()
            return
        notes = self.env["account.move"]
        for deposit, amount in self._get_deposits().items():
            note = self._credit(deposit, amount)
            # What was never paid is closed by its own credit note; what was paid covers what is kept.
            self._settle(deposit | note)
            notes |= note
        if self.kept_amount:
            self._settle(self._invoice_kept() | notes)
        self._check_left()

    def _book_refund(self):
        """Take the deposits back from which something is refunded, and invoice anew what stays of them.

        A partial credit note would do for the books, but Odoo deducts a down payment from the final invoice whole or not
        at all.
        """
        left = self.refund_amount
        for deposit, amount in self._get_deposits().items():
            paid = amount - deposit.amount_residual
            take = self.currency_id.round(min(paid, left))
            if self.currency_id.compare_amounts(take, 0) <= 0:
                continue
            left -= take
            note = self._credit(deposit, amount)
            self._settle(deposit | note)
            stays = self.currency_id.round(paid - take)
            if stays:
                self._settle(self.order_id._post_deposit(stays) | note)
        self._check_left()

    def _check_left(self):
        """What goes back is what was approved, to the cent; when an event is cancelled, so is what came in since then.

        What is kept was decided (H15): the rest is the customer's money, whenever it came.
        """
        left = self.currency_id.round(sum(self._get_open_notes().mapped("amount_residual")))
        more = self.currency_id.compare_amounts(left, self.refund_amount)
        if more > 0 and self.kind == "cancel":
            self._message_log(
                body=self.env._(
                    "%(more)s came in after the decision and go back as well: %(left)s instead of %(approved)s.",
                    more=self.currency_id.format(left - self.refund_amount),
                    left=self.currency_id.format(left),
                    approved=self.currency_id.format(self.refund_amount),
                )
            )
            self.refund_amount = left
        elif more:
            raise UserError(
                self.env._(
                    "What the customer paid is not what was approved any more: %(left)s would go back instead of %(approved)s. "
                    "Match the payments with the deposit as they were when it was approved.",
                    left=self.currency_id.format(left),
                    approved=self.currency_id.format(self.refund_amount),
                )
            )

    def _credit(self, deposit, amount):
        """Post the credit note over a deposit invoice and return it."""
        today = self.company_id._hotel_today()
        note = deposit._reverse_moves(
            [
                {
                    "invoice_date": today,
                    "date": today,
                    "ref": f"{self.name} {deposit.name}",
                    "hotel_event_order_id": self.order_id.id,
                    "hotel_event_cancellation_id": self.id,
                }
            ]
        )
        self._post_exactly(note, amount)
        return note

    def _invoice_kept(self):
        """H15: post the invoice over what is kept and return it."""
        product = self.env.ref("hotel_events.product_cancelled").with_context(lang=self.partner_id.lang)
        today = self.company_id._hotel_today()
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "company_id": self.company_id.id,
                "partner_id": self.order_id.sale_order_id.partner_invoice_id.id or self.partner_id.id,
                "currency_id": self.currency_id.id,
                "invoice_date": today,
                "invoice_date_due": today,
                "invoice_payment_term_id": False,
                "ref": f"{self.name} {self.order_id.name}",
                "invoice_origin": self.order_id.sale_order_id.name or self.order_id.name,
                "hotel_event_order_id": self.order_id.id,
                "hotel_event_cancellation_id": self.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "name": f"{product.name}: {self.order_id.title}",
                            "quantity": 1,
                            "price_unit": self.kept_amount,
                            "tax_ids": [Command.clear()],
                        }
                    )
                ],
            }
        )
        self._post_exactly(move, self.kept_amount)
        return move

    def _post_exactly(self, move, amount):
        """Post an entry; nothing is kept if accounting would make another day or amount of it."""
        today = self.company_id._hotel_today()
        move.action_post()
        if move.date != today or move.currency_id.compare_amounts(move.amount_total, amount):
            raise UserError(
                self.env._(
                    "%(entry)s would come to %(amount)s on %(date)s instead of %(wanted)s on %(today)s. "
                    "Check the lock dates and the taxes in accounting.",
                    entry=move.display_name,
                    amount=move.currency_id.format(move.amount_total),
                    date=format_date(self.env, move.date),
                    wanted=move.currency_id.format(amount),
                    today=format_date(self.env, today),
                )
            )

    def _settle(self, moves):
        """Reconcile what is open of these invoices and credit notes."""
        items = moves.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and not line.reconciled)
        for _account, same in items.grouped("account_id").items():
            if any(line.balance > 0 for line in same) and any(line.balance < 0 for line in same):
                same.reconcile()
