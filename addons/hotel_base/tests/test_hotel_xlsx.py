import io
from datetime import date, datetime

import openpyxl
import xlsxwriter

from odoo.tests import tagged

from odoo.addons.hotel_base.report.hotel_xlsx import BATCH

from .common import HotelCase


@tagged("post_install", "-at_install")
class TestHotelXlsx(HotelCase):
    def _write(self, records, columns, **options):
        report = self.env["report.hotel_base.hotel_xlsx"]
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, report.get_workbook_options()) as workbook:
            report._write_list(workbook, report._get_formats(workbook), "List", columns, records, **options)
        content.seek(0)
        return openpyxl.load_workbook(content)["List"]

    def test_a_list_of_more_than_a_batch_keeps_every_line_in_order(self):
        """M4: one line a record, none twice, none lost between batches."""
        categories = self.env["res.partner.category"].create([{"name": f"C{number:05}"} for number in range(BATCH + 1)])
        sheet = self._write(categories, [("Name", 20, "text", lambda category: category.name)])
        names = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertEqual(names, categories.mapped("name"))
        self.assertEqual((sheet.freeze_panes, sheet.auto_filter.ref), ("B2", f"A1:A{BATCH + 2}"))

    def test_texts_stay_texts_numbers_numbers_and_empty_cells_empty(self):
        """M4: a customer's name never becomes a formula or link; zero is a number, nothing is no cell."""
        columns = [
            ("Text", 10, "text", lambda _outlet: "=1+1"),
            ("Link", 10, "text", lambda _outlet: "https://example.com"),
            ("Zero", 10, "money", lambda _outlet: 0.0),
            ("Nothing", 10, "money", lambda _outlet: None),
            ("Day", 10, "date", lambda _outlet: date(2026, 3, 2)),
            ("Time", 10, "time", lambda _outlet: datetime(2026, 3, 2, 9, 30)),
        ]
        row = self._write(self.outlet, columns)[2]
        self.assertEqual([cell.value for cell in row[:4]], ["=1+1", "https://example.com", 0, None])
        self.assertEqual([cell.data_type for cell in row[:3]], ["s", "s", "n"])
        self.assertFalse(row[1].hyperlink)
        self.assertEqual([cell.value for cell in row[4:]], [datetime(2026, 3, 2), datetime(2026, 3, 2, 9, 30)])

    def test_totals_are_formulas_that_follow_the_filter_beyond_column_z_too(self):
        """F6: only the kinds that were asked for are added up; an empty list has no total."""
        columns = [(f"C{number}", 8, "number", lambda _outlet: 2) for number in range(27)] + [("Rate", 8, "percent", lambda _outlet: 0.5)]
        sheet = self._write(self.outlet, columns, totals=("number",))
        self.assertEqual(sheet["AA3"].value, "=SUBTOTAL(109,AA2:AA2)")
        self.assertIsNone(sheet["AB3"].value)
        empty = self._write(self.env["hotel.outlet"], columns, totals=("number",))
        self.assertEqual(empty.max_row, 1)
