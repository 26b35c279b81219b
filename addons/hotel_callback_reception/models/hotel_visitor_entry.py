from odoo import models


class HotelVisitorEntry(models.Model):
    _name = "hotel.visitor.entry"
    _inherit = ["hotel.visitor.entry", "hotel.complaint.source"]

    _server_fields = frozenset({"complaint_id"})

    def _prepare_complaint_vals(self):
        """J1: what a visitor says to the door or to the host."""
        partner = self.visit_id.partner_id
        return {
            **super()._prepare_complaint_vals(),
            "name": self.purpose or self.env._("Complaint of a visitor: %(who)s", who=self.name),
            "description": self.purpose or "",
            "partner_id": partner.id,
            "partner_name": partner.name or self.name,
            "complaint_phone": self.phone,
        }
