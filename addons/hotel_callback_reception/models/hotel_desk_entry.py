from odoo import models


class HotelDeskEntry(models.Model):
    _name = "hotel.desk.entry"
    _inherit = ["hotel.desk.entry", "hotel.complaint.source"]

    def _prepare_complaint_vals(self):
        """J1: who walks in complains at the desk, who calls by phone."""
        words = self.note or self.result_note
        partner = self.customer_id.partner_id
        vals = {
            **super()._prepare_complaint_vals(),
            "name": words or self.env._("Complaint at the sales desk: %(who)s", who=self.customer_name or self.firm or self.name),
            "description": words or "",
            "partner_id": partner.id,
            "partner_name": partner.name or self.customer_name or self.firm,
            "complaint_phone": self.phone,
        }
        if self.kind == "call":
            vals["channel_id"] = self.env["helpdesk.ticket"]._complaint_channel("phone") or vals["channel_id"]
        return vals
