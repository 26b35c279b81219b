from odoo import models


class HotelGuaranteeXlsx(models.AbstractModel):
    """E7: the register of guarantees, and what each employee is liable for (XLSX)."""

    _name = "report.hotel_credit.hotel_guarantee_xlsx"
    _inherit = "report.hotel_credit.hotel_liability_xlsx"
    _description = "Register of Guarantees (XLSX)"

    def generate_xlsx_report(self, workbook, data, guarantees):
        """Write the register, and a sheet with a total an employee by formulas on it; amounts in the company's currency."""
        formats = self._get_formats(workbook)
        labels = {
            name: dict(guarantees._fields[name]._description_selection(self.env)) for name in ("kind", "role", "state")
        }
        name = self.env._("Guarantees")
        users = sorted({user.name for user in guarantees.user_id.sudo()})
        columns = [
            (self.env._("Employee"), 22, "text"),
            (self.env._("Department"), 20, "text"),
            (self.env._("As"), 20, "text"),
            (self.env._("Source"), 18, "text"),
            (self.env._("Invoice"), 20, "text"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Due"), 12, "date"),
            (self.env._("Open"), 14, "money"),
            (self.env._("Share"), 10, "percent"),
            (self.env._("Liable for"), 14, "money"),
            (self.env._("State"), 12, "text"),
            (self.env._("Called on"), 12, "date"),
            (self.env._("Released on"), 12, "date"),
        ]

        def row(each):
            each_sudo = each.sudo()
            company = each_sudo.company_id
            return [
                each_sudo.user_id.name,
                each_sudo.employee_id.department_id.name,
                labels["role"][each.role],
                labels["kind"][each.kind],
                each_sudo.move_id.name,
                each.partner_id.name,
                each.date_due,
                each.open_amount,
                each.share,
                each.liable_amount,
                labels["state"][each.state],
                each.called_at and company._hotel_local(each.called_at).date(),
                each.released_at and company._hotel_local(each.released_at).date(),
            ]

        _sheet, last = self._write_sheet(workbook, formats, name, columns, guarantees, row, total=9)
        self._write_totals(workbook, formats, name, users, last)

    def _write_totals(self, workbook, formats, source, users, last):
        sheet = workbook.add_worksheet(self.env._("By employee"))
        for column, (heading, width) in enumerate(
            ((self.env._("Employee"), 24), (self.env._("Invoices"), 12), (self.env._("Liable for"), 16))
        ):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 1)
        for row, user in enumerate(users, 1):
            sheet.write_string(row, 0, user, formats["text"])
            sheet.write_formula(row, 1, f"=COUNTIF('{source}'!$A$3:$A${last + 1},A{row + 1})", formats["number"])
            sheet.write_formula(
                row, 2, f"=SUMIF('{source}'!$A$3:$A${last + 1},A{row + 1},'{source}'!$J$3:$J${last + 1})", formats["money"]
            )
        sheet.write_string(len(users) + 1, 0, self.env._("Total"), formats["total"])
        sheet.write_formula(len(users) + 1, 2, f"=SUM(C2:C{max(len(users), 1) + 1})", formats["total"])
