from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import HotelCase


@tagged("post_install", "-at_install")
class TestHotelAccessLog(HotelCase):
    @freeze_time("2026-11-20 02:00:00")
    def test_who_opens_a_file_is_noted(self):
        """C2, I12: person, time, file and purpose; nothing of it comes from the caller's context."""
        Log = self.env["hotel.access.log"].with_user(self.users["sales"]).with_context(
            default_user_id=self.users["gm"].id, default_purpose="nothing"
        )
        entry = Log.log(self.outlet.with_user(self.users["sales"]), "Archived scan").sudo()
        self.assertEqual(entry.user_id, self.users["sales"])
        self.assertEqual(entry.purpose, "Archived scan")
        self.assertEqual(str(entry.when), "2026-11-20 02:00:00")
        self.assertEqual(entry.company_id, self.company)

    def test_only_auditor_and_settings_read_it_and_nobody_changes_it(self):
        """C2, M2: the log is no use to those it watches."""
        entry = self.env["hotel.access.log"].with_user(self.users["sales"]).log(self.outlet, "Archived scan")
        for role in ("sales", "finance_head", "gm", "hr"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                entry.with_user(self.users[role]).read(["purpose"])
        for role in ("auditor", "manager"):
            as_user = entry.with_user(self.users[role])
            self.assertEqual(as_user.purpose, "Archived scan")
            with self.subTest(role=role), self.assertRaises(AccessError):
                as_user.write({"purpose": "x"})
            with self.subTest(role=role), self.assertRaises(AccessError):
                as_user.unlink()
            with self.subTest(role=role), self.assertRaises(AccessError):
                as_user.create({"purpose": "x"})
