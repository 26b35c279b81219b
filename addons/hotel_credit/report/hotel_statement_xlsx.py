from odoo import models
from odoo.tools import format_date

from ..rules import billing

#: Slips read and written at a time: a customer's month may have thousands.
BATCH = 1000
#: Rows above the head of the list of slips.
HEAD = 14


class StatementXlsx(models.AbstractModel):
    """F1, F2: a statement as a spreadsheet: the balance and every slip, with formulas that add up."""

    _name = "report.hotel_credit.statement_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Statement of Account (XLSX)"

    def generate_xlsx_report(self, workbook, data, statements):
        """Write one sheet a statement."""
        formats = {
            **self._get_formats(workbook),
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "label": workbook.add_format({"font_color": "#495057"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        }
        for statement in statements:
            self._write_statement(workbook, statement, formats)

    def _write_statement(self, workbook, statement, formats):
        sheet = workbook.add_worksheet(statement.name.replace("/", "-")[:31])
        columns = self._get_columns()
        for column, (_heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
        amount_column = len(columns) - 3
        first, last = HEAD + 1, HEAD + statement.charge_count
        self._write_head(sheet, statement, formats, f"{chr(65 + amount_column)}{last + 2}")
        for column, (heading, _width, _kind) in enumerate(columns):
            sheet.write_string(HEAD, column, heading, formats["head"])
        sheet.freeze_panes(HEAD + 1, 2)
        sheet.autofilter(HEAD, 0, max(last, first), len(columns) - 1)
        for row, values in enumerate(self._get_rows(statement), first):
            for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
                self._write_cell(sheet, row, column, kind, value, formats)
        total = last + 1
        sheet.write_string(total, 0, self.env._("Total"), formats["total"])
        for column, (_heading, _width, kind) in enumerate(columns):
            if kind == "money":
                letter = chr(65 + column)
                values = f"{letter}{first + 1}:{letter}{last + 1}"
                sheet.write_formula(total, column, f"=SUM({values})" if statement.charge_count else "=0", formats["total_money"])

    def _write_head(self, sheet, statement, formats, charged_cell):
        """Write who, what and the balance; the closing balance is a formula over the figures above it."""
        env = self.env
        sheet.write_string(0, 0, env._("Statement of account %s", statement.name), formats["title"])
        lines = [
            (env._("Hotel"), statement.company_id.name),
            (env._("Customer"), statement.commercial_partner_id.name),
            (env._("Agreement"), statement.agreement_id.name),
            (env._("Month"), statement._get_month_name()),
            (env._("Invoice"), statement.move_id.name or ""),
            (env._("Confirm until"), format_date(env, statement.confirm_until)),
            (env._("Due"), format_date(env, statement.due_date) if statement.due_date else ""),
        ]
        figures = [
            (env._("Opening balance"), statement.opening),
            (env._("Charged"), statement.charged),
            (env._("Allowances"), -statement.allowances),
            (env._("Payments"), -statement.payments),
        ]
        rows = max(len(lines), len(figures) + 2)
        for index in range(rows):
            row = index + 2
            if index < len(lines):
                sheet.write_string(row, 0, lines[index][0], formats["label"])
                sheet.write_string(row, 1, lines[index][1], formats["text"])
            if index < len(figures):
                sheet.write_string(row, 4, figures[index][0], formats["label"])
                sheet.write_number(row, 5, figures[index][1], formats["money"])
            elif index == len(figures):
                sheet.write_string(row, 4, env._("Closing balance"), formats["total"])
                sheet.write_formula(row, 5, f"=SUM(F3:F{row})", formats["total_money"], statement.closing)
            elif index == len(figures) + 1:
                sheet.write_string(row, 4, env._("Currency"), formats["label"])
                sheet.write_string(row, 5, statement.currency_id.name, formats["text"])
        sheet.write_string(HEAD - 2, 0, env._("Slips of this statement"), formats["title"])
        sheet.write_string(HEAD - 2, 4, env._("Total"), formats["label"])
        sheet.write_formula(HEAD - 2, 5, f"={charged_cell}", formats["money"], statement.charged)

    def _get_columns(self):
        """Return [(heading, width, kind of cell)] in the order of `_get_rows`; the third last is the total."""
        kinds = [(kind.name, 12, "money") for kind in self._get_kinds()]
        return [
            (self.env._("Date"), 16, "date"),
            (self.env._("Slip"), 28, "text"),
            (self.env._("Outlet"), 18, "text"),
            (self.env._("Signer"), 16, "text"),
            (self.env._("Guest"), 18, "text"),
            (self.env._("Check number"), 14, "text"),
            *kinds,
            (self.env._("Amount"), 14, "money"),
            (self.env._("Allowed"), 12, "money"),
            (self.env._("Dispute"), 16, "text"),
        ]

    def _get_kinds(self):
        kinds = {kind.code: kind for kind in self.env["hotel.revenue.kind"].search([])}
        return [kinds[code] for code in billing.KINDS if code in kinds]

    def _get_rows(self, statement):
        """Yield the values of each slip, in the order of the days; an empty cell is None."""
        states = dict(self.env["hotel.statement.dispute"]._fields["state"]._description_selection(self.env))
        disputes = {dispute.charge_id.id: states[dispute.state] for dispute in statement.dispute_ids.sorted("id")}
        kinds = [kind.code for kind in self._get_kinds()]
        charges = self.env["hotel.charge"].search([("statement_id", "=", statement.id)], order="business_date, id")
        for start in range(0, len(charges), BATCH):
            batch = charges[start : start + BATCH]
            allowed = batch._get_allowed()
            for charge in batch:
                yield [
                    charge.business_date,
                    charge.name,
                    charge.outlet_id.name,
                    charge.signer_id.name,
                    charge.guest,
                    charge.check_number,
                    *(charge[f"amount_{kind}"] or None for kind in kinds),
                    charge.amount,
                    float(sum(allowed[charge.id].values())) or None,
                    disputes.get(charge.id),
                ]
            batch.invalidate_recordset()
