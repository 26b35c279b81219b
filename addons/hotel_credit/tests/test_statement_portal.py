import base64
import re
from datetime import date
from io import BytesIO

import openpyxl
from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from .agreement_case import pdf
from .common import picture
from .statement_case import SECOND, SIXTH, StatementCase

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@tagged("post_install", "-at_install")
class TestStatementPortal(StatementCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls._customer(cls.firm, "buyer_blue")
        cls.stranger_agreement = cls._other_agreement("Red Harbour")
        cls.rival = cls._customer(cls.stranger_agreement.partner_id, "buyer_red")
        cls._set_mail(cls.stranger_agreement.partner_id, "red@harbour.example")
        cls.foreign = cls._slip(date(2026, 3, 9), cls.stranger_agreement, food=55.0)
        cls.env["ir.attachment"].sudo().create(
            {"name": "photo", "res_model": "hotel.charge", "res_field": "photo", "res_id": cls.foreign.id, "datas": picture("red")}
        )
        with freeze_time(SECOND):
            cls._bill()
        cls.other = cls.env["hotel.statement"].search([("agreement_id", "=", cls.stranger_agreement.id)])

    def setUp(self):
        super().setUp()
        self._send()
        self._send(statement=self.other)
        self.token = self.statement.sudo().portal_token
        self.freeze = freeze_time(SECOND)
        self.freeze.start()
        self.addCleanup(self.freeze.stop)

    def _path(self, suffix="", statement=None):
        return (statement or self.statement)._get_portal_path(suffix)

    def _get(self, path, **params):
        return self.url_open(path, params=params, allow_redirects=False) if params else self.url_open(path, allow_redirects=False)

    def _post(self, suffix, statement=None, files=None, csrf=True, **data):
        """Post an answer with a token against forgery, as the page's form does."""
        if csrf:
            page = self.url_open(self._csrf_page)
            data["csrf_token"] = re.search(r'csrf_token: "([^"]+)"', page.text).group(1)
        return self.url_open(self._path(suffix, statement), data=data, files=files, allow_redirects=False)

    _csrf_page = "/web/login"

    def _without_paths(self, answer):
        """Return the text of a page without what differs from request to request."""
        return re.sub(r"/my/statements[^\"'<\s]*|csrf_token[^,}]*|\d{10,}", "", answer.text)

    def url_open(self, url, data=None, files=None, params=None, **kwargs):
        if params:
            url = f"{url}{'&' if '?' in url else '?'}" + "&".join(f"{name}={value}" for name, value in params.items())
        return super().url_open(url, data=data, files=files, **kwargs)

    # ------------------------------------------------------------------ what the customer does

    def test_the_customer_sees_the_slips_with_photos(self):
        """F2: by the link of the e-mail, without a login: date, outlet, number, amount, and the signed slip."""
        page = self._get(self._path(), access_token=self.token)
        self.assertEqual(page.status_code, 200)
        for text in (self.statement.name, self.meal.name, self.room.name, "120.00", "680.00", "800.00", "Restaurant", "Front desk"):
            self.assertIn(text, page.text)
        self.assertIn(f"/photo/{self.meal.id}", page.text)
        self.assertNotIn(f"/photo/{self.room.id}", page.text)
        photo = self._get(self._path(f"/photo/{self.meal.id}"), access_token=self.token)
        self.assertEqual((photo.status_code, photo.headers["Content-Type"]), (200, "image/png"))
        self.assertEqual(photo.content, base64.b64decode(self.meal.sudo().photo))
        for header, value in (("Cache-Control", "no-store, private"), ("X-Frame-Options", "SAMEORIGIN"), ("Referrer-Policy", "same-origin")):
            self.assertEqual(page.headers[header], value)

    def test_the_customer_downloads_pdf_and_xlsx(self):
        """F2: as they were sent."""
        file = self._get(self._path("/file/pdf"), access_token=self.token)
        self.assertEqual((file.status_code, file.content), (200, self.statement.sudo().pdf_id.raw))
        file = self._get(self._path("/file/xlsx"), access_token=self.token)
        sheet = openpyxl.load_workbook(BytesIO(file.content)).active
        self.assertIn(self.meal.name, [cell.value for cell in sheet["B"]])
        self.assertIn("attachment", file.headers["Content-Disposition"])

    def test_files_that_are_missing_are_made_when_the_customer_asks(self):
        """F2: of a statement that was handed over before there were files; by the link, without a login."""
        self.statement.sudo().write({"pdf_id": False, "xlsx_id": False})
        for kind in ("pdf", "xlsx"):
            with self.subTest(kind):
                self.assertEqual(self._get(self._path(f"/file/{kind}"), access_token=self.token).status_code, 200)
                self.assertTrue(self.statement.sudo()[f"{kind}_id"])

    def test_the_customer_confirms_by_the_link_and_gives_a_name(self):
        """F2: the link does not say who it is, so the name is asked for and kept."""
        page = self._post("/confirm", access_token=self.token, name="")
        self.assertIn("Give your name", page.text)
        self.assertEqual(self.statement.state, "sent")
        page = self._post("/confirm", access_token=self.token, name="Li Wei")
        self.assertEqual(page.status_code, 303)
        self.assertRecordValues(
            self.statement,
            [
                {
                    "state": "confirmed",
                    "confirmed_name": "Li Wei",
                    "confirmed_way": "link",
                    "confirmed_user_id": self.env.ref("base.public_user").id,
                }
            ],
        )
        page = self._get(self._path(), access_token=self.token)
        self.assertIn("Li Wei", page.text)
        self.assertNotIn("o_hotel_dispute_open", page.text)

    def test_a_login_confirms_in_its_own_name(self):
        """F2: a name that is sent along is ignored."""
        self.authenticate("buyer_blue", "buyer_blue")
        self.assertEqual(self._post("/confirm", name="The chairman").status_code, 303)
        self.assertRecordValues(
            self.statement,
            [{"confirmed_name": "Buyer buyer_blue", "confirmed_way": "login", "confirmed_user_id": self.buyer.id}],
        )

    def test_the_customer_disputes_a_line_with_a_comment_and_files(self):
        """F2: and takes it back; what was sent can be opened again by the customer."""
        files = [("files", ("slip.png", base64.b64decode(picture()), "image/png")), ("files", ("proof.pdf", base64.b64decode(pdf()), "x/y"))]
        answer = self._post(
            "/dispute", access_token=self.token, name="Li Wei", charge_id=str(self.meal.id), comment="Not <b>ours</b>", files=files
        )
        self.assertEqual(answer.status_code, 303, answer.text[:2000])
        dispute = self.statement.sudo().dispute_ids
        self.assertEqual((dispute.charge_id, dispute.comment, dispute.disputed_name), (self.meal, "Not <b>ours</b>", "Li Wei"))
        self.assertEqual(dispute.attachment_ids.sorted("name").mapped("name"), ["proof.pdf", "slip.png"])
        page = self._get(self._path(), access_token=self.token)
        self.assertIn("Not &lt;b&gt;ours&lt;/b&gt;", page.text)
        file = self._get(self._path(f"/evidence/{dispute.attachment_ids[0].id}"), access_token=self.token)
        self.assertEqual(file.status_code, 200)
        self.assertEqual(self._post("/withdraw", access_token=self.token, charge_id=str(self.meal.id)).status_code, 303)
        self.assertEqual((dispute.state, self.statement.state), ("withdrawn", "sent"))
        self.assertIn("is not in dispute", self._post("/withdraw", access_token=self.token, charge_id=str(self.meal.id)).text)

    def test_the_customer_follows_nothing(self):
        """F2: what is written about a dispute in the house is mailed to no customer."""
        self.authenticate("buyer_blue", "buyer_blue")
        self._post("/dispute", charge_id=str(self.meal.id), comment="Wrong")
        self._post("/confirm")
        for record in (self.statement.sudo(), self.statement.sudo().dispute_ids):
            self.assertFalse(record.message_partner_ids & (self.buyer.partner_id | self.firm | self.contact))
            mails = self.env["mail.mail"].sudo().search_count([])
            record.with_user(self.finance).sudo(False).message_post(body="They never pay", subtype_xmlid="mail.mt_comment")
            new = self.env["mail.mail"].sudo().search([])[: self.env["mail.mail"].sudo().search_count([]) - mails]
            self.assertFalse(new.recipient_ids.filtered("partner_share"))

    def test_after_the_fifth_the_page_tells_whom_to_speak_to(self):
        """F2: it stays readable; answers are refused."""
        self.freeze.stop()
        with freeze_time(SIXTH):
            page = self._get(self._path(), access_token=self.token)
            self.assertIn("until 04/05/2026. Please speak to Sales", page.text)
            self.assertNotIn("o_hotel_confirm_open", page.text)
            self.assertIn("until 04/05/2026", self._post("/confirm", access_token=self.token, name="Li Wei").text)
        self.freeze.start()
        self.assertEqual(self.statement.state, "sent")

    def test_the_list_shows_the_firms_own_statements(self):
        """F2: of each login its own firm's, sent ones only, and how many there are on the home page."""
        self.authenticate("buyer_blue", "buyer_blue")
        page = self.url_open("/my/statements").text
        self.assertIn(self.statement.name, page)
        self.assertNotIn(self.other.name, page)
        self.authenticate("buyer_red", "buyer_red")
        page = self.url_open("/my/statements").text
        self.assertNotIn(self.statement.name, page)
        self.assertIn(self.other.name, page)
        counters = self.make_jsonrpc_request("/my/counters", {"counters": ["statement_count"]})
        self.assertEqual(counters["statement_count"], 1)

    def test_search_and_filter_of_slips(self):
        """F2: a customer with many slips finds one by number or outlet, or sees those in dispute."""
        page = self._get(self._path(), access_token=self.token, search=self.room.name).text
        self.assertIn(f'data-slip="{self.room.name}"', page)
        self.assertNotIn(f'data-slip="{self.meal.name}"', page)
        self._dispute(self.meal)
        page = self._get(self._path(), access_token=self.token, show="disputed").text
        self.assertIn(f'data-slip="{self.meal.name}"', page)
        self.assertNotIn(f'data-slip="{self.room.name}"', page)

    # ------------------------------------------------------------------ attacks

    def test_a_customer_sees_nothing_of_another_customer_by_changed_ids(self):
        """F2: page, files, photos, evidence: not found, the same answer as for what does not exist."""
        evidence = self._dispute(self.foreign, statement=self.other, files=[("p.pdf", base64.b64decode(pdf()))]).attachment_ids
        self.authenticate("buyer_blue", "buyer_blue")
        missing = self._get("/my/statements/999999999")
        for path in (
            self._path(statement=self.other),
            self._path("/page/1", self.other),
            self._path("/file/pdf", self.other),
            self._path("/file/xlsx", self.other),
            self._path(f"/photo/{self.foreign.id}", self.other),
            self._path(f"/evidence/{evidence.id}", self.other),
            # one's own statement with another's slip, file or attachment
            self._path(f"/photo/{self.foreign.id}"),
            self._path(f"/evidence/{evidence.id}"),
            self._path(f"/evidence/{self.other.sudo().pdf_id.id}"),
            self._path("/file/exe"),
            "/my/statements/0",
            "/my/statements/99999999999999999999",
            self._path("/photo/99999999999999999999"),
            self._path("/evidence/99999999999999999999"),
        ):
            with self.subTest(path):
                answer = self._get(path)
                self.assertEqual((answer.status_code, self._without_paths(answer)), (404, self._without_paths(missing)))
                self.assertNotIn("Red Harbour", answer.text)

    def test_a_token_opens_its_own_statement_and_nothing_else(self):
        """F2: another's id with one's own token, a cut, longer, empty or strange token: not found."""
        for path, token in (
            (self._path(statement=self.other), self.token),
            (self._path("/file/pdf", self.other), self.token),
            (self._path(f"/photo/{self.foreign.id}", self.other), self.token),
            (self._path(f"/photo/{self.foreign.id}"), self.token),
            (self._path(), self.token[:-1]),
            (self._path(), self.token + "a"),
            (self._path(), self.token.swapcase()),
            (self._path(), "%C3%A9%00"),
            (self._path(), "%"),
            (self._path(), "False"),
            (self._path(), "None"),
        ):
            with self.subTest(path=path, token=token):
                self.assertEqual(self._get(path, access_token=token).status_code, 404)
        # without any token and login the way leads to the login, whether the statement exists or not
        for path in (self._path(), "/my/statements/999999999"):
            answer = self._get(path)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_a_draft_is_shown_to_no_customer(self):
        """F2: not before it is sent, not even with a token made earlier."""
        self.statement.sudo().state = "draft"
        self.assertEqual(self._get(self._path(), access_token=self.token).status_code, 404)
        self.authenticate("buyer_blue", "buyer_blue")
        self.assertEqual(self._get(self._path()).status_code, 404)
        self.assertNotIn(self.statement.name, self.url_open("/my/statements").text)

    def test_nobody_answers_for_another(self):
        """F2: neither another customer, nor the hotel's own people, nor who has no token."""
        for login, token in (("buyer_red", None), ("buyer_red", self.other.sudo().portal_token), (None, None), (None, "wrong")):
            if login:
                self.authenticate(login, login)
            else:
                self.authenticate(None, None)
            for suffix, data in (("/confirm", {}), ("/dispute", {"charge_id": str(self.meal.id), "comment": "x"}), ("/withdraw", {})):
                with self.subTest(login=login, token=token, suffix=suffix):
                    data = {**data, "name": "Mallory", **({"access_token": token} if token else {})}
                    self.assertEqual(self._post(suffix, **data).status_code, 404)
        for login in ("hotel_finance", "hotel_sales", "hotel_auditor", "hotel_employee"):
            self.authenticate(login, login)
            # even if one of them got hold of the link
            self.assertEqual(self._post("/confirm", access_token=self.token, name="Li Wei").status_code, 404)
        self.assertEqual((self.statement.state, len(self.statement.sudo().dispute_ids)), ("sent", 0))

    def test_the_house_previews_what_it_may_read(self):
        """F2: without buttons; who may not read the statement in the back office does not see it here."""
        for login, status in (("hotel_finance", 200), ("hotel_sales", 200), ("hotel_auditor", 200), ("hotel_sales2", 404), ("hotel_employee", 404)):
            self.authenticate(login, login)
            with self.subTest(login):
                page = self._get(self._path(), access_token=self.token)
                self.assertEqual(page.status_code, status)
                self.assertNotIn("o_hotel_confirm_open", page.text)

    def test_an_answer_without_the_forms_token_is_refused(self):
        """F2: another site cannot make a customer's browser confirm."""
        self.authenticate("buyer_blue", "buyer_blue")
        self.assertEqual(self._post("/confirm", csrf=False, name="x").status_code, 400)
        self.assertIn(self._get(self._path("/confirm")).status_code, (404, 405))
        self.assertEqual(self.statement.state, "sent")

    def test_what_is_no_picture_or_pdf_is_not_taken(self):
        """F2: told by content, whatever it is called; nothing typed is lost."""
        data = {"access_token": self.token, "name": "Li Wei", "charge_id": str(self.meal.id), "comment": "My long comment"}
        answer = self._post("/dispute", files=[("files", ("harmless.png", SVG, "image/png"))], **data)
        self.assertIn("harmless.png is neither a picture", answer.text)
        self.assertIn("My long comment", answer.text)
        answer = self._post("/dispute", files=[("files", (f"{n}.pdf", base64.b64decode(pdf()), "x")) for n in range(6)], **data)
        self.assertIn("At most 5 files", answer.text)
        self.assertFalse(self.statement.sudo().dispute_ids)

    def test_hostile_values_are_answered_not_crashed_on(self):
        """F2: ids that are none, huge or another's, page numbers, markup in names."""
        for charge_id in ("", "abc", "-1", "9" * 30, "٣", str(self.foreign.id), "1 OR 1=1"):
            with self.subTest(charge_id):
                answer = self._post("/dispute", access_token=self.token, name="Li", charge_id=charge_id, comment="x", page="9" * 30)
                self.assertEqual(answer.status_code, 200)
                self.assertIn("This slip is not on statement", answer.text)
        self._post("/confirm", access_token=self.token, name="<script>alert(1)</script>" + "x" * 500)
        page = self._get(self._path(), access_token=self.token).text
        self.assertNotIn("<script>alert(1)", page)
        self.assertEqual(len(self.statement.confirmed_name), 100)
        for search in ("%25", "_", "'", "\\\\", "<script>"):
            self.assertEqual(self._get(self._path(), access_token=self.token, search=search).status_code, 200)
        self.assertEqual(self._get(self._path("/page/999999"), access_token=self.token).status_code, 200)

    def test_a_portal_login_reads_none_of_the_models(self):
        """F2: over RPC the portal customer has no access at all, not even to the own statement."""
        self._dispute(self.meal)
        for model in (
            "hotel.statement", "hotel.statement.dispute", "hotel.sales.allowance", "hotel.statement.run", "hotel.statement.problem",
            "hotel.statement.answer", "hotel.statement.resolve", "hotel.charge", "hotel.credit.agreement",
        ):  # fmt: skip
            for operation in ("read", "write", "create", "unlink"):
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(self.env[model].with_user(self.buyer).has_access(operation))
        self.authenticate("buyer_blue", "buyer_blue")
        with self.assertRaises(Exception):  # noqa: B017 (the client only knows that an error came back)
            self.make_jsonrpc_request(
                "/web/dataset/call_kw/hotel.statement/search_read",
                {"model": "hotel.statement", "method": "search_read", "args": [[]], "kwargs": {}},
            )
        for file in (self.statement.sudo().pdf_id, self.statement.sudo().xlsx_id):
            self.assertEqual(self._get(f"/web/content/{file.id}").status_code, 404)

    def test_the_chatter_is_closed_to_the_link(self):
        """F2: Odoo's generic roads for who holds a token neither read nor write the statement's messages."""
        self.statement.sudo().message_post(body="Internal: they are broke", subtype_xmlid="mail.mt_comment")
        for route, params in (
            ("/mail/thread/messages", {"thread_model": "hotel.statement", "thread_id": self.statement.id}),
            ("/mail/chatter_fetch", {"thread_model": "hotel.statement", "thread_id": self.statement.id}),
            ("/mail/message/post", {"thread_model": "hotel.statement", "thread_id": self.statement.id, "post_data": {"body": "x"}}),
        ):
            with self.subTest(route):
                answer = self.url_open(
                    route, json={"params": {**params, "token": self.token, "access_token": self.token}}, headers={"Content-Type": "application/json"}
                )
                self.assertNotIn("they are broke", answer.text)
        self.assertFalse(self.statement.sudo().message_ids.filtered(lambda message: message.body == "<p>x</p>"))
