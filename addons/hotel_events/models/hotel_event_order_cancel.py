from markupsafe import Markup

from odoo import fields, models

from .hotel_event_order_owed import MONEY_GROUPS


class HotelEventOrder(models.Model):
    """H15, H18: what becomes of an order whose customer cancels."""

    _inherit = "hotel.event.order"

    cancellation_ids = fields.One2many(
        "hotel.event.cancellation", "order_id", "Requests to cancel or refund", groups=MONEY_GROUPS
    )
    cancellation_count = fields.Integer(compute="_compute_cancellation_count")

    def _compute_cancellation_count(self):
        counts = dict(
            self.env["hotel.event.cancellation"].sudo()._read_group([("order_id", "in", self.ids)], ["order_id"], ["__count"])
        )
        for order in self:
            order.cancellation_count = counts.get(order._origin, 0)

    def action_open_cancellations(self):
        """Show the requests to cancel or refund, or begin the first one."""
        self.ensure_one()
        requests = self.cancellation_ids
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancelling and refunds"),
            "res_model": "hotel.event.cancellation",
            "view_mode": "list,form" if requests else "form",
            "domain": [("order_id", "=", self.id)],
            "context": {"default_order_id": self.id, "default_signed_by": self.partner_id.name},
        }

    def _get_amount(self):
        """Return the order's amount, tax included: the offer's, or the budget where there is none. Superuser mode."""
        self.ensure_one()
        return self.sale_order_id.amount_total if self.sale_order_id else self.budget

    def _get_special_amount(self):
        """H15: return what was specially ordered, tax included. Superuser mode."""
        return sum(
            self.sale_order_id.order_line.filtered(
                lambda line: line.hotel_special_order and not line.display_type and not line.is_downpayment
            ).mapped("price_total")
        )

    def _get_deposit_held(self):
        """Return what the hotel holds of the deposit now. Superuser mode."""
        self.ensure_one()
        return self.currency_id.round(
            self.deposit_received - self.deposit_refunded - self.deposit_applied - self.deposit_kept
        )

    def _get_scale(self):
        """H15, M6: return the scale of the day on which the customer ordered. Superuser mode."""
        self.ensure_one()
        return self.env["hotel.event.scale"]._get_scale(self.company_id, self.company_id._hotel_local(self.ordered_at).date())

    def _cancel(self, request):
        """Cancel the order, its offer and its work, and tell the departments. Superuser mode."""
        for order in self:
            order._go("cancelled", cancelled_at=fields.Datetime.now())
            order._follow_deposit()
            order.sale_order_id._action_cancel()
            coordinator = order.coordinator_id or order.company_id.hotel_sales_head_id
            event = order.event_id.with_context(lang=coordinator.lang)
            to_do = event._hotel_cancelled(request.reason)
            if to_do and coordinator:
                order.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=coordinator.id,
                    summary=event.env._("Cancelled: tell whoever counts on it"),
                    note=Markup("<ul>%s</ul>") % Markup().join(Markup("<li>%s</li>") % sentence for sentence in to_do),
                )
            if order.revision:
                order._issue(
                    order._get_content(),
                    order.issue_ids[:1].content,
                    order.env._("Event order %s is cancelled", order.display_name),
                )
