from odoo import api, fields, models


class HotelDunning(models.AbstractModel):
    """H3: what an event leaves open past its day of settlement enters dunning."""

    _inherit = "hotel.dunning"

    @api.model
    def _get_sources(self):
        return {**super()._get_sources(), "event_order_id": "hotel_event_order_id"}


class HotelDunningNotice(models.Model):
    _inherit = "hotel.dunning.notice"

    _server_fields = frozenset({"event_order_id"})

    event_order_id = fields.Many2one(
        "hotel.event.order", "Event order", readonly=True, index="btree_not_null", ondelete="restrict", check_company=True
    )

    def _get_responsible(self):
        return super()._get_responsible() | self.event_order_id.coordinator_id

    def _get_source_name(self):
        return super()._get_source_name() or self.sudo().event_order_id.name or ""
