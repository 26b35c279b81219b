from odoo import models


class HotelEventOrder(models.Model):
    """H13: finance finds the event's analytic account by the number of its order."""

    _inherit = "hotel.event.order"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"event_id", "partner_id"}:
            for order in self.sudo().filtered("event_id.hotel_analytic_account_id"):
                order.event_id.hotel_analytic_account_id.write(
                    {"code": order.name, "partner_id": order.commercial_partner_id.id}
                )
        return result
