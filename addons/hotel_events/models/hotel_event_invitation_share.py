from odoo import fields, models


class HotelEventInvitationShare(models.Model):
    """How many customers of an invitation list fall into one band, trade or time since the last visit (H17)."""

    _name = "hotel.event.invitation.share"
    _description = "Share of an Invitation List"
    _order = "list_id, dimension, sequence, id"

    list_id = fields.Many2one("hotel.event.invitation", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="list_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="list_id.currency_id")
    dimension = fields.Selection(
        [("class", "Class"), ("band", "Revenue band"), ("trade", "Trade"), ("last", "Last here")], required=True, readonly=True
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Band", required=True, readonly=True)
    count = fields.Integer("Customers", readonly=True)
    percent = fields.Float("Share (%)", digits=(5, 1), readonly=True)
    revenue = fields.Monetary(readonly=True)
