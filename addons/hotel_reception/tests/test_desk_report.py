import io
from datetime import date, timedelta

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .desk_case import NOW, DeskCase


@tagged("post_install", "-at_install")
class TestDeskReport(DeskCase):
    def setUp(self):
        super().setUp()
        self.sign_in("ann", "bob", "cai")
        first = self.enter(name="A", phone="13900000001", source_id=self.source.id, need_id=self.need.id)  # Ann
        self.at(NOW + timedelta(minutes=4))
        self.as_user(first, "ann").action_take()
        self.as_user(first, "ann").finish("ordered", "Hall A")
        call = self.enter(kind="call", name="B", phone="13900000002", source_id=self.source.id)  # Bob
        self.as_user(call, "bob").finish("offer", "", self.need.id)
        self.enter(phone="13900000001")  # Ann's again: counts once
        spy = self.enter(name="C", phone="13900000003")  # Cai
        self.as_user(spy, "cai").report_no_customer("research", "Study")
        self.as_user(spy, self.reception).action_confirm_no_customer()
        self.as_user(self.desk, self.reception).skip(self.people["cai"].id, "absent", "Not at the desk")
        self.as_user(call, "ann").dispute("Mine")
        self.at(NOW + timedelta(days=1))
        self.sign_in("ann")
        self.enter(phone="13900000001", source_id=self.source.id)
        self.env.flush_all()

    def week(self):
        return self.env["hotel.desk.week"]._make(self.desk, date(2026, 3, 16))

    def test_daily_counts_by_person(self):
        """L5: walk-ins, new customers and calls by person and day; repeats and no customers count for nobody."""
        daily = self.env["hotel.desk.daily"].search([("desk_id", "=", self.desk.id), ("day", "=", "2026-03-18")])
        figures = {line.user_id.login: line for line in daily}
        self.assertRecordValues(
            figures["test_ann"] + figures["test_bob"] + figures["test_cai"],
            [
                {"entries": 2, "counted": 1, "walk_ins": 1, "calls": 0, "new_customers": 1, "ordered": 1, "turns": 1, "turns_back": 0},
                {"entries": 1, "counted": 1, "walk_ins": 0, "calls": 1, "new_customers": 1, "ordered": 0, "turns": 1, "turns_back": 0},
                {"entries": 1, "counted": 0, "walk_ins": 0, "calls": 0, "new_customers": 0, "ordered": 0, "turns": 0, "turns_back": 1},
            ],
        )

    def test_ratios_divide_sums(self):
        """L5: Ann's conversion is 1 of 4 over both days, not the average of 100 % on one and 0 % on the other."""
        for number in range(2):
            entry = self.env["hotel.desk.entry"].search([("state", "=", "assigned"), ("user_id", "=", self.people["ann"].id), ("day", "=", "2026-03-19")])
            self.as_user(entry, "ann").finish("no_interest", "", self.need.id)
            self.enter(name="More", phone=f"1390000001{number}", source_id=self.source.id)
        self.env.flush_all()
        domain = [("desk_id", "=", self.desk.id)]
        ((conversion, waited),) = self.env["hotel.desk.daily"]._read_group(domain, [], ["conversion:avg", "wait_minutes:avg"])
        self.assertAlmostEqual(conversion, 100 / 5)
        self.assertAlmostEqual(waited, 4 / 5, msg="five were received, one of them after four minutes")
        by_user = dict(self.env["hotel.desk.daily"]._read_group(domain, ["user_id"], ["conversion:avg"]))
        self.assertEqual(by_user[self.people["ann"]], 25)

    def test_the_weekly_report_counts_once_and_stays(self):
        """L5: made on Monday for the week before, counted from the register, issued by the sales head; then nothing changes it."""
        self.at(NOW + timedelta(days=5))
        self.env["hotel.desk.week"]._cron_make()
        self.env["hotel.desk.week"]._cron_make()
        week = self.env["hotel.desk.week"].search([("desk_id", "=", self.desk.id)])
        self.assertRecordValues(
            week,
            [{"date_start": date(2026, 3, 16), "date_end": date(2026, 3, 22), "counted": 3, "walk_ins": 2, "calls": 1, "new_customers": 2,
              "ordered": 1, "disputes": 1, "no_customers": 1, "empty_posts": 1, "state": "draft"}],
        )  # fmt: skip
        self.assertRecordValues(
            week.line_ids.filtered(lambda line: line.user_id == self.people["ann"]),
            [{"counted": 2, "walk_ins": 2, "calls": 0, "new_customers": 1, "conversion": 50.0}],
        )
        self.assertRecordValues(week.source_ids.filtered("source_id"), [{"source_id": self.source.id, "counted": 3, "new_customers": 2, "ordered": 1}])
        head = self.as_user(week, self.users["sales_head"])
        head.remarks = "Wedding season begins."
        head.action_issue()
        self.assertEqual(week.issued_by_id, self.users["sales_head"])
        for act in (head.action_count, head.action_issue, lambda: head.write({"remarks": "x"})):
            with self.assertRaises(UserError):
                act()

    def test_a_week_is_issued_once_it_is_over(self):
        """L5: not before its Sunday is over."""
        with self.assertRaisesRegex(UserError, "not over yet"):
            self.as_user(self.week(), self.users["sales_head"]).action_issue()

    def spreadsheet(self, report, records):
        """Return the first sheet of a report."""
        model = self.env[f"report.hotel_reception.{report}"].with_context(active_model=records._name)
        content, _kind = model.create_xlsx_report(records.ids, {})
        return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]

    def test_spreadsheets_have_frozen_heads_and_formulas(self):
        """L5: weekly report, register and customers as XLSX; texts of customers never become formulas."""
        evil = self.enter(name="=1+1", phone="13900000009")
        for report, records, cells in (
            ("hotel_desk_week_xlsx", self.week(), {"D2": "Ann", "E2": 2, "N2": 1}),
            ("hotel_desk_entry_xlsx", evil, {"D2": "=1+1", "F2": "13900000009", "B2": NOW + timedelta(days=1, hours=8)}),
            ("hotel_desk_customer_xlsx", evil.customer_id, {"A2": "=1+1"}),
        ):
            with self.subTest(report):
                sheet = self.spreadsheet(report, records)
                self.assertTrue(sheet.freeze_panes)
                for cell, value in cells.items():
                    self.assertEqual(sheet[cell].value, value, cell)
                for row in sheet.iter_rows():
                    for cell in row:
                        self.assertFalse(cell.data_type == "f" and "1+1" in str(cell.value))
        sheet = self.spreadsheet("hotel_desk_week_xlsx", self.week())
        self.assertEqual(sheet.cell(sheet.max_row, 5).value, f"=SUBTOTAL(109,E2:E{sheet.max_row - 1})")

    def test_the_forms_in_both_languages(self):
        """M3: weekly report, record with proof, decision, register: in English and Chinese, whoever prints them."""
        entry = self.env["hotel.desk.entry"].search([("dispute_ids", "!=", False)], limit=1)
        for report, records, texts in (
            ("week", self.week(), {"en": "Weekly report of the sales desk", "zh": "销售接待台周报"}),
            ("entry", entry, {"en": "Record of a reception", "zh": "客户接待轮序凭证"}),
            ("dispute", entry.dispute_ids, {"en": "Decision of a dispute", "zh": "客户归属争议裁定书"}),
            ("register", self.env["hotel.desk.entry"].search([("desk_id", "=", self.desk.id)]), {"en": "Register of walk-ins", "zh": "来访来电登记表"}),
        ):
            for lang, title in texts.items():
                with self.subTest(report=report, lang=lang):
                    html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"hotel_reception.report_desk_{report}_{lang}", records.ids)
                    text = html.decode()
                    self.assertIn(title, text.split("<h2")[0])
                    if report == "register":
                        self.assertEqual(text.count('class="article'), 2, "a form for each day")
