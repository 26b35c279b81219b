from odoo import models


class HotelPayrollHoldXlsx(models.AbstractModel):
    """E5, E8: HR's list for the payroll: whose pay is held for temporary credits, and whose final pay (XLSX)."""

    _name = "report.hotel_credit.hotel_payroll_hold_xlsx"
    _inherit = "report.hotel_credit.hotel_liability_xlsx"
    _description = "Payroll Holds (XLSX)"

    def generate_xlsx_report(self, workbook, data, holds):
        """Write the holds, and who has left without handing over; amounts in the company's currency."""
        formats = self._get_formats(workbook)
        states = dict(holds._fields["state"]._description_selection(self.env))
        reasons = dict(holds._fields["lift_reason"]._description_selection(self.env))
        columns = [
            (self.env._("Employee"), 22, "text"),
            (self.env._("Department"), 20, "text"),
            (self.env._("Temporary credit"), 16, "text"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Departure"), 12, "date"),
            (self.env._("Due"), 12, "date"),
            (self.env._("Month"), 10, "text"),
            (self.env._("Liable when held"), 14, "money"),
            (self.env._("Liable now"), 14, "money"),
            (self.env._("State"), 10, "text"),
            (self.env._("Held since"), 12, "date"),
            (self.env._("Lifted"), 12, "date"),
            (self.env._("Lifted because"), 26, "text"),
        ]

        def row(hold):
            hold_sudo = hold.sudo()
            company = hold_sudo.company_id
            return [
                hold_sudo.employee_id.name or hold_sudo.user_id.name,
                hold_sudo.department_id.name,
                hold_sudo.credit_id.name,
                hold.partner_id.name,
                hold_sudo.credit_id.departure_date,
                hold.due_date,
                hold.month.strftime("%Y-%m"),
                hold.held_amount,
                hold.liable_amount,
                states[hold.state],
                company._hotel_local(hold.held_at).date(),
                hold.lifted_at and company._hotel_local(hold.lifted_at).date(),
                reasons.get(hold.lift_reason),
            ]

        self._write_sheet(workbook, formats, self.env._("Payroll holds"), columns, holds, row, total=8)
        if self.env.user.has_group("hr.group_hr_user"):
            self._write_final_pay(workbook, formats, holds.company_id or self.env.companies)

    def _write_final_pay(self, workbook, formats, companies):
        """E8: add who has left, or leaves, with something that is not handed over yet."""
        employees = self.env["hr.employee"].with_context(active_test=False).search([
            ("hotel_final_pay_held", "=", True),
            ("company_id", "in", companies.ids),
        ])
        columns = [
            (self.env._("Employee"), 22, "text"),
            (self.env._("Department"), 20, "text"),
            (self.env._("Departure"), 12, "date"),
            (self.env._("Items to hand over"), 10, "number"),
            (self.env._("To be handed over"), 80, "text"),
        ]
        self._write_sheet(
            workbook,
            formats,
            self.env._("Final pay held"),
            columns,
            employees,
            lambda employee: [
                employee.name,
                employee.department_id.name,
                employee.departure_date,
                employee.hotel_open_count,
                employee.hotel_open_responsibilities,
            ],
        )
