from odoo import models

from ..rules.complaint_state import OPEN


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _hotel_has_open_complaint(self):
        """I4: return whether the customer, or somebody of the same firm, has an open complaint: no routine call until then."""
        return self in self._hotel_with_open_complaint()

    def _hotel_with_open_complaint(self):
        """Return those of `self` with an open complaint of their own or their firm's, in one query."""
        tickets_sudo = self.env["helpdesk.ticket"].sudo()
        firms = {
            firm.id
            for (firm,) in tickets_sudo._read_group(
                [("commercial_partner_id", "in", self.commercial_partner_id.ids), ("complaint_state", "in", OPEN)], ["commercial_partner_id"]
            )
        }
        return self.filtered(lambda partner: partner.commercial_partner_id.id in firms)
