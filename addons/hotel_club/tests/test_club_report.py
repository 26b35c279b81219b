from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .club_case import NOW, ClubCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestClubReport(ClubCase):
    def setUp(self):
        super().setUp()
        self.member = self._member()
        with freeze_time("2025-06-01 02:00:00"):
            self._earn(self.member, 40)
        self._earn(self.member, 120)
        self._as(self.env["hotel.club.redemption"], "sales").create({"member_id": self.member.id, "reward_id": self.breakfast.id})

    def test_the_statement_adds_up(self):
        """I13, M3: what is brought forward and every booking of 12 months make the points of today; what expires is told."""
        statement = self.member._get_statement()
        self.assertEqual(statement["opening"], 40)
        self.assertEqual([line["balance"] for line in statement["lines"]], [160, 100])
        self.assertEqual((statement["closing"], self.member.points), (100, 100))
        # What expires first was taken first; the old points were not valid any more.
        self.assertEqual(sum(points for _day, points in statement["expiring"]), sum(self.member.entry_ids.mapped("left")))

    def test_the_statement_is_printed_in_both_languages(self):
        """M3: by a salesperson, in English and in Chinese."""
        self.env["res.lang"]._activate_lang("zh_CN")
        reports = self.env["ir.actions.report"].with_user(self.users["sales"])
        english = reports._render_qweb_html("hotel_club.report_club_statement_en", self.member.ids)[0].decode()
        for text in ("Points statement", "Li Na", "Brought forward", "Balance today", self.member.number):
            self.assertIn(text, english)
        self.assertIn("会员积分对账单", reports._render_qweb_html("hotel_club.report_club_statement_zh", self.member.ids)[0].decode())

    def test_the_members_are_handed_on_as_a_spreadsheet(self):
        """I13: a row a member, a row a booking, totals as formulas; who may not read members gets none."""
        report = self.env.ref("hotel_club.action_report_members_xlsx")
        evil = self._member(self.env["res.partner"].create({"name": "=cmd|' /C calc'!A0"}))
        members = (self.member | evil).ids
        content = report.with_user(self.users["sales"])._render_xlsx(report.report_name, members, {})[0]
        book = load_workbook(BytesIO(content))
        sheet, points = book.worksheets
        self.assertEqual([cell.value for cell in sheet[2]][:2], [self.member.number, "Li Na"])
        self.assertEqual((sheet["B3"].value, sheet["B3"].data_type), ("=cmd|' /C calc'!A0", "s"))
        self.assertEqual((sheet.cell(4, 6).value, points.cell(points.max_row, 6).value), ("=SUM(F2:F3)", "=SUM(F2:F4)"))
        self.assertEqual(sheet.freeze_panes, "C2")
        with self.assertRaises(AccessError):
            report.with_user(self.users["nobody"])._render_xlsx(report.report_name, members, {})
