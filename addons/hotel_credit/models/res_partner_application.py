from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_hotel_new_application(self):
        """A1: open a new credit application for this customer; a renewal when its firm has a running agreement."""
        self.ensure_one()
        if not self.env["hotel.credit.application"].has_access("create"):
            raise UserError(self.env._("Credit applications are filed by the sales department."))
        return self.env["hotel.credit.application"]._action_new(self)
