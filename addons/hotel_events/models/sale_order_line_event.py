from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """H15, H16: which lines go by the number of guests, and which are not refunded."""

    _inherit = "sale.order.line"

    hotel_per_guest = fields.Boolean(
        "Per guest",
        compute="_compute_hotel_event_flags",
        store=True,
        precompute=True,
        readonly=False,
        help="Billed for the larger of the guaranteed and the actual number of guests.",
    )
    hotel_special_order = fields.Boolean(
        "Specially ordered",
        compute="_compute_hotel_event_flags",
        store=True,
        precompute=True,
        readonly=False,
        help="Not refunded when the event is cancelled (H15).",
    )

    @api.depends("product_id")
    def _compute_hotel_event_flags(self):
        for line in self:
            line.hotel_per_guest = line.product_id.hotel_per_guest
            line.hotel_special_order = line.product_id.hotel_special_order

    @api.depends("order_id.hotel_event_guests", "hotel_per_guest")
    def _compute_product_uom_qty(self):
        """Until the customer has signed, the lines per guest follow the number of guests on the offer."""
        result = super()._compute_product_uom_qty()
        for line in self:
            guests = line.order_id.hotel_event_guests
            if line.hotel_per_guest and guests and line.order_id.state in ("draft", "sent") and line.product_uom_qty:
                line.product_uom_qty = guests
        return result
