from odoo import models


class EventSheetXlsx(models.AbstractModel):
    """What the spreadsheets of events share: heads that stay, number formats, totals as formulas."""

    _name = "report.hotel_events.event_sheet"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Spreadsheet of an Event"

    def _get_formats(self, workbook):
        """Return {kind of cell: format}."""
        return {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "quantity": workbook.add_format({"num_format": "#,##0.##"}),
            "number": workbook.add_format({"num_format": "0"}),
            "percent": workbook.add_format({"num_format": "0.0%"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "text": workbook.add_format({"num_format": "@"}),
            "total": workbook.add_format({"bold": True, "top": 1}),
            "total_money": workbook.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"}),
            "total_number": workbook.add_format({"bold": True, "top": 1, "num_format": "0"}),
        }

    def _start_sheet(self, workbook, name, columns, formats, rows, frozen=1):
        """Add a sheet with its head; `columns` are (heading, width, kind of cell)."""
        sheet = workbook.add_worksheet(name[:31])
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        return sheet

    def _write_row(self, sheet, row, columns, values, formats):
        """Write one row; an empty cell is None or False."""
        for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
            if value is None or value is False:
                continue
            if kind in ("date", "moment"):
                sheet.write_datetime(row, column, value, formats[kind])
            elif kind in ("money", "quantity", "number", "percent"):
                sheet.write_number(row, column, value, formats[kind])
            else:
                sheet.write_string(row, column, value, formats[kind])

    def _write_totals(self, sheet, rows, summed, formats, label):
        """Write sums of the columns {index: kind} below `rows` rows."""
        sheet.write_string(rows + 1, 0, label, formats["total"])
        for column, kind in sorted(summed.items()):
            letter = chr(ord("A") + column)
            sheet.write_formula(rows + 1, column, f"=SUM({letter}2:{letter}{rows + 1})", formats[f"total_{kind}"])
