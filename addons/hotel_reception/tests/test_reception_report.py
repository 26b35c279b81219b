import io
from datetime import datetime

import openpyxl
from freezegun import freeze_time
from lxml import html

from odoo.tests import HttpCase, tagged

from .reception_case import ReceptionCase, frozen


@tagged("post_install", "-at_install")
@frozen
class TestReceptionReport(ReceptionCase):
    def _text(self, report, record, role="sales"):
        reports = self.env["ir.actions.report"].with_user(self.users[role]).with_context(allowed_company_ids=self.company.ids)
        content, _kind = reports._render_qweb_html(f"hotel_reception.{report}", record.ids)
        return html.fromstring(content)

    def test_the_programme_is_for_guests_the_work_sheet_for_staff(self):
        """K4, M3: both in both languages; what is internal is not on the guests' programme."""
        self.env["res.lang"]._activate_lang("zh_CN")
        visit = self._approved(
            costs=[("lunch", 3, 50)],
            items=[self._pickup(task="Hold a sign"), self._meal(), self._meal(name="Talk about the discount", for_guests=False)],
        )
        for lang, title, sheet in (("en", "Programme of your visit", "Work sheet of a reception"), ("zh", "来访日程", "客户接待工作表")):
            with self.subTest(lang=lang):
                programme = self._text(f"report_visit_programme_{lang}", visit).text_content()
                for part in (title, "Dragon Trading", "Guest 1", "Pick-up at the airport", "MU5101", "08:30"):
                    self.assertIn(part, programme)
                for part in ("Hold a sign", "discount", "Purpose", "50.00"):
                    self.assertNotIn(part, programme)
                work = self._text(f"report_visit_worksheet_{lang}", visit).text_content()
                for part in (sheet, "Hold a sign", "Talk about the discount", "Driver", "Buick GL8"):
                    self.assertIn(part, work)
                self.assertNotIn("50.00", work)
        request = self._text("report_visit_request_en", visit).text_content()
        for part in ("Reception request", "See the new halls", "150.00", "Sales head"):
            self.assertIn(part, request)

    def test_the_invitation_carries_a_code(self):
        """K5: one page a guest, with the code once the visit is approved."""
        visit = self._visit()
        self.assertFalse(self._text("report_visit_invitation", visit).xpath("//img[@alt='QR']"))
        visit.action_submit()
        self._as("sales_head", visit).action_approve()
        page = self._text("report_visit_invitation", visit)
        self.assertEqual(len(page.xpath("//img[@alt='QR']")), 2)
        self.assertIn(visit.entry_ids.sudo()[0].code, page.text_content())

    def test_the_evacuation_list_shows_who_is_in_the_house_now(self):
        """K5: everybody inside with number of persons, whatever was ticked; nobody who has left; other hotels not."""
        door = self._door()
        inside = door.walk_up({"name": "Wang Fang", "host": self.employee["sales"].id, "persons": 3}, True)
        left = door.walk_up({"name": "Zhou Yu", "host": self.employee["sales"].id}, True)
        door.check_out(left["id"])
        page = self._text("report_evacuation", self.env["hotel.visitor.entry"].browse(left["id"]), "door").text_content()
        self.assertIn("Wang Fang", page)
        self.assertNotIn("Zhou Yu", page)
        self.assertIn("3 persons", page)
        self.assertTrue(inside)

    def test_spreadsheets(self):
        """K5, K7: numbers are numbers, times in the hotel's zone, sums by formula, formulas in names stay text."""
        visit = self._approved(costs=[("lunch", 3, 50)], firm="=cmd|' /C calc'!A0")
        entry = self._door().walk_up({"name": "=1+1", "host": self.employee["sales"].id}, True)
        for report, record, role, head in (
            ("visit_xlsx", visit, "finance", {"Planned": 150, "Arrival": datetime(2026, 3, 10, 10), "Firm": "=cmd|' /C calc'!A0"}),
            (
                "visitor_xlsx",
                self.env["hotel.visitor.entry"].browse(entry["id"]),
                "door",
                {"Arrived": datetime(2026, 3, 2, 9), "Visitor": "=1+1", "Persons": 1},
            ),
        ):
            with self.subTest(report=report):
                reports = self.env["ir.actions.report"].with_user(self.users[role]).with_context(allowed_company_ids=self.company.ids)
                content, kind = reports._render_xlsx(f"hotel_reception.{report}", record.ids, {})
                sheet = openpyxl.load_workbook(io.BytesIO(content)).active
                titles, row, total = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=1, max_row=3))
                values = dict(zip(titles, row, strict=True))
                self.assertEqual((kind, sheet.freeze_panes), ("xlsx", "C2"))
                for name, value in head.items():
                    self.assertEqual(values[name], value)
                self.assertIn("=SUBTOTAL(109,", str(total))


@tagged("post_install", "-at_install")
class TestInvitationPage(ReceptionCase, HttpCase):
    def test_a_guest_reads_the_programme_and_agrees(self):
        """K5: without a login, by the code alone; nothing else is shown, an unknown code finds nothing, used up when left."""
        with freeze_time("2026-03-02 01:00:00"):
            visit = self._approved(items=[self._pickup(task="Internal"), self._meal(for_guests=False, name="Internal talk")])
        entry = visit.entry_ids.sudo()[0]
        self.env.flush_all()
        url = f"/hotel/visit/{entry.code}"
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200)
        for part in (entry.name, "Pick-up at the airport", "I agree"):
            self.assertIn(part, page.text)
        other = (visit.guest_ids - entry.guest_id).name
        for part in ("Internal", other, "Purpose"):
            self.assertNotIn(part, page.text)
        self.assertEqual(self.url_open(f"{url}/agree", data={"csrf_token": "wrong"}).status_code, 400)
        self.assertFalse(entry.agreed_at)
        token = html.fromstring(page.text).xpath("//input[@name='csrf_token']/@value")[0]
        self.assertIn('id="agreed"', self.url_open(f"{url}/agree", data={"csrf_token": token}).text)
        entry.invalidate_recordset()
        self.assertEqual(entry.agreed_way, "invitation")
        for code in ("x", "x" * 24, entry.code[:-1], entry.code + "a"):
            with self.subTest(code=code):
                self.assertEqual(self.url_open(f"/hotel/visit/{code}").status_code, 404)
        entry.write({"state": "left"})
        self.env.flush_all()
        self.assertEqual(self.url_open(url).status_code, 404)
