from odoo import api, fields, models


class HotelEventInvitationShare(models.Model):
    """H17, I1: an invitation list shows the share of each class of customers."""

    _inherit = "hotel.event.invitation.share"

    class_id = fields.Many2one("hotel.customer.class", readonly=True, ondelete="restrict")

    @api.depends("class_id.name")
    def _compute_name(self):
        super()._compute_name()

    def _get_value_name(self, times):
        return self.class_id.name if self.dimension == "class" else super()._get_value_name(times)
