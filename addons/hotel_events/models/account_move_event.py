from odoo import api, fields, models
from odoo.exceptions import UserError

#: What an invoice of an event is for.
ROLES = [
    ("deposit", "Deposit"),
    ("deposit_refund", "Deposit taken back"),
    ("final", "Final invoice"),
    ("fee", "Kept when it was cancelled"),
]


class AccountMove(models.Model):
    """An invoice knows the event that it is for, and what it is in it (H2, H4, H15)."""

    _inherit = "account.move"

    _server_fields = frozenset(
        {"hotel_event_order_id", "hotel_event_role", "hotel_event_final", "hotel_event_cancellation_id"}
    )

    hotel_event_order_id = fields.Many2one(
        "hotel.event.order", "Event order", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    hotel_event_role = fields.Selection(ROLES, "In the event", readonly=True, copy=False)
    hotel_event_final = fields.Boolean("Settles the event", readonly=True, copy=False)
    hotel_event_cancellation_id = fields.Many2one(
        "hotel.event.cancellation", "Cancelling or refund", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    def _post(self, soft=True):
        for move in self.filtered("hotel_event_order_id"):
            move.sudo().hotel_event_role = move._get_hotel_event_role()
        return super()._post(soft)

    def _get_hotel_event_role(self):
        """H2: return what an invoice of an event is: down payments alone are its deposit, whoever made them."""
        self.ensure_one()
        lines_sudo = self.sudo().invoice_line_ids.filtered(lambda line: line.display_type == "product")
        if lines_sudo and all(line.sale_line_ids and all(line.sale_line_ids.mapped("is_downpayment")) for line in lines_sudo):
            return "deposit" if self.move_type == "out_invoice" else "deposit_refund"
        return "fee" if self.sudo().hotel_event_cancellation_id else self.hotel_event_role or "final"

    def _hotel_receivable_fields(self):
        """F3: what is billed for an event is settled by money alone."""
        return (*super()._hotel_receivable_fields(), "hotel_event_order_id")

    def _hotel_settles_receivable(self):
        """H3, H18: a credit note that the GM approved, or by which a deposit above the final bill goes back, settles."""
        move_sudo = self.sudo()
        if move_sudo.move_type == "out_refund" and (move_sudo.hotel_event_cancellation_id or move_sudo.hotel_event_final):
            return True
        return super()._hotel_settles_receivable()

    def _hotel_settlement_is_final(self):
        return bool(self.move_type == "out_refund" and self.sudo().hotel_event_cancellation_id) or super()._hotel_settlement_is_final()

    def _hotel_collection_changed(self):
        super()._hotel_collection_changed()
        self.hotel_event_order_id._follow_deposit()

    def button_draft(self):
        """M2: what the GM approved, and what settles an event, is not taken back by hand."""
        self._hotel_refuse_if_event_decided()
        return super().button_draft()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_event_decided(self):
        self._hotel_refuse_if_event_decided()

    def _hotel_refuse_if_event_decided(self):
        decided = self.filtered(
            lambda move: move.state == "posted" and (move.sudo().hotel_event_cancellation_id or move.hotel_event_role == "final")
        )
        if decided:
            raise UserError(
                self.env._(
                    "%s settles an event or takes back its deposit, so it is neither set back to draft nor deleted.",
                    ", ".join(decided.mapped("display_name")),
                )
            )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    hotel_event_order_id = fields.Many2one(
        related="move_id.hotel_event_order_id", string="Event order", store=True, index="btree_not_null"
    )
