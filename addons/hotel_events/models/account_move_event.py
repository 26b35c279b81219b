from odoo import fields, models


class AccountMove(models.Model):
    """An invoice knows the event that it is for, and whether it asks for the deposit or settles the event (H2, H4)."""

    _inherit = "account.move"

    _server_fields = frozenset({"hotel_event_order_id", "hotel_event_deposit", "hotel_event_cancellation_id"})

    hotel_event_order_id = fields.Many2one(
        "hotel.event.order", "Event order", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    hotel_event_deposit = fields.Boolean("Is the event's deposit", readonly=True, copy=False)

    def _hotel_receivable_fields(self):
        """F3: what is billed for an event is settled by money alone."""
        return (*super()._hotel_receivable_fields(), "hotel_event_order_id")

    def _hotel_get_money_received(self):
        """Return what settled this invoice by payments: dicts of `_get_all_reconciled_invoice_partials`, credit notes left out."""
        self.ensure_one()
        return [partial for partial in self._get_all_reconciled_invoice_partials() if partial["aml"].move_id.move_type == "entry"]


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    hotel_event_order_id = fields.Many2one(
        related="move_id.hotel_event_order_id", string="Event order", store=True, index="btree_not_null"
    )
