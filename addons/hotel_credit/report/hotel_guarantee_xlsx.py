from odoo import models


class HotelGuaranteeXlsx(models.AbstractModel):
    """E7: the register of guarantees, and what each employee is liable for (XLSX)."""

    _name = "report.hotel_credit.hotel_guarantee_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Register of Guarantees (XLSX)"

    def generate_xlsx_report(self, workbook, data, guarantees):
        """Write the register, and a sheet with a total an employee by formulas on it; amounts in the company's currency."""
        formats = self._get_formats(workbook)
        name = self.env._("Guarantees")
        users = sorted({user.name for user in guarantees.user_id.sudo()})
        _sheet, last = self._write_list(workbook, formats, name, self._get_columns(), guarantees, totals=("money",))
        self._write_by_employee(workbook, formats, name, users, last)

    def _get_columns(self):
        kinds, roles, states = (
            dict(self.env["hotel.guarantee"]._fields[field]._description_selection(self.env)) for field in ("kind", "role", "state")
        )

        def local(guarantee, field):
            return guarantee[field] and guarantee.sudo().company_id._hotel_local(guarantee[field])

        return [
            # Who may read the register sees whose guarantees they are, whether or not the employee's file is open to them.
            (self.env._("Employee"), 22, "text", lambda guarantee: guarantee.sudo().user_id.name),
            (self.env._("Department"), 20, "text", lambda guarantee: guarantee.sudo().employee_id.department_id.name),
            (self.env._("As"), 20, "text", lambda guarantee: roles[guarantee.role]),
            (self.env._("Source"), 18, "text", lambda guarantee: kinds[guarantee.kind]),
            (self.env._("Invoice"), 20, "text", lambda guarantee: guarantee.sudo().move_id.name),
            (self.env._("Customer"), 34, "text", lambda guarantee: guarantee.partner_id.name),
            (self.env._("Due"), 12, "date", lambda guarantee: guarantee.date_due),
            (self.env._("Open"), 14, "money", lambda guarantee: guarantee.open_amount),
            (self.env._("Share"), 10, "percent", lambda guarantee: guarantee.share),
            (self.env._("Liable for"), 14, "money", lambda guarantee: guarantee.liable_amount),
            (self.env._("State"), 12, "text", lambda guarantee: states[guarantee.state]),
            (self.env._("Called on"), 12, "date", lambda guarantee: local(guarantee, "called_at")),
            (self.env._("Released on"), 12, "date", lambda guarantee: local(guarantee, "released_at")),
        ]

    def _write_by_employee(self, workbook, formats, source, users, last):
        sheet = workbook.add_worksheet(self.env._("By employee"))
        for column, (heading, width) in enumerate(
            ((self.env._("Employee"), 24), (self.env._("Invoices"), 12), (self.env._("Liable for"), 16))
        ):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 1)
        for row, user in enumerate(users, 1):
            sheet.write_string(row, 0, user, formats["text"])
            sheet.write_formula(row, 1, f"=COUNTIF('{source}'!$A$2:$A${last + 1},A{row + 1})", formats["number"])
            sheet.write_formula(
                row, 2, f"=SUMIF('{source}'!$A$2:$A${last + 1},A{row + 1},'{source}'!$J$2:$J${last + 1})", formats["money"]
            )
        sheet.write_string(len(users) + 1, 0, self.env._("Total"), formats["total"])
        sheet.write_formula(len(users) + 1, 2, f"=SUM(C2:C{max(len(users), 1) + 1})", formats["total_money"])
