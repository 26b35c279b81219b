from odoo import api, fields, models


class HotelEventInvitationShare(models.Model):
    """How many customers of an invitation list fall into one band, trade or time since the last visit (H17).

    A share names what it counts by a record or a choice, never by a text: each reader sees the own language.
    """

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
    band_id = fields.Many2one("hotel.event.revenue.band", "Revenue band", readonly=True, ondelete="restrict")
    industry_id = fields.Many2one("res.partner.industry", "Trade", readonly=True, ondelete="restrict")
    last_here = fields.Selection(
        [("quarter", "In the last 90 days"), ("year", "In the last year"), ("older", "Longer ago")], readonly=True
    )
    name = fields.Char("Band", compute="_compute_name", compute_sudo=True)
    count = fields.Integer("Customers", readonly=True)
    percent = fields.Float("Share (%)", digits=(5, 1), readonly=True)
    revenue = fields.Monetary(readonly=True)

    @api.depends("dimension", "band_id.name", "industry_id.name", "last_here")
    @api.depends_context("lang")
    def _compute_name(self):
        times = dict(self._fields["last_here"]._description_selection(self.env))
        for share in self:
            share.name = share._get_value_name(times) or self.env._("Not known")

    def _get_value_name(self, times):
        """Return what the share counts, in the reader's language; glue adds the class.

        :param dict times: labels of `last_here`
        """
        self.ensure_one()
        return {"band": self.band_id.name, "trade": self.industry_id.name, "last": times.get(self.last_here)}.get(self.dimension)
