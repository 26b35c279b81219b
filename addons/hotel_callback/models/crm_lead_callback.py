from odoo import fields, models


class CrmLead(models.Model):
    """I3: callbacks appear in the CRM: as activities of the opportunity, and behind a button."""

    _inherit = "crm.lead"

    hotel_callback_count = fields.Integer("Callbacks", compute="_compute_hotel_callback_count")

    def _compute_hotel_callback_count(self):
        counts = dict(
            self.env["hotel.callback"]._read_group(
                [("partner_id", "in", self.partner_id.commercial_partner_id.ids), ("state", "=", "planned")], ["partner_id"], ["__count"]
            )
        )
        for lead in self:
            lead.hotel_callback_count = counts.get(lead.partner_id.commercial_partner_id, 0)

    def action_hotel_callbacks(self):
        """List the callbacks of the customer."""
        self.ensure_one()
        return self.partner_id.action_hotel_callbacks()
