from xlsxwriter.utility import xl_col_to_name

from odoo import models
from odoo.tools import split_every

#: Records read and written at a time, so that 100,000 of them need no more memory than these.
BATCH = 1000
#: How the cells of each kind of column are written.
NUMBER_FORMATS = {
    "text": "@",
    "number": "0",
    "ratio": "0.0",
    "percent": "0.00%",
    "money": "#,##0.00",
    "date": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}


class HotelXlsx(models.AbstractModel):
    """What all our spreadsheets share: constant memory, texts that stay texts, and lists with a head that stays in view.

    A list is named by its columns: (heading, width, kind of cell, function that gives a record's value); kinds are those of
    `NUMBER_FORMATS`. A value of None or False leaves the cell empty; instants are given in the hotel's time.
    """

    _name = "report.hotel_base.hotel_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Hotel Spreadsheet"

    #: How a column is added up; as it is, the total is that of the lines which the filter shows.
    _total_formula = "=SUBTOTAL(109,{cells})"

    def get_workbook_options(self):
        """Write each row through; a text from outside never becomes a formula, link or number."""
        return {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }

    def _get_formats(self, workbook):
        """Return the formats of heads, of each kind of cell and, as "total_money" and so on, of totals."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True, "valign": "top"}),
            "total": workbook.add_format({"bold": True, "top": 1}),
        }
        for kind, number_format in NUMBER_FORMATS.items():
            formats[kind] = workbook.add_format({"num_format": number_format})
            formats[f"total_{kind}"] = workbook.add_format({"num_format": number_format, "bold": True, "top": 1})
        return formats

    def _write_list(self, workbook, formats, name, columns, records, frozen=1, totals=()):
        """Write a sheet with a line a record, `BATCH` at a time.

        :param columns: list of (heading, width, kind, function of a record)
        :param frozen: how many columns stay in view beside the head
        :param totals: kinds of columns that are added up below, by formulas that follow the filter
        :return: (sheet, index of the last line of the list, 0 being the head)
        """
        sheet = self._start_list(workbook, formats, name, columns, len(records), frozen)
        row = 0
        for ids in split_every(BATCH, records.ids):
            for record in records.browse(ids):
                row += 1
                self._write_row(sheet, row, columns, record, formats)
            # What was read through the batch too; a report writes nothing that could get lost.
            self.env.invalidate_all()
        self._write_totals(sheet, row, columns, formats, totals)
        return sheet, row

    def _start_list(self, workbook, formats, name, columns, count, frozen=1):
        """Add a sheet with the head of a list of `count` lines; return it."""
        sheet = workbook.add_worksheet(name[:31])
        for column, (heading, width, _kind, _value) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        return sheet

    def _write_row(self, sheet, row, columns, record, formats):
        """Write the line of a record, or of whatever the functions of the columns take."""
        for column, (_heading, _width, kind, value) in enumerate(columns):
            self._write_cell(sheet, row, column, kind, value(record), formats)

    def _get_total_label(self):
        return self.env._("Total of what is shown")

    def _write_totals(self, sheet, last, columns, formats, kinds):
        """Write the sums of the columns of these kinds below line `last`."""
        if not last or not kinds:
            return
        sheet.write_string(last + 1, 0, self._get_total_label(), formats["total"])
        for column, (_heading, _width, kind, _value) in enumerate(columns):
            if kind in kinds:
                name = xl_col_to_name(column)
                formula = self._total_formula.format(cells=f"{name}2:{name}{last + 1}")
                sheet.write_formula(last + 1, column, formula, formats[f"total_{kind}"])

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind in ("date", "time"):
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind == "text":
            sheet.write_string(row, column, str(value), formats[kind])
        else:
            sheet.write_number(row, column, value, formats[kind])
