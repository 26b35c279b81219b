from datetime import date
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.tests import tagged

from .liability_case import NOON, HotelLiabilityCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestLiabilityReport(HotelLiabilityCommon):
    def test_the_temporary_credit_is_printed_in_both_languages(self):
        """M3, E2: who owes, who bears which half, until when, the exception, the signatures; before and after the decision."""
        draft = self._request(guest="Room 1808")
        credit = self._approved(
            self.head_rooms,
            {"granted_due_date": "2026-04-03", "exception_reason": "The bank is closed"},
            partner_id=self.env["res.partner"].create({"name": "Golden Sun"}).id,
            departure_date=date(2026, 3, 25),
        )
        report = self.env["ir.actions.report"].with_user(self.auditor)
        for lang, titles in (("en", ("Temporary credit", "临时挂账")), ("zh", ("临时挂账", "Temporary credit"))):
            for record, texts in (
                (draft, ("Wang Fang", "Room 1808", "600.01", "600.00", "Head Fb", "Gm")),
                (credit, ("Golden Sun", "The bank is closed", "1,200.01", "Head Rooms", credit.sudo().move_id.name)),
            ):
                content, _kind = report._render_qweb_html(f"hotel_credit.report_temporary_credit_{lang}", record.ids)
                page = content.decode()
                with self.subTest(lang=lang, record=record.name):
                    self.assertLess(page.index(f"<h1>{titles[0]}"), page.index(f"<h2>{titles[1]}"))
                    for text in (*texts, record.name):
                        self.assertIn(text, page)

    def test_the_register_is_handed_on_as_a_spreadsheet(self):
        """E7: a frozen head, the total by formula, and a sheet with each employee's total by formulas."""
        credit = self._approved()
        guarantees = credit.sudo().move_id.hotel_guarantee_ids
        report = self.env.ref("hotel_credit.hotel_guarantee_xlsx_action").with_user(self.finance)
        content, _kind = report._render_xlsx(report.report_name, guarantees.ids, {})
        book = load_workbook(BytesIO(content))
        sheet = book["Guarantees"]
        self.assertEqual((sheet.freeze_panes, sheet["J4"].value), ("B2", "=SUBTOTAL(109,J2:J3)"))
        rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
        self.assertEqual((rows["Head Fb"][9].value, rows["Head Fb"][8].value, rows["Gm"][9].value), (600.01, 0.5, 600.0))
        self.assertEqual(rows["Head Fb"][9].number_format, "#,##0.00")
        totals = book["By employee"]
        self.assertEqual([totals["A2"].value, totals["A3"].value], ["Gm", "Head Fb"])
        self.assertEqual(totals["C2"].value, "=SUMIF('Guarantees'!$A$2:$A$3,A2,'Guarantees'!$J$2:$J$3)")
