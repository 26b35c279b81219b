from odoo import api, fields, models


class HotelBadDebtShare(models.Model):
    """What one person is liable for of a bad debt (G6), and what of it came back (G7). Written by the server alone."""

    _name = "hotel.bad.debt.share"
    _description = "Liability for a Bad Debt"
    _inherit = ["hotel.protected.mixin"]
    _order = "debt_id desc, amount desc, id"
    _server_fields = frozenset({"debt_id", "user_id", "amount", "as_head", "recovered"})

    debt_id = fields.Many2one("hotel.bad.debt", "Bad debt", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="debt_id.company_id")
    currency_id = fields.Many2one(related="debt_id.currency_id")
    user_id = fields.Many2one("res.users", "Who is liable", required=True, readonly=True, index=True, ondelete="restrict")
    as_head = fields.Boolean("For the late warning", readonly=True)
    amount = fields.Monetary(required=True, readonly=True)
    share = fields.Float("Share (%)", compute="_compute_share", digits=(5, 2))
    recovered = fields.Monetary(readonly=True)
    left = fields.Monetary("Still liable for", compute="_compute_left")

    _once = models.UniqueIndex("(debt_id, user_id)")

    @api.depends("amount", "debt_id.amount")
    def _compute_share(self):
        for share in self:
            share.share = 100 * share.amount / share.debt_id.amount if share.debt_id.amount else 0.0

    @api.depends("amount", "recovered")
    def _compute_left(self):
        for share in self:
            share.left = share.amount - share.recovered
