"""Figures that cannot be dressed up."""

from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_callback import DAY, NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
class TestCallbackFigures(HotelCallbackCommon):
    @classmethod
    @freeze_time(NOON)
    def setUpClass(cls):
        super().setUpClass()

    def _month(self):
        """March: four made (three satisfied, one average), one unreachable, one left open past its due time, one opted out."""
        with freeze_time(NOON):
            for number, satisfaction in enumerate(("satisfied", "satisfied", "satisfied", "average")):
                self._complete(self._one(self._customer(f"Made {number}")), satisfaction=satisfaction)
            lost = self._one(self._customer("Lost"))
            for _attempt in range(3):
                lost.with_user(self.sales).action_attempt("no_answer")
            self._one(self._customer("Forgotten"), due=DAY)
            self._one(self._customer("Silent", hotel_opt_out=True))
        self.env.flush_all()

    @freeze_time("2026-03-25 04:00:00")
    def test_every_share_opens_numerator_denominator_and_what_is_left_out(self):
        """I10: made 4 of 6, satisfied 3 of 4; the unreachable count as due, the opted out stand beside."""
        self._month()
        score = self.env["hotel.callback.score"].search([("owner_id", "=", self.sales.id), ("company_id", "=", self.company.id)])
        self.assertRecordValues(
            score,
            [{
                "due": 6, "made": 4, "unreachable": 1, "called": 5, "reached": 4, "rated": 4, "satisfied": 3, "left_out": 1, "opted_out": 1,
                "made_share": 66.7, "reached_share": 80.0, "satisfied_share": 75.0, "band": "normal", "below_target": True,
                "reported": 4, "reported_in_time": 0,
            }],
        )  # fmt: skip
        for share, part, count in (
            ("made", "numerator", 4), ("made", "denominator", 6), ("made", "left_out", 1), ("reached", "denominator", 5),
            ("satisfied", "numerator", 3), ("satisfied", "denominator", 4), ("satisfied", "left_out", 0), ("reported", "denominator", 4),
        ):  # fmt: skip
            with self.subTest(share=share, part=part):
                action = score.with_user(self.auditor).action_open_part(share, part)
                self.assertEqual(self.env["hotel.callback.figure"].with_user(self.auditor).search_count(action["domain"]), count)

    @freeze_time("2026-03-25 04:00:00")
    def test_the_bonus_list_is_a_spreadsheet_with_formulas(self):
        """I10: XLSX: shares and totals are formulas, the head is frozen, the band is written."""
        self._month()
        score = self.env["hotel.callback.score"].search([("company_id", "=", self.company.id)])
        content, kind = self.env["ir.actions.report"].with_user(self.sales_head)._render_xlsx("hotel_callback.bonus_xlsx", score.ids, {})
        self.assertEqual(kind, "xlsx")
        sheet = load_workbook(BytesIO(content)).active
        self.assertEqual([cell.value for cell in sheet[1]][:6], ["Month", "Person", "Team", "Due", "Made", "Made %"])
        self.assertEqual((sheet["D2"].value, sheet["E2"].value, sheet["J2"].value), (6, 4, '=IF(H2=0,"",I2/H2)'))
        self.assertEqual((sheet["D3"].value, sheet["T2"].value, sheet.freeze_panes), ("=SUM(D2:D2)", "Normal", "C2"))

    @freeze_time("2026-03-20 04:00:00")
    def test_the_service_managers_page_counts_today_and_the_week(self):
        """I10, M5: tiles and shares; everything opens what it counts; callers do not see it."""
        self._month()
        page = self.env["hotel.callback.figure"].with_user(self.sales_head).manager_page()
        tiles = {tile["key"]: tile for tile in page["tiles"]}
        self.assertEqual((tiles["today"]["count"], tiles["late"]["count"], tiles["left_out"]["count"]), (1, 1, 1))
        for tile in page["tiles"]:
            self.assertEqual(self.env[tile["model"]].with_user(self.sales_head).search_count(tile["domain"]), tile["count"])
        self.assertEqual((page["week"]["made"], page["week"]["due"], page["week"]["made_share"]), (4, 6, 66.7))
        self.assertEqual([person["owner"] for person in page["people"]], [self.sales.name])
        for user in (self.sales, self.employee, self.cashier):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["hotel.callback.figure"].with_user(user).manager_page()
        # The page of another addon for salespeople comes first.
        homes = ("hotel_callback.hotel_callback_manager_action", "hotel_credit.hotel_credit_application_action")
        self.assertIn(self.env["res.users"].with_user(self.sales_head)._hotel_home(), homes)

    @freeze_time("2026-03-25 04:00:00")
    def test_a_caller_sees_own_figures_only(self):
        """I10: others' are not theirs."""
        self._month()
        self.assertTrue(self.env["hotel.callback.score"].with_user(self.sales).search([]))
        self.assertFalse(self.env["hotel.callback.score"].with_user(self.sales2).search([]))
        self.assertTrue(self.env["hotel.callback.score"].with_user(self.gm).search([]))
