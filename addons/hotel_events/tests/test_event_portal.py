"""H18: the customer's own road, over HTTP: what the customer sees and signs, and what nobody else gets to."""

import base64
import io
import re
from unittest.mock import patch

from freezegun import freeze_time
from PIL import Image
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.hotel_credit.tests.common import picture

from .event_case import NOW, EventCase
from .test_event_cancellation import LATER

QUIET = ("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


def blank(size=(300, 100), colour=(0, 0, 0, 0), image_format="PNG"):
    """Return an empty picture as the browser sends it."""
    stream = io.BytesIO()
    Image.new("RGBA", size, colour).save(stream, image_format)
    return base64.b64encode(stream.getvalue()).decode()


class PortalCase(EventCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].sudo().set_param("web.base.url", "http://127.0.0.1")
        cls.buyer = cls.login(cls.firm, "event_buyer")
        cls.colleague = cls.login(cls.firm, "event_colleague")
        rival = cls.env["res.partner"].sudo().create({"name": "Red Harbour", "is_company": True})
        cls.rival = cls.login(rival, "event_rival")
        # A subsidiary that is a firm of its own: it sees its own events, as it sees its own statements.
        subsidiary = cls.env["res.partner"].sudo().create({"name": "Blue Ocean East", "is_company": True, "parent_id": cls.firm.id})
        cls.daughter = cls.login(subsidiary, "event_daughter")

    @classmethod
    def login(cls, firm, login, **values):
        """Return a portal user who is a contact of `firm`."""
        user = new_test_user(
            cls.env, login=login, groups="base.group_portal", lang="en_US", name=f"Ms {login.title()}", email=f"{login}@example.com", **values
        )
        user.partner_id.with_context(hotel_verification="Came in person").parent_id = firm
        return user

    def path(self, order, suffix=""):
        return order.sudo()._get_portal_path(suffix)

    def look(self, path):
        return self.url_open(path, allow_redirects=False)

    def as_login(self, user):
        self.authenticate(user.login, user.login)

    def csrf(self):
        return re.search(r'csrf_token: "([^"]+)"', self.url_open("/my").text).group(1)

    def post(self, path, csrf=True, **data):
        if csrf:
            data["csrf_token"] = self.csrf()
        return self.url_open(path, data=data, allow_redirects=False)

    def review(self, order, kind="cancel", reason="The firm saves.", **data):
        """Fill in the form and look at what it comes to; return the key of the page."""
        answer = self.post(self.path(order, "/request"), kind=kind, reason=reason, **data)
        self.assertEqual(answer.status_code, 303, answer.text)
        page = answer.headers["Location"]
        # A reader of another language is led to the page's address in it.
        self.assertEqual(self.url_open(page).status_code, 200)
        return page.rsplit("/", 1)[1]

    def sign(self, order, review, name="Li Wei", signature=None):
        """Send what the signature form sends; return its answer."""
        params = {"name": name, "signature": picture().decode() if signature is None else signature}
        answer = self.url_open(self.path(order, f"/sign/{review}"), json={"jsonrpc": "2.0", "method": "call", "params": params}).json()
        return answer.get("result") or {"error": answer["error"]["data"]["name"]}

    def filed(self, order, **values):
        """Return the request that the customer files, by all the steps."""
        before = self.requests(order)
        answer = self.sign(order, self.review(order, **values))
        self.assertNotIn("error", answer)
        self.env.invalidate_all()
        return self.requests(order) - before

    def requests(self, order):
        return self.env["hotel.event.cancellation"].sudo().search([("order_id", "=", order.id)])


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventPortal(PortalCase):
    def test_the_customer_sees_the_event_and_its_deposit(self):
        """H2, H18: name, day on the hotel's clock, asked, received and held; from the portal's home and the offer's page."""
        order = self.paid()
        self.as_login(self.buyer)
        self.assertIn("/my/events", self.look("/my").text)
        self.assertIn("Annual dinner", self.look("/my/events").text)
        page = self.look(self.path(order))
        for text in ("Annual dinner", "2026-05-08 18:00", "10,000.00", "2,000.00", self.sales.name, "2026-04-11 10:00"):
            self.assertIn(text, page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store, private")
        self.assertIn(self.path(order), self.url_open(order.sudo().sale_order_id.get_portal_url()).text)

    def test_the_customer_sees_before_signing_what_is_kept(self):
        """H15, H18: nothing within 48 hours, then 10 % of 10,000; of a refund the amount; nothing is stored by looking."""
        order = self.paid()
        self.as_login(self.buyer)
        for now, kept, back in ((NOW, "0.00", "2,000.00"), (LATER, "1,000.00", "1,000.00")):
            with freeze_time(now), self.subTest(now=now):
                page = self.look(self.path(order, f"/review/{self.review(order)}")).text
                self.assertRegex(page, rf"(?s)o_hotel_kept.{{0,200}}>{kept}<")
                self.assertRegex(page, rf"(?s)o_hotel_back.{{0,200}}>{back}<")
                self.assertIn("10 % of the order", page)
        page = self.look(self.path(order, f"/review/{self.review(order, kind='refund', amount='500.5')}")).text
        self.assertRegex(page, r"(?s)o_hotel_back.{0,200}>500.50<")
        self.assertFalse(self.requests(order))

    def test_a_signed_request_goes_to_the_gm_without_the_house_touching_it(self):
        """H18, B6: received now, by this login, with the signature; the GM is asked, the coordinator told; then finance pays."""
        order = self.issued()
        self.as_login(self.buyer)
        with freeze_time(LATER):
            request = self.filed(order)
            self.assertEqual((request.approval_state, request.kind, request.reason), ("pending", "cancel", "The firm saves."))
            self.assertEqual((str(request.received_at), request.signed_by, request.filed_by_id), (LATER, "Li Wei", self.buyer))
            self.assertEqual((request.shown_kept, request.shown_refund), (1000, 1000))
            self.assertEqual(request.signature, picture())
            self.assertEqual(request.approval_current_step_id.approver_id, self.gm)
            self.assertEqual(set(request.activity_ids.user_id), {self.gm, self.sales})
            self.assertNotIn(self.buyer.partner_id, request.message_partner_ids)
            page = self.look(self.path(order)).text
            self.assertIn("o_hotel_asked_waiting", page)
            self.assertNotIn("o_hotel_ask_cancel", page)
            self.as_(self.gm, request).action_approve()
            self.env.invalidate_all()
            self.assertFalse(request.activity_ids.filtered(lambda activity: activity.user_id == self.sales))
            self.assertIn("o_hotel_asked_to_pay", self.look(self.path(order)).text)
            self.as_(self.finance, request).action_book()
            self.pay(request._get_open_notes())
            page = self.look(self.path(order)).text
        self.assertIn("o_hotel_asked_paid", page)
        self.assertEqual((order.sudo().state, request.kept_amount, request.refund_amount), ("cancelled", 1000, 1000))
        self.assertRegex(page, r"(?s)Kept: .{0,200}>1,000.00<")

    def test_the_customer_asks_for_part_of_the_deposit(self):
        """H18: the event stays; the amount is the customer's, never more than is held."""
        order = self.paid()
        self.as_login(self.buyer)
        for amount, words in (("2000.01", "more than the"), ("0", "above 0"), ("abc", "in figures"), ("-5", "in figures"), ("", "in figures")):
            with self.subTest(amount):
                answer = self.post(self.path(order, "/request"), kind="refund", reason="We need less.", amount=amount)
                self.assertEqual(answer.status_code, 200)
                self.assertIn(words, answer.text)
                self.assertIn("We need less.", answer.text)
        request = self.filed(order, kind="refund", amount="1,500.00")
        self.as_(self.gm, request).action_approve()
        self.assertEqual((order.sudo().state, request.refund_amount, request.payment_state), ("draft", 1500, "to_book"))

    def test_the_customer_is_told_by_email_in_the_own_language(self):
        """H18, M4: at receipt and at decision, in Chinese to who reads Chinese; the house's entries in the house's language."""
        self.env["res.lang"]._activate_lang("zh_CN")
        order = self.paid()
        self.buyer.lang = "zh_CN"
        self.as_login(self.buyer)
        template = self.env.ref("hotel_events.mail_template_cancellation_received").sudo()
        template.with_context(lang="zh_CN").subject = "已收到 {{ object.name }}"
        request = self.filed(order)
        to_the_customer = [("model", "=", request._name), ("res_id", "=", request.id), ("recipient_ids", "=", self.buyer.partner_id.id)]
        mail = self.env["mail.mail"].sudo().search(to_the_customer)
        self.assertEqual(mail.subject, f"已收到 {request.name}")
        self.assertIn(self.path(order), mail.body_html)
        self.assertIn("Submitted for approval", " ".join(request.message_ids.mapped("body")))
        self.as_(self.gm, request).action_reject("The cake is baked.")
        answer = self.env["mail.mail"].sudo().search(to_the_customer) - mail
        self.assertIn("The cake is baked.", answer.body_html)
        self.assertIn("The cake is baked.", self.url_open(self.path(order)).text)

    def test_who_signed_takes_the_request_back_while_it_is_undecided(self):
        """H18, M2: not a colleague, not twice, not when it is decided; it stays on record, and another can be signed."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        self.as_login(self.colleague)
        page = self.look(self.path(order)).text
        self.assertIn(request.name, page)
        self.assertNotIn("o_hotel_withdraw", page)
        self.post(self.path(order, f"/withdraw/{request.id}"))
        self.assertIn("was not signed with your login", self.look(self.path(order)).text)
        self.assertEqual(request.approval_state, "pending")
        self.as_login(self.buyer)
        self.assertIn("o_hotel_withdraw", self.look(self.path(order)).text)
        self.post(self.path(order, f"/withdraw/{request.id}"))
        self.env.invalidate_all()
        self.assertEqual((request.approval_state, request.approval_step_ids.state), ("cancelled", "cancelled"))
        self.assertFalse(request.activity_ids)
        self.post(self.path(order, f"/withdraw/{request.id}"))
        self.assertIn("decided or withdrawn already", self.look(self.path(order)).text)
        second = self.filed(order)
        self.as_(self.gm, second).action_approve()
        self.post(self.path(order, f"/withdraw/{second.id}"))
        self.assertEqual((second.approval_state, order.sudo().state), ("approved", "cancelled"))

    def test_the_amounts_that_were_shown_are_the_amounts_that_are_signed(self):
        """H15, H18: a minute too late the free hours are over; what was shown is not what would be kept, so it is shown anew."""
        order = self.paid()
        self.as_login(self.buyer)
        with freeze_time("2026-04-11 01:59:30"):
            review = self.review(order)
        with freeze_time("2026-04-11 02:00:30"):
            answer = self.sign(order, review)
            self.assertIn("amounts have changed", answer["error"])
            self.assertFalse(self.requests(order))
            page = self.look(self.path(order, f"/review/{review}")).text
            self.assertIn("amounts have changed", page)
            self.assertRegex(page, r"(?s)o_hotel_kept.{0,200}>1,000.00<")
            self.assertNotIn("error", self.sign(order, review))
        self.assertEqual(self.requests(order).shown_kept, 1000)

    def test_the_gm_sees_when_the_books_have_moved_since(self):
        """H15, H18: the deposit came in after the customer signed."""
        order = self.order()
        order.action_request_deposit()
        self.as_login(self.buyer)
        with freeze_time(LATER):
            request = self.filed(order)
            self.assertEqual((request.shown_kept, request.shown_refund, request.differs_from_shown), (0, 0, False))
            self.pay(order.sudo().move_ids)
            self.assertEqual((request.differs_from_shown, request.expected_kept, request.expected_refund), (True, 1000, 1000))

    def test_one_event_has_one_open_request(self):
        """H18: the same page signed twice, another tab, a colleague, and a request that the house entered."""
        order = self.paid()
        self.as_login(self.buyer)
        first, second = self.review(order), self.review(order, kind="refund", amount="5")
        self.assertNotIn("error", self.sign(order, first))
        self.assertIn("look at the amounts first", self.sign(order, first)["error"])
        self.assertIn("has to be decided", self.sign(order, second)["error"])
        self.as_login(self.colleague)
        self.assertIn("has to be decided", self.post(self.path(order, "/request"), reason="x").text)
        with self.assertRaisesRegex(UserError, "has to be decided"):
            self.request(order).action_submit()
        self.assertEqual(len(self.requests(order).filtered("filed_by_id")), 1)

    def test_the_database_holds_one_open_request_for_an_event(self):
        """H18: whatever the code forgets to ask."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        other = self.request(order).sudo()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            other.approval_state = "pending"
            other.flush_recordset()
        request.approval_state = "draft"
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            other.approval_state = "pending"
            request.flush_recordset()
            other.filed_by_id = self.buyer
            other.approval_state = "draft"
            other.flush_recordset()

    def test_what_the_customer_signed_is_changed_by_nobody(self):
        """H18, M2: under review, refused or withdrawn; nor is it submitted again for the customer, nor the customer exchanged."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order, kind="refund", amount="500")
        for state in ("pending", "rejected"):
            if state == "rejected":
                self.as_(self.gm, request).action_reject("Ask for less.")
            for user in (self.sales, self.sales_head, self.head_fb):
                mine = self.as_(user, request)
                for vals in (
                    {"amount_wanted": 5}, {"reason": "x"}, {"kind": "cancel"}, {"signed_by": "x"}, {"signature": picture("x")},
                    {"received_at": NOW}, {"filed_by_id": False}, {"shown_kept": 0}, {"order_id": order.id},
                ):  # fmt: skip
                    with self.subTest(state=state, user=user.login, vals=list(vals)), self.assertRaises(UserError):
                        mine.write(vals)
        mine = self.as_(self.sales, request)
        self.assertFalse(mine.can_submit)
        self.assertTrue(mine.approval_locked)
        with self.assertRaisesRegex(UserError, "signs a new one"):
            mine.action_submit()
        for vals in ({"filed_by_id": self.buyer.id}, {"shown_refund": 5}):
            with self.assertRaises(AccessError):
                self.request(order, **vals)

    def test_a_request_is_received_though_there_is_nobody_to_decide_it(self):
        """H15, H18: the moment of receipt stands; the coordinator submits it, the GM decides; the customer may take it back."""
        order = self.paid()
        gm = self.company.hotel_gm_id
        self.company.sudo().hotel_gm_id = False
        self.as_login(self.buyer)
        request = self.filed(order)
        self.assertEqual((request.approval_state, request.activity_ids.user_id), ("draft", self.sales))
        self.assertIn("o_hotel_asked_received", self.look(self.path(order)).text)
        self.assertIn("has to be decided", self.post(self.path(order, "/request"), reason="x").text)
        # Nothing of what the house has to mend is for the customer to read, over RPC neither.
        note = request.message_ids.filtered(lambda message: "not handed to the GM" in (message.body or ""))
        self.assertTrue(note)
        self.assertFalse(note.with_user(self.buyer).has_access("read"))
        self.company.sudo().hotel_gm_id = gm
        with freeze_time(LATER):
            self.as_(self.sales, request).action_submit()
            self.as_(self.gm, request).action_approve()
        self.assertEqual((request.approval_state, request.kept_amount), ("approved", 0))

    def test_what_never_reached_the_gm_is_taken_back_too(self):
        """H18: there is no round to close then. What was signed belongs to who signed it: the order keeps its customer."""
        order = self.order()
        self.company.sudo().hotel_gm_id = False
        self.as_login(self.buyer)
        request = self.filed(order)
        self.post(self.path(order, f"/withdraw/{request.id}"))
        self.env.invalidate_all()
        self.assertEqual((request.approval_state, bool(request.activity_ids)), ("cancelled", False))
        with self.assertRaisesRegex(UserError, "Customer"):
            order.write({"partner_id": self.rival.partner_id.id, "sale_order_id": False})
        self.assertTrue(self.filed(order))

    def test_a_gm_who_coordinates_the_event_does_not_decide(self):
        """B6, H18: the superior does; the customer's request decides nothing by itself."""
        order = self.paid()
        order.sudo().coordinator_id = self.gm
        self.as_login(self.buyer)
        request = self.filed(order)
        self.assertNotIn(self.gm, request.approval_current_step_id.approver_ids)
        with self.assertRaises(UserError):
            self.as_(self.gm, request).action_approve()

    def test_what_is_over_cannot_be_cancelled(self):
        """H15, H18: once it has begun, was held or cancelled; asked before or after the page was opened."""
        order = self.issued()
        self.as_login(self.buyer)
        with freeze_time("2026-05-08 09:59:00"):
            review = self.review(order)
        with freeze_time("2026-05-08 10:00:00"):
            self.assertIn("has begun", self.look(self.path(order)).text)
            self.assertIn("has begun", self.sign(order, review)["error"])
        with freeze_time("2026-05-08 14:00:00"):
            order.guests_actual = 50
            order.action_held()
            self.assertIn("cannot be cancelled any more", self.post(self.path(order, "/request"), reason="x").text)
            self.assertNotIn("o_hotel_event_ask", self.look(self.path(order)).text)
        self.assertFalse(self.requests(order))

    def test_the_paper_is_printed_in_the_readers_language(self):
        """M3, H18: a PDF for the customer, with who signed and what was shown."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        html = self.env["ir.actions.report"].sudo()._render_qweb_html("hotel_events.report_event_cancellation_en", request.ids)[0].decode()
        for text in ("Signed in the portal", "Li Wei", "Shown before signing", self.buyer.name):
            self.assertIn(text, html)
        called = []

        def render(report, name, ids):
            called.append((name, ids))
            return b"%PDF-1.4", "pdf"

        with patch("odoo.addons.base.models.ir_actions_report.IrActionsReport._render_qweb_pdf", render):
            answer = self.look(self.path(order, f"/paper/{request.id}"))
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "application/pdf"))
        self.assertEqual(called, [("hotel_events.report_event_cancellation_en", request.ids)])


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventPortalAttacks(PortalCase):
    @mute_logger(*QUIET)
    def test_nobody_else_sees_or_files(self):
        """H18, C7: another firm, a subsidiary, an employee without money rights: as if there were nothing; the public: login."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        paths = (
            self.path(order), self.path(order, "/request"), self.path(order, "/review/x"), self.path(order, f"/paper/{request.id}"),
            "/my/events/0", "/my/events/999999999", "/my/events/99999999999999999999", "/my/events/-1",
        )  # fmt: skip
        for user in (self.rival, self.daughter, self.employee):
            self.as_login(user)
            for path in paths:
                with self.subTest(user=user.login, path=path):
                    self.assertEqual(self.look(path).status_code, 404)
            self.assertNotIn("Annual dinner", self.look("/my/events").text)
            csrf = self.csrf()
            for path, data in ((self.path(order, "/request"), {"reason": "x"}), (self.path(order, f"/withdraw/{request.id}"), {})):
                self.assertEqual(self.post(path, csrf=False, csrf_token=csrf, **data).status_code, 404)
            self.assertIn("NotFound", self.sign(order, "x")["error"])
            with self.assertRaises(AccessError):
                self.env["hotel.event.cancellation"].with_user(user)._file(order.with_user(user).sudo(False), "Mallory", picture().decode(), {})
        self.authenticate(None, None)
        for path in paths[:4]:
            answer = self.look(path)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])
        # The link of the offer opens the offer for whoever holds it, not the event.
        token = order.sudo().sale_order_id._portal_ensure_token()
        self.assertIn("/web/login", self.look(f"{self.path(order)}?access_token={token}").headers["Location"])
        self.assertIn("SessionExpired", self.sign(order, "x")["error"])
        self.assertEqual((self.requests(order), request.approval_state), (request, "pending"))

    @mute_logger(*QUIET)
    def test_the_house_looks_and_asks_for_nothing(self):
        """H18: who sees the money of the order in the back office sees the page; nobody of the house signs for a customer."""
        order = self.paid()
        for user in (self.sales, self.finance, self.gm, self.auditor):
            self.as_login(user)
            with self.subTest(user=user.login):
                page = self.look(self.path(order))
                self.assertEqual(page.status_code, 200)
                self.assertNotIn("o_hotel_ask_cancel", page.text)
                self.assertEqual(self.look(self.path(order, "/request")).status_code, 404)
                self.assertIn("NotFound", self.sign(order, "x")["error"])
        branch = self.env["res.company"].sudo().create({"name": "Branch"})
        stranger = new_test_user(
            self.env, login="branch_gm", groups="hotel_base.group_gm", company_id=branch.id, company_ids=[Command.set(branch.ids)]
        )
        self.authenticate("branch_gm", "branch_gm")
        self.assertEqual((self.look(self.path(order)).status_code, stranger.company_id), (404, branch))

    def test_a_draft_of_the_house_is_shown_to_no_customer(self):
        """H18: neither an order without a signed offer, nor a request that a salesperson has only begun."""
        order = self.paid()
        begun = self.request(order)
        self.as_login(self.buyer)
        self.assertNotIn(begun.name, self.look(self.path(order)).text)
        self.assertEqual(self.look(self.path(order, f"/paper/{begun.id}")).status_code, 404)
        self.post(self.path(order, f"/withdraw/{begun.id}"))
        self.assertIn("no such request", self.look(self.path(order)).text)
        plain = self.env["hotel.event.order"].with_user(self.sales).create(
            {"title": "Secret plan", "partner_id": self.contact.id, "date_begin": order.date_begin, "date_end": order.date_end}
        )
        self.assertEqual(self.look(self.path(plain)).status_code, 404)
        self.assertNotIn("Secret plan", self.look("/my/events").text)

    def test_a_request_of_another_event_is_not_reached_by_the_own(self):
        """H18: its number under the own event, and a page looked at for another event."""
        order = self.paid()
        other = self.paid()
        self.as_login(self.buyer)
        foreign = self.filed(other)
        self.assertEqual(self.look(self.path(order, f"/paper/{foreign.id}")).status_code, 404)
        self.post(self.path(order, f"/withdraw/{foreign.id}"))
        self.assertEqual(foreign.approval_state, "pending")
        self.assertIn("look at the amounts first", self.sign(other, self.review(order))["error"])

    @mute_logger(*QUIET)
    def test_a_request_without_the_forms_token_is_refused(self):
        """H18: another site cannot make a customer's browser ask, sign or withdraw."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        other = self.paid()
        review = self.review(other)
        self.assertEqual(self.post(self.path(other, "/request"), csrf=False, reason="x").status_code, 400)
        self.assertEqual(self.post(self.path(order, f"/withdraw/{request.id}"), csrf=False, sure="1").status_code, 400)
        self.assertIn(self.look(self.path(order, f"/withdraw/{request.id}")).status_code, (404, 405))
        # What a form of another site can send, without asking the browser first, is no JSON.
        for data in ({"name": "x", "signature": "x"}, '{"params": {"name": "x"}}'):
            answer = self.url_open(self.path(other, f"/sign/{review}"), data=data, headers={"Content-Type": "text/plain"}, allow_redirects=False)
            self.assertGreaterEqual(answer.status_code, 400)
        self.assertEqual((request.approval_state, self.requests(other)), ("pending", request.browse()))

    def test_what_is_no_signature_is_not_taken(self):
        """H18: nothing, an empty box, no picture, an image with a script, a huge one, or one of huge size; told in plain words."""
        order = self.paid()
        self.as_login(self.buyer)
        review = self.review(order)
        svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').decode()
        gif = blank(image_format="GIF")
        for signature, words in (
            ("", "signature is missing"), (blank(), "signature is missing"), (blank(colour=(255, 255, 255, 255)), "signature is missing"),
            ("%%%", "no picture"), ("QUJD", "no picture"), (svg, "no picture"), (gif, "no picture"), ("é" * 10, "no picture"),
            ("A" * 2_000_000, "larger than 512 KiB"), (blank((20_000, 20_000), (1, 2, 3, 255))[:600_000], "no picture"),
            (5, "signature is missing"), (["x"], "signature is missing"), ({"a": 1}, "signature is missing"),
        ):  # fmt: skip
            with self.subTest(words=words, signature=str(signature)[:20]):
                self.assertIn(words, self.sign(order, review, signature=signature)["error"])
        for name in ("", "  ", "x" * 101, None, 5, ["x"]):
            with self.subTest(name=name):
                self.assertIn("your name", self.sign(order, review, name=name)["error"])
        self.assertFalse(self.requests(order))

    def test_what_is_typed_is_bounded_and_shown_as_text(self):
        """H18: a reason of 10,000 characters is not taken, and nothing typed is lost; markup is text; other fields are ignored."""
        order = self.paid()
        self.as_login(self.buyer)
        answer = self.post(self.path(order, "/request"), kind="cancel", reason="长" * 10_000)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("10000 characters, at most 4000", answer.text)
        self.assertIn("长" * 4000, answer.text)
        for reason in ("", "  \n", "\u200b"):
            self.assertIn("Please say why", self.post(self.path(order, "/request"), reason=reason).text)
        request = self.filed(
            order, reason="<script>alert(1)</script>{{ object.company_id }}", amount="1", kept_amount="0", refund_amount="2000",
            received_at="2026-01-01 00:00:00", approval_state="approved", order_id="1",
        )  # fmt: skip
        self.assertEqual((request.approval_state, str(request.received_at), request.kept_amount, request.amount_wanted), ("pending", NOW, 0, 0))
        page = self.look(self.path(order)).text
        self.assertNotIn("<script>alert(1)", page)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;{{ object.company_id }}", page)

    def test_a_kind_that_is_none_is_a_cancelling(self):
        """H18: what the form does not offer is not stored."""
        order = self.paid()
        self.as_login(self.buyer)
        self.assertEqual(self.filed(order, kind="approve").kind, "cancel")

    @mute_logger(*QUIET)
    def test_a_portal_login_has_no_right_to_the_models(self):
        """H18, C7: over RPC not even to the own event, request, approval or signature."""
        order = self.paid()
        self.as_login(self.buyer)
        request = self.filed(order)
        deeds = (
            ("hotel.event.cancellation", "search_read", [[], ["reason"]]),
            ("hotel.event.cancellation", "read", [request.ids, ["reason"]]),
            ("hotel.event.cancellation", "write", [request.ids, {"amount_wanted": 1}]),
            ("hotel.event.cancellation", "create", [{"order_id": order.id, "reason": "x"}]),
            ("hotel.event.cancellation", "action_submit", [request.ids]),
            ("hotel.event.cancellation", "action_approve", [request.ids]),
            ("hotel.event.cancellation", "action_approval_cancel", [request.ids, "x"]),
            ("hotel.event.cancellation", "action_delegate", [request.ids, self.buyer.id]),
            ("hotel.event.cancellation", "action_book", [request.ids]),
            ("hotel.event.cancellation", "_file", [order.id, "x", "x", {}]),
            ("hotel.event.cancellation", "_withdraw", [request.ids]),
            ("hotel.event.order", "read", [order.ids, ["title"]]),
            ("hotel.event.order", "_lock_requests", [order.ids]),
            ("hotel.approval.step", "search_read", [[], ["comment"]]),
        )
        for model, method, args in deeds:
            with self.subTest(model=model, method=method):
                answer = self.url_open(
                    f"/web/dataset/call_kw/{model}/{method}",
                    json={"jsonrpc": "2.0", "method": "call", "params": {"model": model, "method": method, "args": args, "kwargs": {}}},
                ).json()
                self.assertTrue(answer.get("error"), f"it was answered: {answer.get('result')}")
        signature = self.env["ir.attachment"].sudo().search([("res_model", "=", request._name), ("res_field", "=", "signature"), ("res_id", "=", request.id)])
        self.assertEqual(self.look(f"/web/content/{signature.id}").status_code, 404)
        self.assertNotEqual(self.look(f"/web/image/{request._name}/{request.id}/signature").content, base64.b64decode(picture()))
        for route in ("/mail/thread/messages", "/mail/message/post"):
            params = {"thread_model": request._name, "thread_id": request.id, "post_data": {"body": "x"}}
            self.assertNotIn("Submitted", self.url_open(route, json={"params": params}).text)
        self.env.invalidate_all()
        self.assertEqual((request.approval_state, request.amount_wanted), ("pending", 0))
