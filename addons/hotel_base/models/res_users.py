from odoo import api, models


class ResUsers(models.Model):
    """E8: a user is not switched off while the employee behind it has something to hand over and no departure recorded."""

    _inherit = "res.users"

    def write(self, vals):
        if not vals.get("active", True):
            self.filtered("active")._hotel_employees()._hotel_refuse_vanishing()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_responsibilities(self):
        self._hotel_employees()._hotel_refuse_if_open()

    def _hotel_employees(self):
        return self.env["hr.employee"].sudo().with_context(active_test=False).search([("user_id", "in", self.ids)])
