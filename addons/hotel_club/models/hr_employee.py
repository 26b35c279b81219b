from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """I11: members and events of the club go to the successor."""
        items = super()._hotel_responsibilities()
        if not self.user_id:
            return items
        for model, state, kind in (("hotel.club.member", "active", "club_member"), ("hotel.club.event", "planned", "club_event")):
            rows_sudo = self.env[model].sudo().search([("user_id", "in", self.user_id.ids), ("state", "=", state)])
            items += [{"record": row, "kind": kind, "name": row.display_name, "user_field": "user_id"} for row in rows_sudo]
        return items
