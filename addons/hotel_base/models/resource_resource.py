from odoo import api, models


class ResourceResource(models.Model):
    """E8: an employee's `active` and user are kept here, so that every way of changing them comes through here."""

    _inherit = "resource.resource"

    def write(self, vals):
        if not vals.get("active", True):
            # Asked of the resource: the employee's own field has its new value by now.
            self.filtered("active")._hotel_employees()._hotel_refuse_vanishing()
        if "user_id" in vals:
            # Who is responsible is found by the user: taking it away would hide what is open.
            losing = self.filtered(lambda resource: resource.user_id and resource.user_id.id != vals["user_id"])
            losing._hotel_employees()._hotel_refuse_if_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_responsibilities(self):
        self._hotel_employees()._hotel_refuse_if_open()

    def _hotel_employees(self):
        return self.env["hr.employee"].sudo().with_context(active_test=False).search([("resource_id", "in", self.ids)])
