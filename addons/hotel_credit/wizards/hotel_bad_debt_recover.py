from odoo import api, fields, models


class HotelBadDebtRecover(models.TransientModel):
    """Asks finance which payment of the customer is booked as a recovery of a bad debt (G7)."""

    _name = "hotel.bad.debt.recover"
    _description = "Book a Recovery"

    debt_id = fields.Many2one("hotel.bad.debt", "Bad debt", required=True, readonly=True)
    company_id = fields.Many2one(related="debt_id.company_id")
    currency_id = fields.Many2one(related="debt_id.currency_id")
    firm_id = fields.Many2one(related="debt_id.partner_id.commercial_partner_id", string="Firm")
    still_lost = fields.Monetary(related="debt_id.still_lost")
    item_id = fields.Many2one(
        "account.move.line",
        "Payment received",
        required=True,
        domain="[('company_id', '=', company_id), ('partner_id', 'child_of', firm_id), ('account_type', '=', 'asset_receivable'), "
        "('parent_state', '=', 'posted'), ('reconciled', '=', False), ('amount_residual', '<', 0)]",
        help="Book the payment first, as any payment of the customer; then choose it here.",
    )
    amount = fields.Monetary(compute="_compute_amount", store=True, readonly=False, required=True)

    @api.depends("item_id", "debt_id")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = min(-wizard.item_id.amount_residual, wizard.debt_id.still_lost) if wizard.item_id else 0.0

    def action_book(self):
        """G7: book the recovery."""
        self.ensure_one()
        self.debt_id.check_access("write")
        self.item_id.check_access("write")
        self.debt_id.sudo()._recover(self.item_id.sudo(), self.amount)
        return {"type": "ir.actions.act_window_close"}
