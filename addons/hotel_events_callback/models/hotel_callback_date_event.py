from odoo import fields, models


class HotelCallbackDate(models.Model):
    """I2: the day of an event that was held is a date of the customer, from which the rules count."""

    _name = "hotel.callback.date"
    _inherit = ["hotel.callback.date", "hotel.protected.mixin"]

    _server_fields = frozenset({"event_order_id"})

    event_order_id = fields.Many2one("hotel.event.order", "Event order", readonly=True, copy=False, index="btree_not_null", ondelete="cascade")

    _one_an_event = models.UniqueIndex("(event_order_id) WHERE event_order_id IS NOT NULL")
