from odoo import models

#: Statements read and written at a time.
BATCH = 1000


class StatementListXlsx(models.AbstractModel):
    """F2: a list of statements with what became of them (XLSX): the unconfirmed, the late, those in dispute."""

    _name = "report.hotel_credit.statement_list_xlsx"
    _inherit = "report.hotel_credit.hotel_xlsx"
    _description = "List of Statements (XLSX)"

    def generate_xlsx_report(self, workbook, data, statements):
        """Write one sheet: a line a statement, amounts in the statement's currency."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "total": workbook.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "number": workbook.add_format({"num_format": "0"}),
            "text": workbook.add_format({"num_format": "@"}),
        }
        columns = self._get_columns()
        sheet = workbook.add_worksheet(self.env._("Statements"))
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(statements), 1), len(columns) - 1)
        row = 0
        for start in range(0, len(statements), BATCH):
            batch = statements[start : start + BATCH]
            for values in self._get_rows(batch):
                row += 1
                for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
                    self._write_cell(sheet, row, column, kind, value, formats)
            batch.invalidate_recordset()
        if row and len(set(statements.mapped("currency_id"))) == 1:
            for column, (_heading, _width, kind) in enumerate(columns):
                if kind == "money":
                    letter = chr(65 + column)
                    sheet.write_formula(row + 1, column, f"=SUBTOTAL(109,{letter}2:{letter}{row + 1})", formats["total"])

    def _get_columns(self):
        """Return [(heading, width, kind of cell)] in the order of `_get_rows`."""
        return [
            (self.env._("Number"), 16, "text"),
            (self.env._("Month"), 11, "date"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Agreement"), 14, "text"),
            (self.env._("Responsible salesperson"), 18, "text"),
            (self.env._("Charged"), 14, "money"),
            (self.env._("Closing balance"), 14, "money"),
            (self.env._("Open now"), 14, "money"),
            (self.env._("In dispute"), 14, "money"),
            (self.env._("Currency"), 9, "text"),
            (self.env._("State"), 12, "text"),
            (self.env._("Late"), 8, "text"),
            (self.env._("Sent on"), 12, "date"),
            (self.env._("Sent to"), 26, "text"),
            (self.env._("Reminders"), 10, "number"),
            (self.env._("Confirm until"), 12, "date"),
            (self.env._("Confirmed on"), 12, "date"),
            (self.env._("Confirmed by"), 18, "text"),
            (self.env._("Due"), 12, "date"),
        ]

    def _get_rows(self, statements):
        """Return the values of each statement; an empty cell is None."""
        states = dict(statements._fields["state"]._description_selection(self.env))
        return [
            [
                statement.name,
                statement.month,
                statement.commercial_partner_id.name,
                statement.agreement_id.name,
                statement.user_id.name,
                statement.charged,
                statement.closing,
                statement.residual,
                statement.disputed_amount,
                statement.currency_id.name,
                states[statement.state],
                self.env._("Late") if statement.late else None,
                statement.company_id._hotel_local(statement.sent_at) if statement.sent_at else None,
                statement.sent_to,
                statement.reminder_count,
                statement.confirm_until,
                statement.confirmed_on,
                statement.confirmed_name,
                statement.due_date,
            ]
            for statement in statements
        ]

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind == "date":
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("money", "number"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, value, formats["text"])
