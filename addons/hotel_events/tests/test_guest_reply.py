import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from ..controllers import reply as controller
from ..rules import guest_reply


@tagged("post_install", "-at_install")
class TestGuestReply(HttpCase):
    """The public page, over HTTP, without a login. The clock runs: the event is made a week ahead of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        begin = fields.Datetime.now() + timedelta(days=7)
        cls.event = cls.env["event.event"].create({
            "name": "Spring dinner", "date_begin": begin, "date_end": begin + timedelta(hours=3), "event_mail_ids": [],
        })  # fmt: skip
        cls.table = cls.env["hotel.event.table"].create({"event_id": cls.event.id, "name": "T1", "seats": 2})
        cls.li, cls.wang = cls.env["event.registration"].create([
            {"event_id": cls.event.id, "state": "draft", "name": name, "phone": phone, "email": email}
            for name, phone, email in (("Li Na", "13800001111", "li@example.com"), ("Wang Wei", "13800002222", "wang@example.com"))
        ])  # fmt: skip

    def setUp(self):
        super().setUp()
        controller._misses = controller._Misses()

    def page(self, guest=None, **headers):
        return self.url_open(f"/event/reply/{(guest or self.li).hotel_token}", headers=headers)

    def answer(self, guest=None, csrf=True, **values):
        guest = guest or self.li
        if csrf:
            values["csrf_token"] = re.search(r'name="csrf_token" value="([^"]+)"', self.page(guest).text)[1]
        response = self.url_open(f"/event/reply/{guest.hotel_token}", data=values)
        guest.invalidate_recordset()
        return response

    def test_a_guest_answers_and_changes_the_answer(self):
        """H10: coming with companions and wishes, then not: state, seat and figures follow at once."""
        self.li.hotel_table_id = self.table
        response = self.answer(reply="coming", companions="1", diet="no  seafood")
        self.assertIn('id="done"', response.text)
        self.assertEqual((self.li.hotel_reply, self.li.state, self.li.hotel_persons, self.li.hotel_diet), ("coming", "open", 2, "no seafood"))
        self.assertEqual((self.event.hotel_coming_count, self.event.hotel_silent_count), (2, 1))
        self.answer(reply="declined", companions="99", diet="")
        self.assertEqual((self.li.state, self.li.hotel_persons, self.li.hotel_table_id.id), ("cancel", 1, False))
        self.answer(reply="coming", companions="0", diet="")
        self.assertEqual((self.li.state, self.event.hotel_declined_count), ("open", 0))

    def test_more_companions_than_the_table_holds_free_the_seat(self):
        """H10: the answer is taken, the coordinator finds another table."""
        self.li.hotel_table_id = self.table
        self.answer(reply="coming", companions="2", diet="")
        self.assertEqual((self.li.hotel_persons, self.li.hotel_table_id.id), (3, False))

    def test_the_page_speaks_the_browsers_language(self):
        """H10: Chinese or English by the browser, or by a tap."""
        self.env.registry.clear_all_caches()  # a worker's first request
        self.assertIn("I am coming", self.page(**{"Accept-Language": "en-GB,en;q=0.9"}).text)
        self.assertIn('?lang=en_US"', self.page(**{"Accept-Language": "zh-CN,zh;q=0.9"}).text)
        self.assertIn("I am coming", self.page(**{"Accept-Language": "fr"}).text)

    def test_nobody_sees_another_guest(self):
        """H10: the page names its guest alone, shows neither phone nor e-mail; a wrong key shows nothing, the id is none."""
        text = self.page().text
        self.assertIn("Li Na", text)
        for hidden in ("Wang Wei", "13800001111", "li@example.com", self.wang.hotel_token, self.wang.barcode):
            self.assertNotIn(hidden, text)
        for key in ("x" * 32, str(self.li.id), self.li.barcode, self.li.hotel_token[:-1], self.li.hotel_token.swapcase(), "é" * 32):
            with self.subTest(key=key):
                self.assertEqual(self.url_open(f"/event/reply/{key}").status_code, 404)
        headers = self.page().headers
        self.assertEqual((headers["Cache-Control"], headers["Referrer-Policy"]), ("no-store", "no-referrer"))

    def test_what_cannot_be_is_not_taken(self):
        """H10: nonsense, more companions than allowed, long texts, other fields, no CSRF token, too large a body."""
        for values in (
            {"reply": "maybe", "companions": "0"},
            {"reply": "coming", "companions": "3"},
            {"reply": "coming", "companions": "-1"},
            {"reply": "coming", "companions": "0", "diet": "x" * 300},
        ):
            with self.subTest(values=values):
                response = self.answer(**values)
                self.assertEqual((response.status_code, self.li.hotel_reply), (422, "none"))
                self.assertIn('id="wrong"', response.text)
        self.assertEqual(self.answer(csrf=False, reply="coming", companions="0").status_code, 400)
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page().text)[1]
        unknown = self.url_open(f"/event/reply/{'x' * 32}", data={"csrf_token": token, "reply": "coming", "companions": "0"})
        self.assertEqual(unknown.status_code, 404)
        self.wang.active = False
        self.assertEqual(self.page(self.wang).status_code, 404)
        self.assertEqual(self.answer(reply="coming", companions="0", diet="x" * 20_000).status_code, 413)
        self.answer(reply="coming", companions="0", name="Mallory", state="done", event_id="1", hotel_table_id=str(self.table.id))
        self.assertEqual((self.li.name, self.li.state, self.li.hotel_table_id.id), ("Li Na", "open", False))

    def test_the_page_ends_with_the_event(self):
        """H10: afterwards nothing is shown of the invitation and nothing taken."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page().text)[1]
        self.event.write({"date_begin": fields.Datetime.now() - timedelta(hours=4), "date_end": fields.Datetime.now() - timedelta(hours=1)})
        text = self.page().text
        self.assertIn('id="over"', text)
        self.assertNotIn("data:image", text)
        response = self.url_open(f"/event/reply/{self.li.hotel_token}", data={"csrf_token": token, "reply": "coming", "companions": "0"})
        self.li.invalidate_recordset()
        self.assertEqual((response.status_code, self.li.hotel_reply), (410, "none"))

    def test_the_page_of_a_cancelled_event_says_so(self):
        """H10, H15: no code is shown and no answer taken."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page().text)[1]
        self.event.kanban_state = "cancel"
        text = self.page().text
        self.assertIn('id="off"', text)
        self.assertNotIn("data:image", text)
        response = self.url_open(f"/event/reply/{self.li.hotel_token}", data={"csrf_token": token, "reply": "coming", "companions": "0"})
        self.li.invalidate_recordset()
        self.assertEqual((response.status_code, self.li.hotel_reply), (410, "none"))

    def test_a_withdrawn_invitation_cannot_be_revived(self):
        """H10: the house has cancelled it; the guest's answer changes nothing."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page().text)[1]
        self.li.action_cancel()
        self.assertIn('id="withdrawn"', self.page().text)
        response = self.url_open(f"/event/reply/{self.li.hotel_token}", data={"csrf_token": token, "reply": "coming", "companions": "0"})
        self.li.invalidate_recordset()
        self.assertEqual((response.status_code, self.li.state), (410, "cancel"))

    def test_answers_and_guesses_are_limited(self):
        """H10: so many an hour a guest, so many wrong keys a minute an address."""
        with patch.object(guest_reply, "MOST_REPLIES", 2):
            for status in (200, 200, 429):
                self.assertEqual(self.answer(reply="coming", companions="0").status_code, status)
            self.li.hotel_reply_since -= timedelta(hours=2)
            self.assertEqual(self.answer(reply="declined", companions="0").status_code, 200)
        with patch.object(controller, "MOST_MISSES", 2):
            for status in (404, 404, 429):
                self.assertEqual(self.url_open(f"/event/reply/{'x' * 32}").status_code, status)
            self.assertEqual(self.page().status_code, 429)
        misses = controller._Misses()
        with patch.object(controller, "MOST_MISSES", 2), patch.object(controller, "MOST_ADDRESSES", 2), patch.object(controller.time, "monotonic") as clock:
            for now, wanted in ((0, False), (59, True), (60, False)):
                clock.return_value = now
                if now < 60:
                    misses.add("a")
                self.assertEqual(misses.too_many("a"), wanted, f"after {now} seconds")
            misses.add("a")
            self.assertFalse(misses.too_many("a"), "a new minute")
            for address in ("b", "c"):
                misses.add(address)
            self.assertEqual(list(misses._calls), ["b", "c"], "the oldest are forgotten")

    def test_the_empty_list_is_for_who_may_import(self):
        """H10: in the two languages; nobody else gets as much as the address."""
        for login, groups, lang, status in (
            ("list_sales", "hotel_base.group_sales", "zh_CN", 200),
            ("list_sales2", "hotel_base.group_sales", "fr_FR", 404),
            ("list_nobody", "base.group_user", "zh_CN", 404),
        ):
            new_test_user(self.env, login=login, groups=groups)
            self.authenticate(login, login)
            with self.subTest(login=login):
                self.assertEqual(self.url_open(f"/hotel/event/guest_template/{lang}.xlsx").status_code, status)
        # The pages of the door and of the live figures, too, are not even there for others.
        point = self.env["hotel.event.checkpoint"].create({"event_id": self.event.id, "name": "Door", "kind": "door"})
        gone = self.event.copy()
        gone.unlink()
        for login, statuses in (("list_nobody", (404, 404, 404)), ("list_sales", (200, 200, 404))):
            self.authenticate(login, login)
            pages = (f"/hotel/door/{point.id}", f"/hotel/door/live/{self.event.id}", f"/hotel/door/live/{gone.id}")
            self.assertEqual(tuple(self.url_open(page).status_code for page in pages), statuses)
