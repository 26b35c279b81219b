from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """E8: employees answer for the agreements of which they are the salesperson, until these have ended."""
        users = self.user_id
        agreements_sudo = self.env["hotel.credit.agreement"].sudo()
        if users:
            agreements_sudo = agreements_sudo.search([
                ("user_id", "in", users.ids),
                ("state", "in", ("to_sign", "active", "suspended")),
            ])
        return super()._hotel_responsibilities() + [
            {"record": agreement, "kind": "credit_agreement", "name": agreement.display_name, "user_field": "user_id"}
            for agreement in agreements_sudo
        ]
