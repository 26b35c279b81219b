import base64
import io
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..wizards import hotel_guest_import
from .guest_case import NOW, GuestCase

HEAD = ("Name / 姓名", "Company / 单位", "Phone / 手机", "E-mail", "Companions", "Table")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGuestImport(GuestCase):
    def test_a_list_in_order_is_imported_as_a_whole(self):
        """H10: as invited guests with code and key of their own; numbers that a spreadsheet made of phones are read."""
        self.list_wizard([
            HEAD,
            ("孙丽", "瑞康药业", 13900001111, "SUN@example.com", 2, "t1"),
            (None, None, None, None, None, None),
            ("Ma Jun", "Yunfan", "+44 20 7946 0958", None, None, None),
        ]).action_import()  # fmt: skip
        sun, ma = self.event.registration_ids.filtered(lambda guest: guest not in self.guests).sorted("id")
        self.assertEqual((sun.name, sun.company_name, sun.hotel_phone_key, sun.email), ("孙丽", "瑞康药业", "+8613900001111", "sun@example.com"))
        self.assertEqual((sun.hotel_persons, sun.hotel_table_id, sun.state, sun.hotel_reply), (3, self.table, "draft", "none"))
        self.assertEqual((ma.hotel_phone_key, ma.hotel_companions), ("+442079460958", 0))
        self.assertEqual(len({sun.barcode, ma.barcode, sun.hotel_token, ma.hotel_token}), 4)

    def test_one_faulty_row_keeps_everything_out(self):
        """H10: all faults at once with row, value and remedy; nothing is stored until the good rows are asked for."""
        wizard = self.list_wizard([
            HEAD,
            ("Sun Li", "Ruikang", "139000", "sun(at)example", 1, ""),
            ("Ma Jun", "Yunfan", "13900002222", "", "", ""),
            ("Lina", "", "+86 138-0000-1111", "", "", ""),
            ("Ma Jun", "yunfan", "", "", "", ""),
            ("", "Yunfan", "", "", "", ""),
            ("Wu", "", "", "", "", "T2"),
            ("Xu", "", "", "", "", "T2"),
        ])  # fmt: skip
        before = self.event.registration_ids
        wizard.action_import()
        self.assertEqual(self.event.registration_ids, before)
        self.assertEqual((wizard.state, wizard.good_count, wizard.bad_count), ("faulty", 2, 5))
        for text in ("139000", "sun(at)example", "Li Na", "row 3", "name is missing", "no more seats"):
            with self.subTest(text=text):
                self.assertIn(text, wizard.faults)
        sheet = load_workbook(io.BytesIO(base64.b64decode(wizard.bad_file))).active
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual([row[0] for row in rows[1:]], ["Sun Li", "Lina", "Ma Jun", "", "Xu"])
        self.assertEqual([row[9] for row in rows[1:]], [2, 4, 5, 6, 8])
        self.assertEqual(sheet.freeze_panes, "A2")
        wizard.action_import_good()
        self.assertEqual((self.event.registration_ids - before).sorted("id").mapped("name"), ["Ma Jun", "Wu"])

    def test_the_file_of_faulty_rows_can_be_corrected_and_imported(self):
        """H10: its columns are found again."""
        wizard = self.list_wizard([HEAD, ("Sun Li", "Ruikang", "139000", "", 1, "")])
        wizard.action_import()
        rows = [list(row) for row in load_workbook(io.BytesIO(base64.b64decode(wizard.bad_file))).active.iter_rows(values_only=True)]
        rows[1][3] = "13900003333"
        self.list_wizard(rows).action_import()
        self.assertEqual(self.event.registration_ids.filtered(lambda guest: guest.name == "Sun Li").hotel_phone_key, "+8613900003333")

    def test_the_same_list_twice_adds_nobody(self):
        """H10: the second time every row is a guest already."""
        rows = [HEAD, ("Sun Li", "Ruikang", "13900001111", "", "", "")]
        self.list_wizard(rows).action_import()
        again = self.list_wizard(rows)
        again.action_import()
        self.assertEqual((again.state, again.good_count), ("faulty", 0))
        with self.assertRaises(UserError):
            again.action_import_good()

    def test_pasted_text_is_taken_with_and_without_a_header(self):
        """H10: from a spreadsheet's clipboard, or typed."""
        for text in ("Sun Li\tRuikang\t13900001111\tsun@example.com", "单位,姓名\n瑞康,马军\n瑞康,吴静\n"):
            self.env["hotel.guest.import"].with_user(self.sales).create(
                {"event_id": self.event.id, "source": "text", "text": text}
            ).action_import()
        names = (self.event.registration_ids - self.guests).sorted("id").mapped(lambda guest: (guest.name, guest.company_name))
        self.assertEqual(names, [("Sun Li", "Ruikang"), ("马军", "瑞康"), ("吴静", "瑞康")])

    def test_files_that_are_no_guest_lists_are_refused(self):
        """H10: in words that say what to do, and quickly, whatever they hold."""
        wizards = self.env["hotel.guest.import"].with_user(self.sales)
        for content in (b"", b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.4\n%", b"Price,Room\n1,2\n", b"Name\n", b"\xff\xfe\x00"):
            with self.subTest(content=content), self.assertRaises(UserError):
                wizards.create({"event_id": self.event.id, "file": base64.b64encode(content)}).action_import()
        with patch.object(hotel_guest_import, "MOST_ROWS", 3), self.assertRaises(UserError) as raised:
            self.list_wizard([HEAD, *[(f"Guest {number}",) for number in range(4)]]).action_import()
        self.assertIn("more than 3 rows", str(raised.exception))
        with patch.object(hotel_guest_import, "MOST_BYTES", 10):
            with self.assertRaises(ValidationError):
                self.list_wizard([HEAD])
            wizard = wizards.create({"event_id": self.event.id, "source": "text", "text": "x" * 10})
            with self.assertRaises(ValidationError):
                wizard.text = "x" * 11

    def test_a_formula_in_a_list_stays_a_text(self):
        """H10: in the database and in the file that goes back."""
        wizard = self.list_wizard([("Name", "Phone"), ("=cmd|'/c calc'!A1", "1")])
        wizard.action_import()
        cell = load_workbook(io.BytesIO(base64.b64decode(wizard.bad_file))).active["A2"]
        self.assertEqual((cell.value, cell.data_type), ("=cmd|'/c calc'!A1", "s"))
        wizard = self.list_wizard([("Name", "Phone"), ("<script>alert(1)</script>", "<b>1</b>")])
        wizard.action_import()
        self.assertNotIn("<b>1</b>", wizard.faults)

    def test_who_may_import(self):
        """H10: who runs events; nobody sees or presses another one's list."""
        for role in ("cashier", "finance", "auditor", "nobody"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.list_wizard([HEAD, ("Sun Li",)], user=self.users[role])
        wizard = self.list_wizard([HEAD, ("Sun Li",)])
        with self.assertRaises(AccessError):
            wizard.with_user(self.users["department_head"]).action_import()
        elsewhere = self.event.copy({"name": "Sister's", "company_id": self.sister.id, "hotel_door_user_ids": False, "user_id": False})
        with self.assertRaises(AccessError):
            self.list_wizard([HEAD, ("Sun Li",)], event_id=elsewhere.id).action_import()
