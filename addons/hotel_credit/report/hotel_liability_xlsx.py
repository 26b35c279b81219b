from odoo import models
from odoo.tools import split_every

#: Records read and written at a time, so that 100,000 of them need no more memory than these.
BATCH = 1000


class HotelLiabilityXlsx(models.AbstractModel):
    """What the spreadsheets of liability share: a frozen head, columns with formats, a total by formula."""

    _name = "report.hotel_credit.hotel_liability_xlsx"
    _inherit = "report.hotel_credit.hotel_xlsx"
    _description = "Spreadsheets of Liability"

    def _get_formats(self, workbook):
        return {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "percent": workbook.add_format({"num_format": "0.00%"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "text": workbook.add_format({"num_format": "@"}),
            "number": workbook.add_format({"num_format": "0"}),
            "total": workbook.add_format({"bold": True, "num_format": "#,##0.00", "top": 1}),
        }

    def _write_sheet(self, workbook, formats, name, columns, records, get_row, total=None):
        """Write one sheet, a line a record; the head stays in view, a line of totals stands below it.

        :param columns: list of (heading, width, kind of cell)
        :param total: index of the column that is added up, by a formula that follows the filter
        :return: (sheet, number of the last row, from 0)
        """
        sheet = workbook.add_worksheet(name)
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        first = 2 if total is not None else 1
        last = first + max(len(records), 1) - 1
        if total is not None:
            letter = chr(ord("A") + total)
            sheet.write_string(1, 0, self.env._("Total of what is shown"), formats["total"])
            sheet.write_formula(1, total, f"=SUBTOTAL(109,{letter}{first + 1}:{letter}{last + 1})", formats["total"])
        sheet.freeze_panes(first, 1)
        sheet.autofilter(first - 1 if total is None else 0, 0, last, len(columns) - 1)
        row = first
        for ids in split_every(BATCH, records.ids):
            batch = records.browse(ids)
            for record in batch:
                for column, ((_heading, _width, kind), value) in enumerate(zip(columns, get_row(record), strict=True)):
                    self._write_cell(sheet, row, column, kind, value, formats)
                row += 1
            # Invoices, credits and people behind the batch too: a report writes nothing that could get lost.
            self.env.invalidate_all()
        return sheet, last

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind == "date":
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("money", "percent", "number"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, value, formats["text"])
