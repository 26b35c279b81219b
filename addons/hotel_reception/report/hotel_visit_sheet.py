from odoo import models

#: Records read and written at a time, so that 100,000 of them need no more memory than these.
BATCH = 1000


class HotelVisitSheet(models.AbstractModel):
    """What the spreadsheets of receptions and visitors share: one sheet, a line a record, sums, texts that stay texts.

    A sheet names its `_sheet_columns()` as (heading, width, kind, value of a record); kinds are text, date, time, number,
    money. Columns of numbers are summed below by a formula.
    """

    _name = "report.hotel_reception.hotel_visit_sheet"
    _inherit = "report.report_xlsx.abstract"
    _description = "Spreadsheet of Receptions"

    def get_workbook_options(self):
        """Write each row through; a text from outside never becomes a formula, link or number."""
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

    def _sheet_name(self):
        raise NotImplementedError

    def _sheet_columns(self):
        raise NotImplementedError

    def generate_xlsx_report(self, workbook, data, records):
        """Write the sheet; instants in the hotel's time."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "text": workbook.add_format({"num_format": "@"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "number": workbook.add_format({"num_format": "0"}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "sum_number": workbook.add_format({"num_format": "0", "bold": True, "top": 1}),
            "sum_money": workbook.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
        }
        columns = self._sheet_columns()
        sheet = workbook.add_worksheet(self._sheet_name()[:31])
        for column, (heading, width, _kind, _value) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(records), 1), len(columns) - 1)
        row = 0
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH].sudo()
            for record in batch:
                row += 1
                for column, (_heading, _width, kind, value) in enumerate(columns):
                    self._write_cell(sheet, row, column, kind, value(record), formats)
            batch.invalidate_recordset()
        for column, (_heading, _width, kind, _value) in enumerate(columns):
            if kind in ("number", "money"):
                letter = _letter(column)
                sheet.write_formula(row + 1, column, f"=SUM({letter}2:{letter}{max(row + 1, 2)})", formats[f"sum_{kind}"])

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind in ("date", "time"):
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("number", "money"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, str(value), formats[kind])


def _letter(column):
    """Return the name of a spreadsheet column, 0 = A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
