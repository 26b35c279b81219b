import base64
import io
import struct
import zlib

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .agreement_case import AgreementCase
from .common import NOON, HotelCreditCommon, picture
from .common_application import HotelApplicationCommon


def huge_picture(width, height):
    """Return a PNG of a few bytes that claims to be huge, as base64 text."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    stream = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    stream.seek(0, io.SEEK_END)
    stream.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
    stream.write(chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))
    return base64.b64encode(stream.getvalue()).decode()


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestHostileCharges(HotelCreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement()
        cls.Charge = cls.env["hotel.charge"].with_user(cls.cashier)

    def test_half_characters_are_no_text(self):
        """D1: JSON can carry halves of characters, which neither the database nor an answer can: told like any fault."""
        for field in ("outlet", "customer", "signer", "currency", "external_ref", "guest", "check_number"):
            for text in ("\ud800", "A\udfffB", "A\x00B", "A\x85B"):
                with self.subTest(field=field, text=ascii(text)), self.assertRaisesRegex(UserError, field) as raised:
                    self._authorise(**{field: text})
                self.assertTrue(str(raised.exception).encode())
        for values in ({"amounts": {"food": "\ud800"}}, {"amounts": {"\ud800": 1}}, {"photo": "\ud800"}, {"\ud800": 1}):
            with self.assertRaises(UserError) as raised:
                self._authorise(**values)
            self.assertTrue(str(raised.exception).encode())
        for call in (
            lambda: self.Charge.lookup("\ud800"),
            lambda: self.Charge.lookup("x", outlet="\ud800"),
            lambda: self.Charge.lookup("x", outlet=[]),
            lambda: self.Charge.void("\ud800", "x"),
        ):
            with self.assertRaises(UserError) as raised:
                call()
            self.assertTrue(str(raised.exception).encode())

    def test_the_till_searches_what_a_scanner_sends(self):
        """D12: control characters of a scanner are left out of the search, and are no error."""
        till = self.env["hotel.till"].with_user(self.cashier)
        self.restaurant.sudo().cashier_ids = self.cashier
        for text in ("C0001", "\x02C0001\x03\r\n", "\ud800C0001", "C00\x0001"):
            with self.subTest(ascii(text)):
                rows = till.search_customers(text, self.restaurant.id)["rows"]
                self.assertEqual([row["agreement_id"] for row in rows], self.agreement.ids)
        self.assertEqual(till.search_customers("\x00", self.restaurant.id)["rows"], [])

    def test_a_small_file_that_claims_a_huge_picture_is_refused(self):
        """D7: whoever prints the slip would unpack it."""
        for size in ((12000, 12000), (30000, 30000), (2**31 - 1, 2**31 - 1)):
            with self.subTest(size), self.assertRaisesRegex(UserError, "photo"):
                self._authorise(photo=huge_picture(*size))

    def test_an_approval_that_is_named_has_to_be_good_at_every_outlet(self):
        """D2: also where no signature is asked for; it would hide a broken caller."""
        self.restaurant.sudo().trusted_signatures = True
        answer = self._authorise(signer=None, signature_matches=None, guarantor_approval="nothing")
        self.assertEqual(self._codes(answer), {"signer_missing"})
        self.assertTrue(self._authorise(signer=None, signature_matches=None)["granted"])

    def test_a_counter_always_knows_whether_it_is_limited(self):
        """D4: a CHECK passes on what is unknown, so a counter without these figures cannot be stored."""
        self._authorise()
        counter = self.env["hotel.credit.month"].sudo().search([("agreement_id", "=", self.agreement.id)])
        self.env.flush_all()
        for column in ("unlimited", "limit", "used"):
            with (
                self.subTest(column),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(f'UPDATE hotel_credit_month SET "{column}" = NULL WHERE id = %s', (counter.id,))


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestForgedPapers(AgreementCase):
    def test_a_specimen_is_not_exchanged_behind_its_field(self):
        """C4: the attachment behind the specimen is no road past the notice, for whoever may edit the agreement."""
        agreement = self._make_agreement()
        signer = agreement.signer_ids
        files = self.env["ir.attachment"].search(
            [("res_model", "=", signer._name), ("res_id", "=", signer.id), ("res_field", "!=", False)]
        )
        self.assertTrue(files)
        forged = picture("forged")
        vals = {"name": "specimen", "datas": forged, "res_model": signer._name, "res_id": signer.id, "res_field": "specimen"}
        for user in (self.sales, self.sales_head, self.finance, self.finance_head):
            attachments = self.env["ir.attachment"].with_user(user)
            mine = attachments.create({"name": "mine", "datas": forged})
            for attempt in (
                lambda files=files, user=user: files.with_user(user).write({"datas": forged}),
                lambda files=files, user=user: files.with_user(user).unlink(),
                lambda attachments=attachments: attachments.create(vals),
                lambda mine=mine: mine.write({key: vals[key] for key in ("res_model", "res_id", "res_field")}),
            ):
                with self.subTest(user=user.name), self.assertRaises(AccessError), self.env.cr.savepoint():
                    attempt()
        signer.invalidate_recordset()
        self.assertEqual(signer.specimen, picture())

    def test_sales_changes_neither_reviewed_outlets_nor_what_happens_to_who_owes(self):
        """C1, B7: outlets were reviewed with the application; the policy for overdue customers is the finance head's."""
        agreement = self._to_sign(outlet_ids=[Command.set(self.restaurant.ids)])
        for user, refused in (
            (self.sales, {"outlet_ids": [Command.clear()], "overdue_policy": "ignore"}),
            (self.sales_head, {"outlet_ids": [Command.clear()], "overdue_policy": "ignore"}),
            (self.finance, {"overdue_policy": "ignore"}),
        ):
            for name, value in refused.items():
                with self.subTest(user=user.name, field=name), self.assertRaises(AccessError):
                    agreement.with_user(user).write({name: value})
        agreement.with_user(self.finance_head).write({"overdue_policy": "ignore"})
        agreement.with_user(self.finance).write({"outlet_ids": [Command.clear()]})
        self.assertEqual((agreement.overdue_policy, agreement.outlet_ids.ids), ("ignore", []))


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestForgedFacts(HotelApplicationCommon):
    def test_what_the_server_computes_is_not_written(self):
        """A7, B7: the firm whose record counts, the report and its grade come from the application, not from the caller."""
        other = self.env["res.partner"].create({"name": "A firm that pays", "is_company": True})
        application = self._file()
        report = self._report(self._file(report=False))
        for record, vals in (
            (application, {"commercial_partner_id": other.id}),
            (application, {"grade": "a"}),
            (application, {"investigation_id": False}),
            (application, {"special": True}),
            (application.document_ids[0], {"commercial_partner_id": other.id}),
            (report, {"partner_id": other.id}),
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                record.with_user(self.sales).write(vals)
        with self.assertRaises(AccessError):
            self._file(report=False, commercial_partner_id=other.id)
        with self.assertRaises(AccessError):
            self.Application.with_user(self.sales).with_context(default_grade="a").create({"partner_id": other.id})
