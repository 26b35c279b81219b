from odoo import models

from ..rules.complaint_state import OPEN


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _hotel_has_open_complaint(self):
        """I4: a customer has an open complaint while anybody of the firm has one; one query for all."""
        result = super()._hotel_has_open_complaint()
        found = self.env["helpdesk.ticket"].sudo()._read_group(
            [("commercial_partner_id", "in", self.commercial_partner_id.ids), ("complaint_state", "in", OPEN)], ["commercial_partner_id"]
        )
        firms = {firm.id for (firm,) in found}
        return {partner.id: result[partner.id] or partner.commercial_partner_id.id in firms for partner in self}
