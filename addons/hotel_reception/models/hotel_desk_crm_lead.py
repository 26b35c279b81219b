from odoo import models


class CrmLead(models.Model):
    """L2, L5: an opportunity that came from the desk and is won makes its customer one who has bought."""

    _inherit = "crm.lead"

    def write(self, vals):
        result = super().write(vals)
        if {"stage_id", "won_status", "probability"} & vals.keys():
            won_sudo = self.sudo().filtered(lambda lead: lead.won_status == "won")
            entries_sudo = self.env["hotel.desk.entry"].sudo()
            if won_sudo:
                entries_sudo = entries_sudo.search([("lead_id", "in", won_sudo.ids), ("result", "!=", "ordered")])
            for company, entries in entries_sudo.grouped("company_id").items():
                entries.customer_id._note_bought(company._hotel_today())
                entries.filtered(lambda entry: entry.state == "done" and entry.no_customer_state != "confirmed").write({"result": "ordered"})
        return result
