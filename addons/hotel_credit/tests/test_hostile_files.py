import base64
import gzip
import io
import tempfile
import zipfile
from unittest import TestCase

from freezegun import freeze_time
from openpyxl import Workbook

from odoo.tests import tagged

from ..tools import charge_file
from ..tools.charge_file import ChargeFile, FileProblem
from .common import NOON, HotelCreditCommon

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["Outlet", "Customer", "Amount"]


def workbook(rows=(HEADER, ["REST", "C0001", 12.5])):
    stream = io.BytesIO()
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def rebuilt(parts, left_out=()):
    """Return a workbook with some of its parts exchanged ({name: bytes}) or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts} - set(left_out):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return stream.getvalue()


def sheet(rows):
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + rows + b"</sheetData></worksheet>"
    )


def text_cell(place):
    return b'<c r="%s" t="inlineStr"><is><t>a</t></is></c>' % place


def read(content):
    """Return (header, rows) of a file, or the code of its problem."""
    with tempfile.NamedTemporaryFile() as stream:
        stream.write(content)
        stream.flush()
        try:
            opened = ChargeFile(stream.name)
            return opened.header, [cells for _line, cells in opened.rows()]
        except FileProblem as problem:
            return problem.code


class TestDamagedFiles(TestCase):
    def test_a_damaged_workbook_is_told_as_damaged(self):
        """D8: whatever is broken in a workbook, the user reads what to do, not an error of the library."""
        external = (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + sheet(b'<row><c t="inlineStr"><is><t>&x;</t></is></c></row>')
        )
        for name, content in {
            "cut off": rebuilt({SHEET: b"<worksheet><sheetData><row>"}),
            "no sheet": rebuilt({}, [SHEET]),
            "no workbook": rebuilt({}, ["xl/workbook.xml"]),
            "no XML": rebuilt({"xl/workbook.xml": b"junk"}),
            "entities": rebuilt({SHEET: external}),
            "missing text": rebuilt({SHEET: sheet(b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')}),
            "wrong number": rebuilt({SHEET: sheet(b'<row r="x"><c r="A1"><v>abc</v></c></row>')}),
            "wrong date": rebuilt({SHEET: sheet(b'<row r="1"><c r="A1" t="d"><v>2026-99-99</v></c></row>')}),
            "half": workbook()[:900],
        }.items():
            with self.subTest(name):
                self.assertEqual(read(content), "broken")

    def test_a_small_file_does_not_unpack_to_gigabytes(self):
        """D8: sizes are asked before anything is unpacked; rows that a file claims but does not hold come to an end."""
        blank = b" " * (1 << 20)
        self.assertEqual(read(rebuilt({"xl/sharedStrings.xml": blank * 65})), "too_large")
        self.assertEqual(read(rebuilt({SHEET: blank * 257})), "too_large")
        far = text_cell(b"A1")
        claimed = sheet(b'<row r="1">' + far + b'</row><row r="999999999999">' + text_cell(b"A999999999999") + b"</row>")
        self.assertEqual(read(rebuilt({SHEET: claimed})), "broken")
        endless_line = gzip.compress(b"Outlet,Customer,Amount\n" + b"a," * (2 << 20))
        self.assertEqual(read(endless_line), "broken_row")
        endless_row = gzip.compress(b"Outlet,Customer,Amount\n" + b'"\n",' * (1 << 19))
        self.assertEqual(read(endless_row), "broken_row")
        self.assertLess(charge_file.MAX_CSV_BYTES, 2 << 30)

    def test_a_text_in_an_unmarked_encoding_is_told_as_such(self):
        """D8: UTF-16 and UTF-32 without their mark decode as texts full of NULs."""
        text = "Outlet,Customer,Amount\nREST,C0001,1\n"
        for encoding in ("utf-16-le", "utf-16-be", "utf-32"):
            with self.subTest(encoding):
                self.assertEqual(read(text.encode(encoding)), "encoding")
        self.assertEqual(read(text.encode("utf-16")), (HEADER, [["REST", "C0001", "1"]]))


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestHostileRows(HotelCreditCommon):
    def test_a_row_with_nul_characters_is_refused_and_kept_readable(self):
        """D8: the database holds no NUL; the row comes back with its reason and does not stop the import."""
        self._make_agreement()
        self.restaurant.sudo().trusted_signatures = True
        file_format = self.env["hotel.charge.import.format"].sudo().create(
            {
                "name": "Plain",
                "company_id": self.company.id,
                "default_kind_id": self.env["hotel.revenue.kind"].sudo().search([("code", "=", "food")]).id,
                "column_ids": [
                    (0, 0, {"header": header, "field": field})
                    for header, field in (
                        ("Outlet", "outlet"), ("Customer", "customer"), ("Amount", "amount"), ("Guest", "guest"),
                    )
                ],
            }
        )  # fmt: skip
        record = self.env["hotel.charge.import"].with_user(self.finance).create(
            {"file": base64.b64encode(b"Outlet,Customer,Amount,Guest\n"), "filename": "rows.csv", "format_id": file_format.id}
        )
        rows = [
            (line, ["REST", "C0001", amount, guest], {"outlet": "REST", "customer": "C0001", "amounts": {"food": amount}, "guest": guest}, [])
            for line, amount, guest in ((2, "1\0", "A"), (3, "1", "A\0B"), (4, "5.00", "C"))
        ]
        record.sudo()._import_batch(rows)
        self.assertEqual((record.good, record.refused), (1, 2))
        self.env.flush_all()
        self.assertEqual(record.refusal_ids.mapped("cells"), [["REST", "C0001", "1\\x00", "A"], ["REST", "C0001", "1", "A\\x00B"]])
        self.assertTrue(all("\\x00" in message for message in record.refusal_ids.mapped("message")))
