import base64
import csv
import io
import os
import tempfile
import tracemalloc
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.hotel_credit.tools.charge_file import ChargeFile

from .common import NOON, HotelCreditCommon

CITY = "external_ref,business_date,outlet,customer_code,revenue_kind,amount,currency"


class HotelImportCommon(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.sudo().group_ids += cls.env.ref("hotel_base.group_finance_head")
        cls.agreement = cls._make_agreement()
        cls.front.sudo().trusted_signatures = True
        cls.city = cls.env.ref("hotel_credit.import_format_city")

    @classmethod
    def _import(cls, content, filename="slips.csv", user=None, **vals):
        content = content.encode() if isinstance(content, str) else content
        vals = {"format_id": cls.city.id, **vals}
        return (
            cls.env["hotel.charge.import"]
            .with_user(user or cls.finance)
            .create({"file": base64.b64encode(content), "filename": filename, "company_id": cls.company.id, **vals})
        )

    def _work(self, record):
        """Import as the cron does, batch by batch, without its commits."""
        record.action_start()
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1.0):
            self.env["hotel.charge.import"].sudo()._cron_import()
        record.invalidate_recordset()
        return record

    def _counts(self, record):
        return record.good, record.repeated, record.refused

    def _city_rows(self, *rows):
        return "\n".join([CITY, *rows]) + "\n"


@tagged("post_install", "-at_install")
class TestChargeImport(HotelImportCommon):
    @freeze_time(NOON)
    def test_good_rows_are_stored_and_bad_ones_come_back_with_their_reasons(self):
        """D8: every row is checked as in D1, nothing of a bad row is stored."""
        record = self._import(
            self._city_rows(
                "R1,2026-03-01,FRONT,C0001,rooms,100.00,CNY",
                "R2,2026-03-02,FRONT,C0001,food,0.00,CNY",
                "R3,2026-03-02,FRONT,NOBODY,food,5.00,CNY",
                "",
                "R4,2026-03-02,NOWHERE,C0001,food,5.00,CNY",
                "R5,2026-03-02,FRONT,C0001,food,5.00,EUR",
                "R6,02.03.2026,FRONT,C0001,food,5.00,CNY",
                "R7,2026-03-02,FRONT,C0001,food,NaN,CNY",
                "R8,2026-03-02,FRONT,C0001,food,99999,CNY",
                "R9,2027-03-02,FRONT,C0001,food,5.00,CNY",
                "R10,2026-03-02,FRONT,C0001,laundry,5.00,CNY",
                "R11,2026-03-02,FRONT,=cmd,food,5.00,CNY",
                "R12,2026-03-02,FRONT,C0001,food,-5.00,CNY",
            )
        )
        self._work(record)
        self.assertEqual((record.state, record.total, record.position), ("done", 12, 12))
        self.assertEqual(self._counts(record), (1, 0, 11))
        slip = self.env["hotel.charge"].sudo().search([("external_ref", "like", "R%"), ("outlet_id", "=", self.front.id)])
        self.assertRecordValues(
            slip, [{"external_ref": "R1", "amount": 100.0, "source": "import", "cashier_id": self.finance.id}]
        )
        codes = {row.cells[0]: row.codes for row in record.refusal_ids}
        self.assertEqual(codes["R2"], "amount_invalid")
        self.assertEqual(codes["R3"], "no_agreement")
        self.assertEqual(codes["R5"], "currency_mismatch")
        self.assertEqual(codes["R8"], "over_limit")
        self.assertEqual(codes["R12"], "amount_invalid")
        self.assertEqual({codes[ref] for ref in ("R4", "R6", "R7", "R9", "R10", "R11")}, {"malformed"})
        messages = {row.cells[0]: row.message for row in record.refusal_ids}
        self.assertIn("NOWHERE", messages["R4"])
        self.assertRegex(messages["R6"], "business_date.*02.03.2026.*YYYY-MM-DD")
        self.assertRegex(messages["R10"], "laundry.*rooms")
        self.assertRegex(messages["R11"], "customer_code.*formula")
        self.assertEqual(record.refusal_ids[0].line, 3)
        self.assertEqual(record.refusal_ids[2].line, 6, "the empty line counts in the file")

    @freeze_time(NOON)
    def test_the_same_file_stores_nothing_twice(self):
        """D8, D5: good rows are stored once however often the file comes."""
        content = self._city_rows(*(f"S{n},2026-03-01,FRONT,C0001,rooms,1.00,CNY" for n in range(5)))
        self.assertEqual(self._counts(self._work(self._import(content))), (5, 0, 0))
        self.assertEqual(self._counts(self._work(self._import(content))), (0, 5, 0))
        self.assertEqual(self.env["hotel.charge"].sudo().search_count([("external_ref", "=like", "S_")]), 5)

    @freeze_time(NOON)
    def test_the_same_reference_with_other_content_is_refused(self):
        """D8, D5: a reference stands for one slip."""
        record = self._import(
            self._city_rows("X1,2026-03-01,FRONT,C0001,rooms,1.00,CNY", "X1,2026-03-01,FRONT,C0001,rooms,2.00,CNY")
        )
        self.assertEqual(self._counts(self._work(record)), (1, 0, 1))
        self.assertEqual(record.refusal_ids.codes, "reference_conflict")

    @freeze_time(NOON)
    def test_an_import_that_dies_goes_on_where_it_was(self):
        """D8, F7: what was done before stays done, nothing comes twice."""
        self.agreement.sudo().monthly_limit = 100000
        content = self._city_rows(*(f"K{n},2026-03-01,FRONT,C0001,rooms,1.00,CNY" for n in range(450)))
        record = self._import(content)
        record.action_start()
        Cron = type(self.env["ir.cron"])
        answers = iter([1.0, 1.0, 0.0])
        with patch.object(Cron, "_commit_progress", lambda *args, **kwargs: next(answers)):
            self.env["hotel.charge.import"].sudo()._cron_import()
        self.assertEqual((record.state, record.position, record.progress), ("running", 400, 400 / 4.5))
        with patch.object(Cron, "_commit_progress", lambda *args, **kwargs: 1.0):
            self.env["hotel.charge.import"].sudo()._cron_import()
        self.assertEqual((record.state, record.position), ("done", 450))
        self.assertEqual(self._counts(record), (450, 0, 0))

    @freeze_time(NOON)
    def test_a_file_without_references_is_stored_once(self):
        """D8: references are made from the rows, also for two equal ones."""
        own = self.env["hotel.charge.import.format"].create(
            {
                "name": "Front desk",
                "company_id": self.company.id,
                "default_outlet_id": self.front.id,
                "decimal_separator": ",",
                "date_format": "dmy_dot",
                "column_ids": [
                    (0, 0, {"header": header, "field": field})
                    for header, field in (("Tag", "business_date"), ("Kunde", "customer"), ("Zimmer", "amount_rooms"))
                ],
            }
        )
        content = "Kunde;Tag;Zimmer\nC0001;01.03.2026;1.000,50\nC0001;01.03.2026;1.000,50\n"
        self.assertEqual(self._counts(self._work(self._import(content, format_id=own.id))), (2, 0, 0))
        self.assertEqual(self._counts(self._work(self._import(content, format_id=own.id))), (0, 2, 0))
        self.assertEqual(self.env["hotel.charge"].sudo().search([("amount_rooms", "=", 1000.5)]).outlet_id, self.front)

    @freeze_time(NOON)
    def test_an_xlsx_is_imported_too(self):
        """D8: with typed dates and numbers; a formula is refused, not run."""
        book, stream = Workbook(), io.BytesIO()
        book.active.append(CITY.split(","))
        book.active.append(["E1", datetime(2026, 3, 1), "FRONT", "C0001", "rooms", 12.5, "CNY"])
        book.active.append(["E2", datetime(2026, 3, 1), "FRONT", "C0001", "rooms", "=6*7", "CNY"])
        book.save(stream)
        record = self._work(self._import(stream.getvalue(), "slips.xlsx"))
        self.assertEqual(self._counts(record), (1, 0, 1))
        self.assertIn("=6*7", record.refusal_ids.message)

    def test_a_preview_shows_the_first_rows_before_anything_is_stored(self):
        """D8: the first ten rows under the meanings of their columns, markup in the file is shown as text."""
        rows = [f"P{n},2026-03-01,FRONT,<b>C0001</b>,rooms,1.00,CNY" for n in range(12)]
        record = self._import(self._city_rows(*rows))
        self.assertIn("Customer (reference)", record.preview)
        self.assertIn("&lt;b&gt;C0001", record.preview)
        self.assertIn("P9", record.preview)
        self.assertNotIn("P10", record.preview)
        self.assertFalse(record.problem)
        self.assertEqual(self.env["hotel.charge.import.format"]._guess(CITY.split(","), self.company), self.city)

    def test_a_file_that_cannot_be_used_is_told_why(self):
        """D8: missing columns, no rows, no text file; nothing is started."""
        table = [
            ("external_ref,amount\n1,2\n", "Columns missing in the file: business_date, outlet, customer_code, revenue_kind"),
            (CITY + "\n", "no rows"),
            (b"a,b\n\xff\xff", "characters"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", r"\.xls"),
            (b"PK\x03\x04nothing", "damaged"),
        ]
        for content, message in table:
            with self.subTest(message=message):
                record = self._import(content)
                with self.assertRaisesRegex(UserError, message):
                    record.action_start()
                self.assertEqual(record.state, "draft")
        self.assertIn("No format fits", self._import("a,b\n1,2\n", format_id=False).problem)

    def test_a_format_says_what_it_lacks(self):
        """D8: a mapping without customer, amount, kind or outlet is not saved."""
        with self.assertRaisesRegex(ValidationError, r"customer's reference.*amount.*outlet"):
            self.env["hotel.charge.import.format"].create({"name": "Half"})

    def test_a_format_is_made_from_the_files_columns(self):
        """D8: known column names bring their meaning along."""
        action = self._import("日期,客户,金额,备注\n", format_id=False).action_make_format()
        proposed = {command[2]["header"]: command[2]["field"] for command in action["context"]["default_column_ids"]}
        self.assertEqual(proposed, {"日期": "business_date", "客户": "customer", "金额": "amount"})

    @freeze_time(NOON)
    def test_refused_rows_come_back_as_files_that_run_nothing(self):
        """D8: cells that begin like a formula are written as text, in CSV and XLSX."""
        record = self._work(
            self._import(self._city_rows("=cmd|' /C calc'!A0,2026-03-01,FRONT,C0001,rooms,-5,CNY", "@SUM,x,FRONT,+1,rooms,1,CNY"))
        )
        stream = io.StringIO()
        record._write_refused_csv(stream)
        rows = list(csv.reader(io.StringIO(stream.getvalue())))
        self.assertEqual(rows[0], ["Line", *CITY.split(","), "Codes", "Reasons"])
        self.assertEqual(rows[1][1], "'=cmd|' /C calc'!A0")
        self.assertEqual(rows[1][6], "'-5")
        self.assertEqual((rows[2][1], rows[2][4]), ("'@SUM", "'+1"))
        self.assertEqual(rows[2][8], "malformed")
        target = io.BytesIO()
        record._write_refused_xlsx(target)
        sheet = load_workbook(target).active
        self.assertEqual(sheet["B2"].value, "'=cmd|' /C calc'!A0")
        self.assertEqual({cell.data_type for cell in sheet[2]} - {"n", "s"}, set())
        self.assertEqual(sheet["A2"].value, 2)

    def test_who_may_import(self):
        """D8: finance; nobody forges the counts or changes a started import."""
        for user in (self.cashier, self.sales, self.gm, self.employee, self.integration, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._import(CITY, user=user)
        record = self._import(self._city_rows("R1,2026-03-01,FRONT,C0001,rooms,1,CNY"))
        with self.assertRaises(AccessError):
            record.good = 5
        with self.assertRaises(AccessError):
            self._import(CITY, state="done")
        record.action_start()
        with self.assertRaises(UserError):
            record.file = base64.b64encode(b"other")
        with self.assertRaises(UserError):
            record.unlink()

    @freeze_time(NOON)
    def test_a_hundred_thousand_rows_take_constant_memory(self):
        """D8: the file is read in a stream: what is held does not grow with the rows."""
        path = self.enterContext(tempfile.NamedTemporaryFile(suffix=".csv")).name
        with open(path, "w") as stream:
            stream.write(CITY + "\n")
            stream.writelines(f"B{n},2026-03-01,FRONT,C0001,rooms,1.00,CNY\n" for n in range(100_000))
        tracemalloc.start()
        try:
            charge_file = ChargeFile(path)
            reader = self.city._make_reader(charge_file.header)
            rows = sum(1 for _line, cells in charge_file.rows() if reader.read_row(cells))
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        self.assertEqual(rows, 100_000)
        self.assertGreater(os.path.getsize(path), 4_000_000)
        self.assertLess(peak, 1_500_000)


@tagged("post_install", "-at_install")
class TestRefusedDownload(HotelImportCommon, HttpCase):
    def test_the_refused_rows_are_downloaded(self):
        """D8: by finance; a cashier gets nothing."""
        with freeze_time(NOON):
            record = self._work(self._import(self._city_rows("R1,2026-03-01,FRONT,C0001,rooms,-5,CNY")))
        self.authenticate("hotel_finance", "hotel_finance")
        answer = self.url_open(f"/hotel/import/{record.id}/refused.csv")
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"\xef\xbb\xbf"))
        self.assertIn("amount_invalid", answer.text)
        answer = self.url_open(f"/hotel/import/{record.id}/refused.xlsx")
        self.assertEqual(load_workbook(io.BytesIO(answer.content)).active["I2"].value, "amount_invalid")
        self.assertEqual(self.url_open(f"/hotel/import/{record.id}/refused.exe").status_code, 404)
        self.authenticate("hotel_cashier", "hotel_cashier")
        self.assertEqual(self.url_open(f"/hotel/import/{record.id}/refused.csv").status_code, 403)
