from odoo import fields, models


class SaleOrder(models.Model):
    """H16: the offer of an event; what is billed of it belongs to the event order."""

    _inherit = "sale.order"

    hotel_event_order_ids = fields.One2many("hotel.event.order", "sale_order_id", "Event orders", readonly=True)

    def _prepare_invoice(self):
        """Every invoice of the offer is known as the event's, whoever makes it."""
        vals = super()._prepare_invoice()
        order_sudo = self.sudo().hotel_event_order_ids[:1]
        return {**vals, "hotel_event_order_id": order_sudo.id} if order_sudo else vals

    def action_hotel_event_order(self):
        """Open the event order of the offer, or a new one with what the offer says."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Event order"),
            "res_model": "hotel.event.order",
            "view_mode": "form",
            "res_id": self.hotel_event_order_ids[:1].id,
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_sale_order_id": self.id,
                "default_lead_id": self.opportunity_id.id if "opportunity_id" in self._fields else False,
                "default_budget": self.amount_total,
                "default_title": self.client_order_ref or self.partner_id.name,
            },
        }


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    hotel_per_guest = fields.Boolean("Per guest", help="Billed for the larger of the guaranteed and the actual number of guests.")
