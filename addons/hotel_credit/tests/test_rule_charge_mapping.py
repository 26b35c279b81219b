import gzip
import os
import tempfile
from datetime import date, datetime

from openpyxl import Workbook

from odoo.tests import BaseCase

from odoo.addons.hotel_credit.rules import charge_mapping
from odoo.addons.hotel_credit.tools.charge_file import ChargeFile, FileProblem, harmless, plain, prepare


class TestChargeFile(BaseCase):
    def _file(self, content, **options):
        handle, path = tempfile.mkstemp()
        self.addCleanup(os.unlink, path)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        return ChargeFile(path, **options)

    def _problem(self, content, **options):
        with self.assertRaises(FileProblem) as caught:
            list(self._file(content, **options).rows())
        return caught.exception.code

    def test_encodings_and_separators_are_found_out(self):
        """D8: UTF-8 with and without BOM, GB18030, UTF-16; comma, semicolon, tab, bar; plain or in gzip."""
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            for separator in ",;\t|":
                with self.subTest(encoding=encoding, separator=separator):
                    text = f"客户{separator}金额\r\n蓝海贸易{separator}12.50\r\n"
                    for content in (text.encode(encoding), gzip.compress(text.encode(encoding))):
                        charge_file = self._file(content)
                        self.assertEqual(charge_file.header, ["客户", "金额"])
                        self.assertEqual(list(charge_file.rows()), [(2, ["蓝海贸易", "12.50"])])

    def test_a_chinese_character_far_down_is_not_overlooked(self):
        """D8: the whole file is looked at before its encoding is decided."""
        text = "a,b\n" + "1,2\n" * 50000 + "中,2\n"
        self.assertEqual(self._file(text.encode("gb18030")).encoding, "gb18030")

    def test_empty_lines_are_left_out_and_line_numbers_are_the_files(self):
        """D8: blank rows are no rows; a text over two lines counts as it stands in the file."""
        charge_file = self._file(b'a,b\n\n,\n1,"x\ny"\n  ,\n2,z\n')
        self.assertEqual(list(charge_file.rows()), [(5, ["1", "x\ny"]), (7, ["2", "z"])])

    def test_what_cannot_be_read_is_named(self):
        """D8: each kind of unusable file has its own message."""
        table = [
            (b"", "empty"),
            (b"\n\n", "no_header"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel"),
            (b"a,b\n\xff\xff\xff,1\n", "encoding"),
            (b"PK\x03\x04 no zip at all", "broken"),
            (gzip.compress(b"a,b\n1,2\n" * 9)[:-12], "broken"),
            (b'a,b\n"1,2\n', "broken_row"),
            (b'a,b\n"1"x,2\n', "broken_row"),
            (b"a,A\n1,2\n", "duplicate_columns"),
            (b",".join(b"c%d" % number for number in range(201)) + b"\n", "too_many_columns"),
        ]
        for content, code in table:
            with self.subTest(code=code):
                self.assertEqual(self._problem(content), code)
        self.assertEqual(self._problem("a\n中".encode("gb18030"), encoding="utf-8-sig"), "encoding")

    def test_an_xlsx_is_read_with_its_types_and_its_formulas_are_not_run(self):
        """D8: numbers and dates keep their meaning, a formula stands as its text."""
        handle, path = tempfile.mkstemp(suffix=".xlsx")
        os.close(handle)
        self.addCleanup(os.unlink, path)
        book = Workbook()
        for row in (["date", "amount", "ref", "x"], [datetime(2026, 3, 5), 120.1, 12345.0, "=1+1"], [], [None, 3, None, "y"]):
            book.active.append(row)
        book.save(path)
        rows = list(ChargeFile(path).rows())
        self.assertEqual([line for line, _cells in rows], [2, 4])
        texts, dates, numbers = prepare(rows[0][1])
        self.assertEqual(texts, ["2026-03-05", "120.1", "12345", "=1+1"])
        self.assertEqual((dates, numbers), ({0}, {1, 2}))

    def test_cells_as_texts(self):
        """D8: what a person sees in the cell; what begins a formula is made harmless on the way out."""
        table = [(None, ""), (0.1 + 0.2, "0.3"), (-0.0, "0"), (12.0, "12"), (True, "True"), (date(2026, 1, 2), "2026-01-02")]
        for cell, text in table:
            self.assertEqual(plain(cell), text)
        for cell in ("=cmd", "+1", "-1", "@x"):
            self.assertEqual(harmless(cell), f"'{cell}")
        self.assertEqual(harmless("Blue = ocean"), "Blue = ocean")


class TestRuleChargeMapping(BaseCase):
    def _reader(self, fields, **options):
        return charge_mapping.RowReader(dict(enumerate(fields)), len(fields), **options)

    def test_a_row_with_a_column_for_the_kind(self):
        """D8: outlet, customer, kind and amount of the row; what is empty is left out."""
        reader = self._reader(["external_ref", "business_date", "outlet", "customer", "kind", "amount", "guest"])
        values, faults = reader.read_row(["R1", "2026-03-05", "REST", "C1", "Food", "12.50", ""])
        self.assertFalse(faults)
        self.assertEqual(
            values,
            {
                "external_ref": "R1",
                "business_date": "2026-03-05",
                "outlet": "REST",
                "customer": "C1",
                "amounts": {"food": "12.50"},
            },
        )

    def test_a_row_with_a_column_for_each_kind_and_defaults(self):
        """D8: the format's outlet and currency fill what the file does not say."""
        reader = self._reader(
            ["customer", "amount_rooms", "amount_food"], defaults={"outlet": "FRONT", "currency": "CNY", "kind": None}
        )
        values, faults = reader.read_row(["C1", "680", ""])
        self.assertFalse(faults)
        self.assertEqual(values["amounts"], {"rooms": "680"})
        self.assertEqual((values["outlet"], values["currency"]), ("FRONT", "CNY"))

    def test_dates_and_amounts_as_other_programs_write_them(self):
        """D8: each format says how its dates and decimals are written."""
        for key, text in (
            ("iso", "2026-03-05"),
            ("slashed", "2026/03/05"),
            ("plain", "20260305"),
            ("dmy_slash", "05/03/2026"),
            ("mdy_slash", "03/05/2026"),
            ("dmy_dot", "05.03.2026"),
        ):
            self.assertEqual(charge_mapping.parse_date(text, key), "2026-03-05")
        self.assertIsNone(charge_mapping.parse_date("2026-02-30", "iso"))
        table = [
            ("1234.50", ".", "1234.50"),
            ("1,234.50", ".", "1234.50"),
            ("1.234,50", ",", "1234.50"),
            ("12,5", ",", "12.5"),
            ("12,50", ".", None),
            ("12.50", ",", None),
            ("-3", ".", "-3"),
            ("abc", ".", "abc"),
        ]
        for text, mark, result in table:
            with self.subTest(text=text, mark=mark):
                self.assertEqual(charge_mapping.parse_amount(text, mark), result)

    def test_what_is_wrong_with_a_row_is_told_by_column_all_at_once(self):
        """D8: formulas, dates, kinds, amounts, and cells without a column."""
        reader = self._reader(["business_date", "outlet", "customer", "kind", "amount"])
        _values, faults = reader.read_row(["31/12/2026", "=cmd", "C1", "laundry", "1,2,3", "more"])
        self.assertEqual(
            [(index, code) for index, code, _params in faults],
            [(None, "cells"), (0, "date"), (1, "formula"), (3, "kind"), (4, "amount")],
        )

    def test_a_file_without_references_makes_the_same_ones_each_time(self):
        """D8: good rows are stored once however often the file comes; equal rows in one file are two slips."""
        rows = [["C1", "5"], ["C1", "5"], ["C2", "5"]]
        first, second = (
            [reader.read_row(row)[0]["external_ref"] for row in rows]
            for reader in (self._reader(["customer", "amount"]), self._reader(["customer", "amount"]))
        )
        self.assertEqual(first, second)
        self.assertEqual(len(set(first)), 3)

    def test_what_a_mapping_lacks(self):
        """D8: a format can be used when customer, amount, kind and outlet are known."""
        self.assertEqual(charge_mapping.mapping_gaps(set(), False, False), ["customer", "amount", "outlet"])
        self.assertEqual(charge_mapping.mapping_gaps({"customer", "amount", "outlet"}, False, False), ["kind"])
        self.assertEqual(charge_mapping.mapping_gaps({"agreement", "amount"}, True, True), [])
        self.assertEqual(charge_mapping.mapping_gaps({"agreement", "amount_food"}, True, False), [])

    def test_known_column_names_are_proposed(self):
        """D8: also Chinese ones; a meaning is proposed once."""
        self.assertEqual(
            charge_mapping.propose(["营业日期", "Customer", "金额", "amount", "remark"]),
            {"营业日期": "business_date", "Customer": "customer", "金额": "amount"},
        )
