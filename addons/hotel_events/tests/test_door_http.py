"""What is sent to a check point's addresses by whoever has a login, or none: sizes, types, other hotels, other doors."""

import gzip
import json
import re
from datetime import timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..controllers import door_files
from .guest_case import NOW, GuestCase

LOUD = ("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDoorHttp(GuestCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        branch = cls.env["res.company"].sudo().create({"name": "Branch"})
        other = cls.env["event.event"].create({"name": "Other", "company_id": branch.id, "date_begin": NOW, "date_end": NOW + timedelta(hours=3)})
        here = cls.event.copy({"name": "Next door"})
        for login, group, company, event in (
            ("door_here", "base.group_user", cls.company, cls.event),
            ("door_nobody", "base.group_user", cls.company, cls.env["event.event"]),
            ("door_next", "base.group_user", cls.company, here),
            ("door_branch", "event.group_event_manager", branch, other),
            ("door_portal", "base.group_portal", cls.company, cls.env["event.event"]),
        ):
            user = new_test_user(cls.env, login, group, password=login, company_id=company.id, company_ids=[Command.set(company.ids)])
            event.hotel_door_user_ids |= user

    def call(self, what, params, point=None):
        """Return (result, name of the error) of a call as a phone makes it."""
        # Python's writer, unlike the library's, writes NaN and Infinity, which Python's reader takes.
        body = json.dumps({"jsonrpc": "2.0", "params": params})
        address = f"/hotel/door/{(point or self.door).id}/{what}"
        answer = self.url_open(address, data=body, headers={"Content-Type": "application/json"}, timeout=60)
        answer.raise_for_status()
        data = answer.json()
        return data.get("result"), data.get("error", {}).get("data", {}).get("name")

    @mute_logger(*LOUD)
    def test_only_this_doors_staff_is_answered(self):
        """H10, C7: another hotel's, another event's, an employee without a door and a portal customer: refused on every address."""
        scan = {"uuid": "a" * 32, "code": self.li.barcode}
        calls = (("scan", {"scans": [scan]}), ("list", {}), ("news", {"since": 0}))
        for login in ("door_nobody", "door_next", "door_branch", "door_portal"):
            self.authenticate(login, login)
            for what, params in calls:
                with self.subTest(login=login, what=what):
                    self.assertEqual(self.call(what, params), (None, "odoo.exceptions.AccessError"))
            for page in (f"/hotel/door/{self.door.id}", f"/hotel/door/live/{self.event.id}"):
                with self.subTest(login=login, page=page):
                    self.assertEqual(self.url_open(page).status_code, 404)
        self.assertFalse(self.li.hotel_scan_ids)
        self.authenticate("door_here", "door_here")
        for what, params in calls:
            with self.subTest(what=what):
                self.assertTrue(self.call(what, params)[0])
        self.assertEqual(self.url_open(f"/hotel/door/{self.door.id}").status_code, 200)

    @mute_logger(*LOUD)
    def test_nonsense_is_answered_and_holds_up_no_guest(self):
        """H10: wrong types, half characters, codes of 10,000 characters, endless numbers, next year: one bad scan is one bad answer."""
        self.authenticate("door_here", "door_here")
        good = {"uuid": "b" * 32, "code": self.li.barcode, "at": 1e308}
        bad = [
            1, [], "x", {"uuid": ["b"]}, {"uuid": "c" * 10_000, "code": "1"}, {"uuid": "c" * 32, "code": "9" * 10_000},
            {"uuid": "c" * 32, "code": "\ud800"}, {"uuid": "c" * 32, "code": {}}, {"uuid": "c" * 32, "walk_in": {"name": ["x"]}},
            {"uuid": "c" * 32, "walk_in": [1]}, {"uuid": "c" * 32, "walk_in": {"name": "\udfff\0"}},
        ]  # fmt: skip
        answers, error = self.call("scan", {"scans": [*bad, good]})
        self.assertFalse(error)
        self.assertEqual([answer["verdict"] for answer in answers], ["bad"] * len(bad) + ["in"])
        self.assertLessEqual(max(len(answer["uuid"]) for answer in answers), 36)
        self.assertEqual(self.li.hotel_scan_ids.scanned_at, NOW)
        odd = {"uuid": "d" * 32, "code": self.wang.barcode, "at": 10**400, "place": "\ud800 Hall \0", "way": ["qr"]}
        [answer] = self.call("scan", {"scans": [odd]})[0]
        self.assertEqual((answer["verdict"], self.wang.hotel_scan_ids.place, self.wang.hotel_scan_ids.way), ("in", "Hall", "qr"))
        next_year = int((NOW + timedelta(days=365)).timestamp() * 1000)
        self.assertEqual(self.call("scan", {"scans": [{"uuid": "e" * 32, "code": self.zhou.barcode, "at": next_year}]})[0][0]["verdict"], "in")
        self.assertEqual(self.zhou.hotel_scan_ids.scanned_at, NOW)
        for scans in (None, 7, "x" * 300, {"0": good}, [good] * 201):
            with self.subTest(scans=str(scans)[:20]):
                self.assertEqual(self.call("scan", {"scans": scans})[1], "odoo.exceptions.UserError")
        self.assertEqual(self.call("scan", {})[1], "odoo.exceptions.UserError")
        for since in (None, "x", [], {}, -5, 10**30, 1.5, True, float("nan"), float("inf")):
            with self.subTest(since=since):
                result, error = self.call("news", {"since": since})
                self.assertEqual((error, result["passed"]), (None, 3))
        self.assertEqual(self.env["hotel.event.scan"].search_count([("event_id", "=", self.event.id)]), 3)

    @mute_logger(*LOUD)
    def test_a_call_that_is_too_large_is_not_even_read(self):
        """H10: a list of scans has at most 256 KB, a question 4 KB."""
        self.authenticate("door_here", "door_here")
        for what, size in (("scan", 300_000), ("list", 5_000), ("news", 5_000)):
            with self.subTest(what):
                body = json.dumps({"jsonrpc": "2.0", "params": {"scans": [], "x": "x" * size}})
                answer = self.url_open(f"/hotel/door/{self.door.id}/{what}", data=body, headers={"Content-Type": "application/json"}, timeout=60)
                self.assertEqual(answer.json()["error"]["data"]["name"], "werkzeug.exceptions.RequestEntityTooLarge")

    @mute_logger(*LOUD)
    def test_addresses_that_lead_nowhere(self):
        """H10: numbers of no check point, also ones that no database has; no other file of the server is served."""
        self.authenticate("door_here", "door_here")
        version = door_files.get_version()
        for path in (
            "999999999", "9" * 30, "live/" + "9" * 30, "0", f"files/{version}/sw.js", f"files/{version}/__init__.py", f"files/{version}/door.py",
            f"files/{version}/..%2f..%2f__manifest__.py", f"files/{'0' * 16}/door.js", "files/x",
        ):  # fmt: skip
            with self.subTest(path):
                self.assertEqual(self.url_open(f"/hotel/door/{path}").status_code, 404)

    def test_the_pages_files_have_one_version_and_are_kept_for_good(self):
        """H10: page, style and all scripts under one address, what they import too; the worker names each of them."""
        self.authenticate("door_here", "door_here")
        page = self.url_open(f"/hotel/door/{self.door.id}").text
        version = door_files.get_version()
        folder = f"/hotel/door/files/{version}/"
        self.authenticate(None, None)
        worker = self.url_open("/hotel/door/sw.js")
        self.assertEqual(worker.headers["Cache-Control"], "no-cache")
        wanted = {"door.js", "door.css"}
        seen = set()
        while wanted:
            name = wanted.pop()
            seen.add(name)
            answer = self.url_open(folder + name, headers={"Accept-Encoding": "gzip"})
            self.assertEqual(answer.status_code, 200, name)
            self.assertIn("immutable", answer.headers["Cache-Control"])
            self.assertEqual((answer.headers["Content-Encoding"], answer.content), ("gzip", door_files.read_files()[name]))
            self.assertEqual(self.url_open(folder + name, headers={"Accept-Encoding": "identity"}).content, answer.content)
            self.assertIn(folder + name, worker.text)
            if name != "zxing-library.js":
                self.assertIn(folder + name, page)
                wanted |= set(re.findall(r"""(?:from |import\()"\./([^"]+)\"""", answer.text)) - seen
        self.assertIn("zxing-library.js", seen)
        self.assertLess(sum(len(gzip.compress(door_files.read_files()[name])) for name in seen - {"zxing-library.js"}), 30_000)
