from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class HotelEventOrder(models.Model):
    """H3, H4: the event is held, billed with the deposit deducted, and settled; salesperson and sales head vouch for it."""

    _inherit = "hotel.event.order"

    invoice_count = fields.Integer(compute="_compute_invoice_count")
    final_move_ids = fields.Many2many("account.move", compute="_compute_invoice_count", string="Final invoices")
    is_settled = fields.Boolean("Everything paid", compute="_compute_invoice_count")

    def _compute_invoice_count(self):
        for order in self:
            moves = order.sudo().move_ids
            final = moves.filtered(lambda move: move.state == "posted" and not move.hotel_event_deposit)
            order.invoice_count = len(moves)
            order.final_move_ids = final.ids
            order.is_settled = bool(final) and all(move.payment_state in ("paid", "in_payment", "reversed") for move in final)

    def action_held(self):
        """Note that the event was held; the actual number of guests has to be there, for the bill takes the larger one."""
        self.check_access("write")
        for order in self:
            if not order.guests_actual:
                raise UserError(self.env._("%s: enter the actual number of guests.", order.display_name))
            if order.date_begin > fields.Datetime.now():
                raise UserError(self.env._("%s has not begun yet.", order.display_name))
            order._go("done")
        return True

    def action_invoice(self):
        """H3: make and post the final invoice with the deposit deducted, due on the day of settlement.

        :return: the action that shows the invoice
        :raise AccessError: the user is not of finance
        """
        self.ensure_one()
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Events are billed by finance."))
        self.check_access("read")
        if self.state != "done" or not self.sale_order_id:
            raise UserError(self.env._("%s: only an event that was held is billed, on the offer that was signed.", self.display_name))
        order_sudo = self.sudo()
        order_sudo._set_billed_guests()
        moves_sudo = order_sudo.sale_order_id._create_invoices(final=True)
        moves_sudo.write(
            {
                "hotel_event_order_id": self.id,
                "invoice_date": self.company_id._hotel_today(),
                "invoice_payment_term_id": False,
                "invoice_date_due": max(self.settlement_date, self.company_id._hotel_today()),
            }
        )
        moves_sudo.action_post()
        order_sudo._register_guarantees(moves_sudo)
        return self.action_open_moves()

    def _set_billed_guests(self):
        """The larger of the guaranteed and the actual number of guests is what the lines per head are billed for."""
        for line in self.sale_order_id.order_line.filtered("hotel_per_guest"):
            line.product_uom_qty = self.guests_billed
            line.qty_delivered = self.guests_billed

    def _register_guarantees(self, moves):
        """H4: the salesperson and the sales head vouch for the event's receivable, by the company's shares."""
        company = self.company_id
        liable = [
            (self.coordinator_id, "salesperson", company.hotel_event_salesperson_share),
            (company.hotel_sales_head_id, "sales_head", 100 - company.hotel_event_salesperson_share),
        ]
        self.env["hotel.guarantee"]._register_shares(
            [
                {"move_id": move.id, "user_id": user.id, "kind": "event", "role": role, "part": share}
                for move in moves
                if move.move_type == "out_invoice" and move.amount_residual
                for user, role, share in liable
                if user and share
            ]
        )

    def action_settle(self):
        """Close the order once everything is paid."""
        self.check_access("write")
        for order in self:
            if not order.is_settled:
                raise UserError(self.env._("%s: the final invoice is not paid yet.", order.display_name))
            order._go("settled")
        return True
