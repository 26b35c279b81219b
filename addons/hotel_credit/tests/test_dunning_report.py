import io

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_dunning import FIRST, SECOND
from .test_bad_debt import JUNE, HotelBadDebtCommon


@tagged("post_install", "-at_install")
class TestDunningReport(HotelBadDebtCommon):
    """The printed notice, the letter to the customer, the claim, and the list (M3)."""

    def _print(self, name, record, user):
        report = self.env["ir.actions.report"].with_user(user)
        content, _kind = report._render_qweb_html(f"hotel_credit.{name}", record.ids)
        return content.decode()

    def test_the_notice_is_a_page_for_each_addressee_in_their_language(self):
        """G1, M3: finance prints all pages, each in its reader's language; an addressee prints the own one."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.agreement.sudo().user_id = self.sales2
        self.sales2.sudo().lang = "zh_CN"
        notice = self._issue(FIRST)
        page = self._print("report_dunning_notice", notice, self.finance)
        for text in (notice.name, self.invoice.name, self.firm.name, self.sales.name, self.sales2.name, "1,000.00", "04/27/2026"):
            self.assertIn(text, page)
        self.assertIn('data-oe-lang="en_US"', page)
        self.assertIn('data-oe-lang="zh_CN"', page)
        self.assertIn("2026/04/27", page)
        own = self._print("report_dunning_notice", notice, self.sales2)
        self.assertIn('data-oe-lang="zh_CN"', own)
        self.assertNotIn('data-oe-lang="en_US"', own)

    def test_the_letter_is_in_the_customers_language(self):
        """G1, M3: whoever prints it; with what is open and until when to pay; the second one warns."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.contact.lang = "zh_CN"
        self.firm.lang = "zh_CN"
        notices = self._issue(FIRST, SECOND)
        page = self._print("report_dunning_letter", notices[0], self.finance)
        for text in ("催款函", self.firm.name, self.invoice.name, "1,000.00"):
            self.assertIn(text, page)
        self.assertIn('data-oe-lang="zh_CN"', page)
        self.firm.lang = "en_US"
        first, second = (self._print("report_dunning_letter", notice, self.finance) for notice in notices)
        self.assertNotIn("reminder number", first)
        self.assertIn("reminder number", second)

    def test_only_those_concerned_print(self):
        """G1: neither a colleague nor a cashier nor HR prints a notice or its letter."""
        notice = self._issue(FIRST)
        for role in ("sales2", "cashier", "hr", "employee", "head_fb", "manager"):
            for name in ("report_dunning_notice", "report_dunning_letter"):
                with self.subTest(role=role, report=name), self.assertRaises(AccessError):
                    self._print(name, notice, getattr(self, role))
        for role in ("finance", "gm", "chairman", "auditor", "sales_head"):
            self.assertIn(self.invoice.name, self._print("report_dunning_letter", notice, getattr(self, role)))

    def test_the_list_is_handed_on_as_a_spreadsheet(self):
        """G1: a line an invoice, frozen headings, totals as formulas."""
        notices = self._issue(FIRST, SECOND)
        content, kind = self.env["ir.actions.report"].with_user(self.finance)._render_xlsx(
            "hotel_credit.hotel_dunning_xlsx", notices.ids, {}
        )
        self.assertEqual(kind, "xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        self.assertEqual(sheet.freeze_panes, "C2")
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual({rows[1][0], rows[2][0]}, set(notices.mapped("name")))
        self.assertEqual((rows[1][7], rows[1][11]), (self.invoice.name, 1000.0))
        self.assertEqual(sheet["L5"].value, '=SUMIF(K2:K3,"CNY",L2:L3)')

    @freeze_time(JUNE)
    def test_the_claim_is_printed_with_evidence_and_liability(self):
        """G4, G6, M3: hashes, shares, the decision on the late warning, who decided."""
        debt = self._lose("yes")
        page = self._print("report_bad_debt", debt, self.auditor)
        for text in (
            "坏账核销申请单", debt.name, self.firm.name, debt.evidence_ids.sha256, self.finance_head.name, self.chairman.name,
            "1,000.00", "The customer was still solvent in April.", debt.sudo().move_id.name,
        ):  # fmt: skip
            self.assertIn(text, page)
        with self.assertRaises(AccessError):
            self._print("report_bad_debt", debt, self.sales)
