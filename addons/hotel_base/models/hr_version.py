from odoo import api, models

#: What moves an employee from one post to another, now or on a later day.
POST_FIELDS = frozenset({"department_id", "job_id", "employee_id", "date_version", "contract_date_start", "active"})


class HrVersion(models.Model):
    """E8: department and job live here, where `hr.employee.write` does not see them change."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        employees = self.env["hr.employee"].sudo().browse({vals["employee_id"] for vals in vals_list if vals.get("employee_id")})
        before = employees._hotel_posts()
        versions = super().create(vals_list)
        employees._hotel_check_posts(before)
        return versions

    def write(self, vals):
        if not POST_FIELDS & vals.keys():
            return super().write(vals)
        employees = self._hotel_employees()
        if vals.get("employee_id"):
            employees |= employees.browse(vals["employee_id"])
        before = employees._hotel_posts()
        result = super().write(vals)
        employees._hotel_check_posts(before)
        return result

    def unlink(self):
        employees = self._hotel_employees()
        before = employees._hotel_posts()
        result = super().unlink()
        employees.exists()._hotel_check_posts(before)
        return result

    def _hotel_employees(self):
        return self.sudo().with_context(active_test=False).employee_id
