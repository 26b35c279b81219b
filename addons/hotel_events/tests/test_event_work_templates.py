from datetime import datetime, timedelta
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.tests import tagged

from .work_case import BEGIN, NOW, WorkCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventWorkTemplates(WorkCase):
    def test_each_kind_of_the_house_brings_a_whole_event(self):
        """H6, H7, H8, H21: run sheet, countdown to D+7, crew and plan of all five; no item of a sheet overlaps by mistake."""
        for kind in ("dinner", "training", "wedding", "launch", "group"):
            with self.subTest(kind):
                event = self.event(kind=self.env.ref(f"hotel_events.event_kind_{kind}"), begin=BEGIN + timedelta(days=30), title=kind)
                self.assertGreaterEqual(len(event.hotel_item_ids), 9)
                self.assertGreaterEqual(len(event.hotel_task_ids), 7)
                self.assertEqual(event.hotel_task_ids[-1].label, "D+7")
                self.assertGreaterEqual(len(event.hotel_duty_ids), 6)
                self.assertGreaterEqual(len(event.hotel_emergency_ids.risk_ids), 3)
                self.assertFalse(event.hotel_emergency_ids.missing)
                self.assertEqual(event.hotel_sheet_overlaps, 0)
                starts = event.hotel_item_ids.sorted().mapped("start")
                self.assertEqual(starts, sorted(starts))

    def test_the_appreciation_dinner_is_held_in_full(self):
        """H6: afternoon with reports and presentations, banquet with shows, four draws from the third to the grand prize."""
        event = self.event(kind=self.env.ref("hotel_events.event_kind_dinner"), begin=BEGIN + timedelta(days=30))
        items = event.hotel_item_ids.sorted()
        self.assertEqual(len(items), 28)
        self.assertEqual(
            [name.split(";")[0] for name in items.mapped("name") if "draw:" in name],
            ["First draw: third prizes", "Second draw: second prizes", "Third draw: first prizes", "Fourth draw: the grand prize"],
        )
        self.assertEqual((items[0].start - event.date_begin, items[-1].stop - event.date_begin), (timedelta(hours=-6), timedelta(hours=3, minutes=15)))
        # The two pauses of the sheet: before the opening of the afternoon and before the sand painting.
        self.assertEqual([item.gap_minutes for item in items if item.gap_minutes], [15, 5])
        self.assertEqual((len(event.hotel_task_ids), event.hotel_task_ids[0].label), (22, "D-30"))

    def test_the_sheets_are_printed_in_both_languages(self):
        """M3: run sheet, countdown, crew, emergency plan: titles in both languages, contents by the hotel's clock."""
        self.env["res.lang"]._activate_lang("zh_CN")
        event = self.event(kind=self.kind)
        plan = event.hotel_emergency_ids
        self.duty(event, self.chen, event.date_begin - timedelta(minutes=30), event.date_begin, role=self.stage)
        event.hotel_task_ids[0].action_done()
        self.env["hotel.event.incident"].create({"event_id": event.id, "name": "Rain", "person": "Guests", "action": "Umbrellas"})
        papers = (
            ("report_run_sheet", event, "Run sheet", "会议流程表", ("17:30–18:00", "Foyer", "Chen Jie")),
            ("report_countdown", event, "Countdown list", "倒计时表", ("D-14", "2026-03-17 12:00", "Order the flowers")),
            ("report_crew", event, "Crew list", "人员分工表", ("Chen Jie", "2026-03-31 17:30–18:00")),
            ("report_emergency", plan, "Emergency and security plan", "应急安保预案", ("Car park", "Leave by the yard", "Umbrellas")),
        )
        for name, record, english, chinese, texts in papers:
            for lang in ("en_US", "zh_CN"):
                reports = self.env["ir.actions.report"].with_user(self.sales).with_context(lang=lang)
                html, _kind = reports._render_qweb_html(f"hotel_events.{name}", record.ids)
                for text in (english, chinese, *texts):
                    with self.subTest(name=name, lang=lang, text=text):
                        self.assertIn(text, html.decode())

    def test_the_work_plan_is_handed_on_as_a_spreadsheet(self):
        """H6, H7, H8, H22: a sheet for each list, times by the hotel's clock, heads frozen; what looks like a formula is text."""
        event = self.event(kind=self.kind)
        event.hotel_item_ids[0].name = "=1+1"
        event.sudo()._hotel_start_invitations([{"name": "Zhao Lei", "phone": "+86 1"}])
        reports = self.env["ir.actions.report"].with_user(self.sales)
        content, kind = reports._render("hotel_events.event_work_xlsx", event.ids)
        self.assertEqual(kind, "xlsx")
        book = load_workbook(BytesIO(content))
        self.assertEqual(book.sheetnames, ["Run sheet", "Countdown", "Crew", "Telephone invitations"])
        sheet = book["Run sheet"]
        self.assertEqual((sheet["A2"].value, sheet["D2"].value, sheet["D2"].data_type), (datetime(2026, 3, 31, 17, 30), "=1+1", "s"))
        self.assertEqual(sheet.freeze_panes, "C2")
        self.assertEqual(book["Crew"].max_row, 4)
        self.assertEqual(book["Telephone invitations"]["A2"].value, "Zhao Lei")
