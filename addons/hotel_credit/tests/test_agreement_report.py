import io
from datetime import date

import openpyxl
from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from .agreement_case import AgreementCase
from .common import NOON


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAgreementReport(AgreementCase):
    def _html(self, report, record, user=None):
        content, _kind = (
            self.env["ir.actions.report"].with_user(user or self.sales)._render_qweb_html(f"hotel_credit.{report}", record.ids)
        )
        return html.fromstring(content)

    def test_agreement_and_letter_are_printed_with_terms_and_specimens(self):
        """M3, C4: both forms, with the limit, the dates, the signers and their specimens."""
        agreement = self._make_agreement()
        for report in ("report_agreement_en", "report_agreement_zh", "report_authorisation_letter_en", "report_authorisation_letter_zh"):
            with self.subTest(report=report):
                page = self._html(report, agreement)
                text = page.text_content()
                self.assertIn(agreement.name, text)
                self.assertIn(self.firm.name, text)
                self.assertIn("Zhang Min", text)
                self.assertTrue(page.xpath("//table[contains(@class, 'o_hotel_list')]//img[starts-with(@src, 'data:image/')]"))
        self.assertIn("10,000.00", self._html("report_agreement_en", agreement).text_content())
        self.assertIn("签单挂账协议书", self._html("report_agreement_zh", agreement).text_content())

    def test_an_ended_signer_is_not_printed(self):
        """C4: the letter shows who may sign."""
        agreement = self._make_agreement(signer={"ended_on": date(2026, 3, 1)})
        self.assertNotIn("Zhang Min", self._html("report_authorisation_letter_en", agreement).text_content())

    def test_the_signer_card_bears_a_bar_code(self):
        """C4: the card code stands on it in bars and in letters."""
        agreement = self._make_agreement()
        page = self._html("report_signer_card_page", agreement.signer_ids)
        self.assertIn("S1", page.text_content())
        self.assertTrue(page.xpath("//img[contains(@src, 'data:image')] | //img[contains(@src, 'barcode')]"))

    def test_agreements_with_limits_and_use_as_xlsx(self):
        """D11: numbers are numbers, dates are dates, the head stays in sight; a formula in a name stays text."""
        self.firm.sudo().name = "=cmd|' /C calc'!A0"
        agreement = self._make_agreement()
        self.env["hotel.credit.month"].create({
            "company_id": self.company.id,
            "commercial_partner_id": self.firm.id,
            "currency_id": agreement.currency_id.id,
            "month": date(2026, 3, 1),
            "unlimited": False,
            "limit": 10000,
            "used": 6000,
        })
        agreement.invalidate_recordset()
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(self.sales)
            ._render_xlsx("hotel_credit.hotel_agreement_xlsx", agreement.ids, {})
        )
        self.assertEqual(kind, "xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        head, row = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=1, max_row=2))
        values = dict(zip(head, row, strict=True))
        self.assertEqual(sheet.freeze_panes, "C2")
        self.assertEqual((values["Monthly limit"], values["Used this month"], values["Remaining"]), (10000, 6000, 4000))
        self.assertAlmostEqual(values["Used of the limit"], 0.6)
        self.assertEqual(values["Last day"].date(), date(2026, 12, 31))
        cell = sheet.cell(2, head.index("Customer") + 1)
        self.assertEqual((cell.data_type, cell.value), ("s", "=cmd|' /C calc'!A0"))
