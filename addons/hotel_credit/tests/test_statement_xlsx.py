from datetime import datetime
from io import BytesIO

import openpyxl
from freezegun import freeze_time

from odoo.tests import tagged

from .statement_case import SECOND, StatementCase


@tagged("post_install", "-at_install")
class TestStatementXlsx(StatementCase):
    def _sheet(self, report, records):
        content, _kind = self.env["ir.actions.report"].with_user(self.finance)._render_xlsx(report, records.ids, {})
        return openpyxl.load_workbook(BytesIO(content)).active

    def _rows(self, sheet):
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def test_a_statement_lists_its_slips_and_adds_up_by_formulas(self):
        """F1, F2: frozen headers, a formula a column of amounts, the closing balance from the figures above it."""
        self._send()
        with freeze_time(SECOND):
            self._allow(self.room, rooms=80.0)
            self._dispute(self.meal)
        sheet = self._sheet("hotel_credit.statement_xlsx", self.statement)
        rows = self._rows(sheet)
        self.assertEqual(sheet.freeze_panes, "C16")
        head = rows[14]
        self.assertEqual(head[:6], ["Date", "Slip", "Outlet", "Signer", "Guest", "Check number"])
        self.assertEqual(head[-3:], ["Amount", "Allowed", "Dispute"])
        meal, room = rows[15], rows[16]
        self.assertEqual((*meal[:3], *meal[11:14]), (datetime(2026, 3, 5), self.meal.name, "Restaurant", 120, None, "To decide"))
        self.assertEqual((room[1], room[11], room[12], room[13]), (self.room.name, 680, 80, None))
        self.assertEqual((rows[17][0], rows[17][11], rows[17][12]), ("Total", "=SUM(L16:L17)", "=SUM(M16:M17)"))
        figures = {row[4]: row[5] for row in rows[:14] if row[4]}
        self.assertEqual(figures["Charged"], 800)
        self.assertEqual(figures["Closing balance"], "=SUM(F3:F6)")
        self.assertEqual(figures["Total"], "=L18")

    def test_texts_stay_texts(self):
        """F2: what a guest is called runs nothing in the reader's spreadsheet."""
        self.env.cr.execute("UPDATE hotel_charge SET guest = '=1+1' WHERE id = %s", [self.meal.id])
        self.meal.invalidate_recordset()
        cell = self._sheet("hotel_credit.statement_xlsx", self.statement)["E16"]
        self.assertEqual((cell.value, cell.data_type), ("=1+1", "s"))

    def test_the_list_of_statements_tells_what_became_of_each(self):
        """F2: state, late, when and to whom sent, reminders, who confirmed."""
        self._send()
        with freeze_time("2026-04-06 04:00:00"):
            self.statement.invalidate_recordset()
            rows = self._rows(self._sheet("hotel_credit.statement_list_xlsx", self.statement))
        values = dict(zip(rows[0], rows[1], strict=True))
        self.assertEqual((values["Number"], values["State"], values["Late"]), (self.statement.name, "Sent", "Late"))
        self.assertEqual((values["Sent to"], values["Charged"]), ("books@blue-ocean.example", 800))
        self.assertEqual(rows[2][5], "=SUBTOTAL(109,F2:F2)")
