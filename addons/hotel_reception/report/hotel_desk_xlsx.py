from odoo import models

#: Records read and written at a time, so that 100,000 entries need no more memory than these.
BATCH = 1000


class HotelDeskXlsx(models.AbstractModel):
    """What the desk's spreadsheets share: one sheet of a list, constant memory, texts that stay texts."""

    _name = "report.hotel_reception.hotel_desk_sheet"
    _inherit = "report.report_xlsx.abstract"
    _description = "Desk Spreadsheet"

    def get_workbook_options(self):
        """Write each row through; a text from outside never becomes a formula, link or number."""
        return {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

    def _get_formats(self, workbook):
        return {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True, "valign": "top"}),
            "total": workbook.add_format({"bold": True, "top": 1}),
            "total_ratio": workbook.add_format({"bold": True, "top": 1, "num_format": "0.0"}),
            "text": workbook.add_format({"num_format": "@"}),
            "number": workbook.add_format({"num_format": "0"}),
            "ratio": workbook.add_format({"num_format": "0.0"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }

    def _start_sheet(self, workbook, name, columns, formats, frozen=1):
        """Add a sheet with its heading; `columns` are [(heading, width, kind of cell)]."""
        sheet = workbook.add_worksheet(name)
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, frozen)
        return sheet

    def _write_row(self, sheet, row, columns, values, formats):
        for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
            if value is None or value is False:
                continue
            if kind in ("date", "time"):
                sheet.write_datetime(row, column, value, formats[kind])
            elif kind in ("number", "ratio"):
                sheet.write_number(row, column, value, formats[kind])
            else:
                sheet.write_string(row, column, str(value), formats[kind])

    def _write_totals(self, sheet, row, columns, formats, label):
        """Write the sums of all columns of numbers as formulas under `row` rows."""
        sheet.write_string(row + 1, 0, label, formats["total"])
        for column, (_heading, _width, kind) in enumerate(columns):
            if kind == "number" and row:
                letter = chr(ord("A") + column)
                sheet.write_formula(row + 1, column, f"=SUM({letter}2:{letter}{row + 1})", formats["total"])
