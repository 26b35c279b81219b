"""Confidential customer files."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_callback import NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackFile(HotelCallbackCommon):
    def setUp(self):
        super().setUp()
        self.file = self.env["hotel.callback.file"].create({"partner_id": self.firm.id, "confidential": True, "shelf": "Cabinet 3"})
        self.file.sudo().habits = "Green tea, no lift"

    def _log(self):
        return self.env["hotel.access.log"].sudo().search([("res_model", "=", "hotel.callback.file"), ("res_id", "=", self.file.id)])

    def _request(self, user, kind="open"):
        request = self.env["hotel.callback.file.request"].with_user(user).create({
            "file_id": self.file.id, "kind": kind, "purpose": "Preparing the anniversary",
        })  # fmt: skip
        request.action_submit()
        return request

    def _export(self, files, user):
        user.sudo().group_ids |= self.env.ref("base.group_allow_export")
        return files.browse(self.file.id).export_data(["habits"])

    def test_opening_a_confidential_file_is_logged(self):
        """I12: the caller opens it, which is on record and which the auditor reads."""
        action = self.file.with_user(self.sales).action_open()
        opened = self.env["hotel.callback.file.opened"].with_user(self.sales).browse(action["res_id"])
        self.assertEqual(opened.habits, "Green tea, no lift")
        self.assertRecordValues(self._log(), [{"user_id": self.sales.id, "purpose": "Customer file opened"}])
        self.assertTrue(self.env["hotel.access.log"].with_user(self.auditor).search([("res_id", "=", self.file.id)]))
        with self.assertRaises(AccessError):
            self._log().with_user(self.sales).unlink()

    def test_outsiders_open_it_with_approval_only(self):
        """I12: asked for, approved by the sales head, for the time asked; opening does not allow to export or borrow."""
        with self.assertRaisesRegex(AccessError, "confidential"):
            self.file.with_user(self.sales2).action_open()
        request = self._request(self.sales2)
        with self.assertRaisesRegex(AccessError, "confidential"):
            self.file.with_user(self.sales2).action_open()
        with self.assertRaises(UserError):
            request.with_user(self.sales2).action_approve()
        request.with_user(self.sales_head).action_approve()
        self.file.with_user(self.sales2).action_open()
        for method in ("action_export", "action_borrow"):
            with self.subTest(method), self.assertRaisesRegex(AccessError, "confidential"):
                getattr(self.file.with_user(self.sales2), method)()
        with freeze_time("2026-03-19 04:00:00"), self.assertRaisesRegex(AccessError, "confidential"):
            self.file.with_user(self.sales2).action_open()
        with self.assertRaisesRegex(AccessError, "confidential"):
            self.file.with_user(self.employee).action_open()

    def test_borrowing_and_exporting_need_their_own_approval(self):
        """I12: and are logged as such; a file lent is with one person."""
        self._request(self.sales2, "borrow").with_user(self.sales_head).action_approve()
        self.file.with_user(self.sales2).action_borrow()
        self.assertEqual(self.file.borrowed_by_id, self.sales2)
        with self.assertRaisesRegex(UserError, "is with Sales2"):
            self.file.with_user(self.sales).action_borrow()
        self.file.with_user(self.sales2).action_return()
        action = self.file.with_user(self.sales).action_export()
        self.assertEqual(action["report_name"], "hotel_callback.report_file")
        self.assertEqual(set(self._log().mapped("purpose")), {"Customer file borrowed", "Customer file exported"})

    def test_no_other_road_leads_to_what_the_file_holds(self):
        """I12: read, search, export, group, write: nobody but through the door that asks and logs."""
        for user in (self.sales, self.sales2, self.sales_head, self.gm, self.auditor, self.manager):
            files = self.env["hotel.callback.file"].with_user(user)
            with self.subTest(user.login):
                self.assertNotIn("habits", files.fields_get())
                for road in (
                    lambda files=files: files.browse(self.file.id).read(["habits"]),
                    lambda files=files: files.search_read([], ["habits"]),
                    lambda files=files: files.search([("habits", "ilike", "tea")]),
                    lambda files=files, user=user: self._export(files, user),
                    lambda files=files: files._read_group([], ["habits"]),
                    lambda files=files: files.browse(self.file.id).write({"habits": "x"}),
                    lambda files=files: files.web_search_read([("habits", "ilike", "tea")], {"name": {}}),
                ):
                    with self.assertRaises(AccessError):
                        road()
        self.assertFalse(self._log())

    def test_another_users_opened_copy_is_not_seen(self):
        """I12: the copy belongs to who opened it."""
        action = self.file.with_user(self.sales).action_open()
        with self.assertRaises(AccessError):
            self.env["hotel.callback.file.opened"].with_user(self.sales2).browse(action["res_id"]).read(["habits"])
        empty = self.env["hotel.callback.file.opened"].with_user(self.sales2).create({"file_id": self.file.id})
        self.assertFalse(empty.habits)
        with self.assertRaises(AccessError):
            empty.action_save()
        with self.assertRaises(AccessError):
            empty.write({"exportable": True})

    def test_the_responsible_team_keeps_the_file(self):
        """I12: changes are written back and logged; strangers do not make a file public."""
        action = self.file.with_user(self.sales).action_open()
        opened = self.env["hotel.callback.file.opened"].with_user(self.sales).browse(action["res_id"])
        opened.family = "Two daughters"
        opened.action_save()
        self.assertEqual(self.file.sudo().family, "Two daughters")
        self.assertIn("Customer file changed", self._log().mapped("purpose"))
        with self.assertRaises(AccessError):
            self.file.with_user(self.sales2).write({"confidential": False})

    def test_a_file_is_found_by_name_phone_plate_and_class(self):
        """I12: one field finds it by each."""
        self.firm.hotel_plates = "沪A 88888"
        self.firm._hotel_set_class(self.classes["VIP"], "Test")
        files = self.env["hotel.callback.file"].with_user(self.sales)
        for text in ("blue ocean", "6000 0000", "88888", "vip", "Li Wei", "Cabinet"):
            with self.subTest(text):
                self.assertEqual(files.search([("file_search", "ilike", text)]), self.file)
        self.assertFalse(files.search([("file_search", "ilike", "99999")]))
