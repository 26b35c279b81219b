from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date


class HotelEventOrder(models.Model):
    """H3, H4: the event is held, billed with the deposit deducted, and settled; salesperson and sales head vouch for it."""

    _inherit = "hotel.event.order"

    settlement_deferral = fields.Integer(
        "Deferred by", compute="_compute_settlement_deferral", help="H3: days from the event's end to the day of settlement."
    )
    invoice_count = fields.Integer(compute="_compute_invoices")
    is_billed = fields.Boolean("Billed", compute="_compute_invoices")
    is_settled = fields.Boolean("Everything paid", compute="_compute_invoices")

    @api.depends("settlement_date", "date_end", "company_id")
    def _compute_settlement_deferral(self):
        for order in self:
            end = order._get_last_day()
            order.settlement_deferral = (order.settlement_date - end).days if end and order.settlement_date else 0

    @api.depends(
        "move_ids.state", "move_ids.payment_state", "move_ids.amount_residual", "sale_order_id.order_line.qty_to_invoice"
    )
    def _compute_invoices(self):
        """What is added to the offer after the bill, such as damage found when the hall is cleared, is still to be billed."""
        for order in self:
            # Whoever reads the order may know whether it is billed; the invoices themselves are accounting's.
            order_sudo = order.sudo()
            posted = order_sudo.move_ids.filtered(lambda move: move.state == "posted")
            order.invoice_count = len(order_sudo.move_ids)
            order.is_billed = bool(order_sudo._get_final_moves()) and not order_sudo._has_unbilled()
            order.is_settled = order.is_billed and all(move.currency_id.is_zero(move.amount_residual) for move in posted)

    def _has_unbilled(self):
        """Return whether something of the offer waits for an invoice (superuser mode)."""
        self.ensure_one()
        return any(
            line.qty_to_invoice > 0 and not line.is_downpayment and not line.currency_id.is_zero(line.price_total)
            for line in self.sale_order_id.order_line
        )

    @api.constrains("settlement_date")
    def _check_settlement_date(self):
        """H3: a deferral beyond the working days is refused."""
        problems = [problem for order in self for problem in order.sudo()._get_settlement_problems()]
        if problems:
            raise ValidationError("\n".join(problems))

    def _get_final_moves(self):
        """Return the posted final invoices, and the credit note over a deposit that was more than the bill (superuser mode)."""
        return self.move_ids.filtered(lambda move: move.state == "posted" and move.hotel_event_role == "final")

    def _get_last_day(self):
        """Return the day on which the event ends in the hotel; an event that ends at 01:30 ends on that day."""
        self.ensure_one()
        return self.company_id.sudo()._hotel_local(self.date_end).date() if self.date_end and self.company_id else False

    def _get_latest_settlement(self):
        """H3: return the last day of settlement that the policy allows."""
        self.ensure_one()
        end = self._get_last_day()
        return end and self.env["hotel.workdays"].add_working_days(end, self.settlement_days, self.company_id.sudo())

    def _move_settlement(self, by):
        """The event was moved: the day of settlement moves along, no further than the policy allows."""
        self.ensure_one()
        if not self.settlement_date or self.state not in ("draft", "issued"):
            return []
        wanted, latest = self.settlement_date + timedelta(days=by.days), self._get_latest_settlement()
        self.settlement_date = min(wanted, latest)
        if wanted <= latest:
            return []
        return [self.env._("The settlement would be too late: it is on %s now.", format_date(self.env, latest))]

    def _hotel_resized(self):
        """H3: an event that ends earlier is settled earlier.

        :return: list of sentences: what became impossible
        """
        return [sentence for order in self for sentence in order._move_settlement(timedelta())]

    def action_held(self):
        """Note that the event was held; the actual number of guests has to be there, for the bill takes the larger one."""
        self.check_access("write")
        problems = []
        for order in self:
            if not order.guests_actual:
                problems.append(self.env._("%s: enter the actual number of guests.", order.display_name))
            if order.date_begin > fields.Datetime.now():
                problems.append(self.env._("%s has not begun yet.", order.display_name))
        if problems:
            raise UserError("\n".join(problems))
        self._go("done")
        self.sudo()._follow_deposit()
        return True

    def action_invoice(self):
        """H3: make and post the final invoice with the deposit deducted, due on the day of settlement.

        :return: the action that shows the invoice
        :raise AccessError: the user is not of finance
        :raise UserError: the event was not held, is billed, or accounting would date the invoice otherwise
        """
        self.ensure_one()
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Events are billed by finance."))
        self.check_access("read")
        order_sudo = self.sudo().with_company(self.company_id)
        order_sudo.lock_for_update()
        order_sudo.invalidate_recordset(["state", "is_billed"])
        problems = order_sudo._get_billing_problems()
        if problems:
            raise UserError("\n".join(problems))
        order_sudo._post_final_invoice()
        return self.action_open_moves()

    def _get_billing_problems(self):
        self.ensure_one()
        problems = []
        if self.state != "done":
            problems.append(self.env._("%s: only an event that was held is billed.", self.display_name))
        if self.is_billed:
            problems.append(self.env._("%s is billed already.", self.display_name))
        if self.sale_order_id.state != "sale":
            problems.append(self.env._("Offer: there is no offer that the customer has signed, on which could be billed."))
        if not self.settlement_date:
            problems.append(self.env._("Settlement: no day is named."))
        if not (self.coordinator_id and self.company_id.hotel_sales_head_id):
            problems.append(self.env._("The coordinator and the sales head vouch for the invoice: name both."))
        return problems

    def _post_final_invoice(self):
        """Superuser mode."""
        today = self.company_id._hotel_today()
        self._set_billed_guests()
        moves = self.sale_order_id._create_invoices(final=True)
        moves.write(
            {
                "hotel_event_order_id": self.id,
                "hotel_event_final": True,
                "invoice_date": today,
                "invoice_payment_term_id": False,
                "invoice_date_due": self.settlement_date,
            }
        )
        moves.action_post()
        if set(moves.mapped("date")) != {today}:
            raise UserError(
                self.env._("The invoice would be dated otherwise than %s: check the lock dates in accounting.", format_date(self.env, today))
            )
        self._register_guarantees()

    def _set_billed_guests(self):
        """The larger of the guaranteed and the actual number of guests is what the lines per guest are billed for."""
        offer = self.sale_order_id
        locked, offer.locked = offer.locked, False
        for line in offer.order_line.filtered(lambda each: each.hotel_per_guest and each.product_uom_qty):
            line.product_uom_qty = self.guests_billed
            if line.qty_delivered_method == "manual":
                line.qty_delivered = self.guests_billed
        offer.locked = locked

    def _register_guarantees(self):
        """H4: the salesperson and the sales head vouch for what is open of the event, by the shares of its day (M6)."""
        known = self.env["hotel.guarantee"].search([("move_id", "in", self.move_ids.ids)]).move_id
        liable = [
            (self.coordinator_id, "salesperson", self.salesperson_share),
            (self.company_id.hotel_sales_head_id, "sales_head", 100 - self.salesperson_share),
        ]
        self.env["hotel.guarantee"]._register_shares(
            [
                {"move_id": move.id, "user_id": user.id, "kind": "event", "role": role, "part": share}
                for move in self.move_ids - known
                if move.state == "posted" and move.move_type == "out_invoice" and move.amount_residual
                for user, role, share in liable
                if share
            ]
        )

    def action_settle(self):
        """Close the order once everything is paid."""
        self.check_access("read")
        for order in self:
            if not (self.env.user.has_group("hotel_base.group_finance") or order.has_access("write")):
                raise AccessError(self.env._("Events are settled by sales or finance."))
            if order.sudo()._get_final_moves() and not order.is_billed:
                raise UserError(self.env._("%s: something was added to its offer that finance has to bill first.", order.display_name))
            if not order.is_settled:
                raise UserError(self.env._("%s: not every invoice of it is paid.", order.display_name))
            order._go("settled")
        return True
