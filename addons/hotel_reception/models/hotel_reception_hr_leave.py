from odoo import models
from odoo.fields import Domain


class HrLeave(models.Model):
    _inherit = "hr.leave"

    def _hotel_overlapping(self, employees, start, end, company):
        """Return the approved leaves of `employees` that overlap a time, whole days by the hotel's dates (superuser mode).

        :param start: naive UTC instant
        :param end: naive UTC instant, not before `start`
        """
        first, last = (company._hotel_local(instant).date() for instant in (start, end))
        by_hour = Domain("date_from", "<=", end) & Domain("date_to", ">=", start)
        whole = Domain("request_unit_hours", "=", False) & Domain("request_unit_half", "=", False)
        by_day = whole & Domain("request_date_from", "<=", last) & Domain("request_date_to", ">=", first)
        return self.sudo().search(Domain("employee_id", "in", employees.ids) & Domain("state", "=", "validate") & (by_hour | by_day))
