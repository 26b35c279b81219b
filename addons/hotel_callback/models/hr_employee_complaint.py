from odoo import models

from ..rules.complaint_state import OPEN


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """I11: open complaints, findings and improvement points go to the successor."""
        users = self.user_id
        items = super()._hotel_responsibilities()
        if not users:
            return items
        tickets_sudo = self.env["helpdesk.ticket"].sudo().search([("user_id", "in", users.ids), ("complaint_state", "in", OPEN)])
        items += [{"record": ticket, "kind": "complaint", "name": ticket.display_name, "user_field": "user_id"} for ticket in tickets_sudo]
        for model, kind in (("hotel.mystery.finding", "mystery_finding"), ("hotel.improvement.point", "improvement")):
            rows_sudo = self.env[model].sudo().search([("user_id", "in", users.ids), ("state", "=", "open")])
            items += [{"record": row, "kind": kind, "name": row.display_name, "user_field": "user_id"} for row in rows_sudo]
        return items
