from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        """E8: an employee answers for the running agreements of which they are the salesperson."""
        self.ensure_one()
        agreements_sudo = (
            self.env["hotel.credit.agreement"]
            .sudo()
            .search([("user_id", "=", self.user_id.id), ("state", "in", ("to_sign", "active", "suspended"))])
            if self.user_id
            else ()
        )
        return super()._hotel_responsibilities() + [
            {
                "record": agreement,
                "kind": "credit_agreement",
                "name": agreement.display_name,
                "user_field": "user_id",
            }
            for agreement in agreements_sudo
        ]
