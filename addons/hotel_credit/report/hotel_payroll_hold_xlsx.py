from odoo import models


class HotelPayrollHoldXlsx(models.AbstractModel):
    """E5, E8: HR's list for the payroll: whose pay is held for temporary credits, and whose final pay (XLSX)."""

    _name = "report.hotel_credit.hotel_payroll_hold_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Payroll Holds (XLSX)"

    def generate_xlsx_report(self, workbook, data, holds):
        """Write the holds, and who has left without handing over; amounts in the company's currency."""
        formats = self._get_formats(workbook)
        self._write_list(workbook, formats, self.env._("Payroll holds"), self._get_columns(), holds, totals=("money",))
        if self.env.user.has_group("hr.group_hr_user"):
            self._write_final_pay(workbook, formats, holds.company_id or self.env.companies)

    def _get_columns(self):
        states, reasons = (
            dict(self.env["hotel.payroll.hold"]._fields[field]._description_selection(self.env)) for field in ("state", "lift_reason")
        )

        def local(hold, field):
            return hold[field] and hold.sudo().company_id._hotel_local(hold[field])

        def employee(hold):
            return hold.sudo().employee_id.name or hold.sudo().user_id.name

        return [
            (self.env._("Employee"), 22, "text", employee),
            (self.env._("Department"), 20, "text", lambda hold: hold.sudo().department_id.name),
            (self.env._("Temporary credit"), 16, "text", lambda hold: hold.sudo().credit_id.name),
            (self.env._("Customer"), 34, "text", lambda hold: hold.partner_id.name),
            (self.env._("Departure"), 12, "date", lambda hold: hold.sudo().credit_id.departure_date),
            (self.env._("Due"), 12, "date", lambda hold: hold.due_date),
            (self.env._("Month"), 10, "text", lambda hold: hold.month.strftime("%Y-%m")),
            (self.env._("Liable when held"), 14, "money", lambda hold: hold.held_amount),
            (self.env._("Liable now"), 14, "money", lambda hold: hold.liable_amount),
            (self.env._("State"), 10, "text", lambda hold: states[hold.state]),
            (self.env._("Held since"), 12, "date", lambda hold: local(hold, "held_at")),
            (self.env._("Lifted"), 12, "date", lambda hold: local(hold, "lifted_at")),
            (self.env._("Lifted because"), 26, "text", lambda hold: reasons.get(hold.lift_reason)),
        ]

    def _write_final_pay(self, workbook, formats, companies):
        """E8: add who has left, or leaves, with something that is not handed over yet."""
        employees = self.env["hr.employee"].with_context(active_test=False).search([
            ("hotel_final_pay_held", "=", True),
            ("company_id", "in", companies.ids),
        ])
        columns = [
            (self.env._("Employee"), 22, "text", lambda employee: employee.name),
            (self.env._("Department"), 20, "text", lambda employee: employee.department_id.name),
            (self.env._("Departure"), 12, "date", lambda employee: employee.departure_date),
            (self.env._("Items to hand over"), 10, "number", lambda employee: employee.hotel_open_count),
            (self.env._("To be handed over"), 80, "text", lambda employee: employee.hotel_open_responsibilities),
        ]
        self._write_list(workbook, formats, self.env._("Final pay held"), columns, employees)
