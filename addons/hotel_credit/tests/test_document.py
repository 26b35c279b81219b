import base64

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .common import NOON, picture
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
class TestDocument(HotelApplicationCommon, HttpCase):
    """The customer's papers, who hands them in and who opens them (A2, the identity papers' log)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls._file(report=False)
        cls.identity = cls.application.document_ids.filtered(
            lambda paper: paper.type_id == cls.types["legal_representative"]
        )
        cls.licence = cls.application.document_ids.filtered(lambda paper: paper.type_id == cls.types["business_licence"])
        cls.everybody = (
            cls.cashier | cls.sales | cls.sales_head | cls.finance | cls.finance_head | cls.head_fb | cls.gm
            | cls.chairman | cls.auditor | cls.hr | cls.manager | cls.employee
        )  # fmt: skip

        # Who may export at all: else export would be refused for that reason only.
        cls.everybody.sudo().write({"group_ids": [Command.link(cls.env.ref("base.group_allow_export").id)]})

    def _attachment(self, document):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", document._name), ("res_id", "=", document.id), ("res_field", "=", "file")])
        )

    def test_the_file_is_kept_with_who_handed_it_in(self):
        """A2: the upload is stored, with its format, by whom and when."""
        self.assertTrue(self.identity.has_file)
        self.assertEqual(self.identity.mimetype, "image/png")
        self.assertEqual(self.identity.uploaded_by_id, self.sales)
        self.assertEqual(self.identity.sudo().file, picture("legal_representative"))
        self.assertFalse(self.identity.upload, "what was uploaded is not read back")

    def test_no_role_reads_the_file_through_the_orm(self):
        """A2: read, export, search and the attachment behind the field refuse every role, the reviewers included."""
        attachment = self._attachment(self.identity)
        self.assertTrue(attachment)
        for user in self.everybody:
            mine = self.identity.with_user(user)
            roads = {
                "read": lambda mine=mine: mine.read(["file"]),
                "web_read": lambda mine=mine: mine.web_read({"file": {}}),
                "export": lambda mine=mine: mine.export_data(["file"]),
                "search": lambda mine=mine: mine.search([("file", "!=", False)]),
                "attachment": lambda user=user: attachment.with_user(user).read(["datas"]),
                "raw": lambda user=user: attachment.with_user(user).raw,
                "index": lambda user=user: attachment.with_user(user).read(["index_content"]),
                "checksum": lambda user=user: attachment.with_user(user).read(["checksum"]),
                "token": lambda user=user: attachment.with_user(user).generate_access_token(),
                "copy": lambda user=user: attachment.with_user(user).copy({"res_field": False, "res_id": 0}),
                "move": lambda user=user: attachment.with_user(user).write({"res_field": False}),
            }
            for road, walk in roads.items():
                with self.subTest(user=user.name, road=road):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        walk()
            found = self.env["ir.attachment"].with_user(user).search([("res_field", "=", "file"), ("id", "=", attachment.id)])
            self.assertFalse(found, user.name)

    def test_the_web_client_roads_are_closed(self):
        """A2: /web/content and /web/image give nothing, neither by record nor by attachment."""
        attachment = self._attachment(self.identity)
        for user in (self.sales, self.sales_head, self.gm, self.auditor):
            self.authenticate(user.login, user.login)
            for url in (
                f"/web/content/hotel.credit.document/{self.identity.id}/file",
                f"/web/image/hotel.credit.document/{self.identity.id}/file",
                f"/web/content/{attachment.id}",
                f"/web/image/{attachment.id}",
            ):
                response = self.url_open(url)
                with self.subTest(user=user.name, url=url):
                    self.assertNotEqual(response.content, base64.b64decode(self.identity.sudo().file))

    def test_reviewers_open_an_identity_paper_and_it_is_logged(self):
        """A2: sales head, finance, GM, chairman and auditor open it; each opening is in the log."""
        Log = self.env["hotel.access.log"].sudo()
        for user in (self.sales_head, self.finance, self.finance_head, self.gm, self.chairman, self.auditor):
            self.authenticate(user.login, user.login)
            response = self.url_open(f"/hotel/document/{self.identity.id}")
            self.assertEqual(response.status_code, 200, user.name)
            self.assertEqual(response.content, base64.b64decode(picture("legal_representative")))
            self.assertEqual(response.headers["Content-Type"], "image/png")
            self.assertIn("no-store", response.headers["Cache-Control"])
            entries = Log.search([("res_model", "=", self.identity._name), ("res_id", "=", self.identity.id), ("user_id", "=", user.id)])
            self.assertEqual(len(entries), 1, user.name)
            self.url_open(f"/hotel/document/{self.identity.id}")
            self.assertEqual(Log.search_count([("id", "not in", entries.ids), ("user_id", "=", user.id)]), 1)

    def test_nobody_else_opens_an_identity_paper(self):
        """A2: neither the salesperson who handed it in nor any other role; nor somebody who is not logged in."""
        for user in (self.sales, self.sales2, self.cashier, self.head_fb, self.hr, self.manager, self.employee):
            self.authenticate(user.login, user.login)
            response = self.url_open(f"/hotel/document/{self.identity.id}")
            self.assertEqual(response.status_code, 404, user.name)
        self.authenticate(None, None)
        response = self.url_open(f"/hotel/document/{self.identity.id}", allow_redirects=False)
        self.assertNotEqual(response.status_code, 200)

    def test_other_papers_are_opened_by_sales_too(self):
        """A2: a business licence is no identity paper; who reads the application opens it, a cashier does not."""
        for user, status in ((self.sales, 200), (self.finance, 200), (self.cashier, 404), (self.employee, 404)):
            self.authenticate(user.login, user.login)
            self.assertEqual(self.url_open(f"/hotel/document/{self.licence.id}").status_code, status, user.name)

    def test_another_branch_opens_nothing(self):
        """C7, A2: a reviewer of another company gets the same answer as for a document that does not exist."""
        other = self.env["res.company"].sudo().create({"name": "Other branch"})
        stranger = self.finance2
        stranger.sudo().write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self.url_open(f"/hotel/document/{self.identity.id}").status_code, 404)
        self.assertEqual(self.url_open("/hotel/document/99999999").status_code, 404)

    def test_uploads_too_large_are_refused_with_their_size(self):
        """A2: at most 10 MiB; the message says how large the file is."""
        large = base64.b64encode(base64.b64decode(picture()) + b"\0" * (10 * 1024 * 1024))
        with self.assertRaises(ValidationError) as caught:
            self.licence.with_user(self.sales).upload = large
        self.assertIn("10.0 MiB", str(caught.exception))

    @freeze_time(NOON)
    def test_a_copy_for_a_running_agreement_is_added_and_stays(self):
        """A8, M2: a new copy during the agreement belongs to the agreement, and once there it is not replaced."""
        agreement = self._make_agreement()
        copy = (
            self.env["hotel.credit.document"]
            .with_user(self.sales)
            .create(
                {
                    "agreement_id": agreement.id,
                    "type_id": self.types["legal_representative"].id,
                    "upload": picture("new"),
                    "sealed": True,
                }
            )
        )
        self.assertEqual(copy.company_id, self.company)
        for attempt in (lambda: copy.write({"sealed": False}), copy.unlink):
            with self.assertRaises(UserError):
                attempt()

    def test_who_handed_it_in_is_the_servers_word(self):
        """A2: the marks of the server are written by nobody."""
        for vals in ({"uploaded_by_id": self.gm.id}, {"has_file": True}, {"file": picture()}):
            with self.subTest(vals=list(vals)), self.assertRaises(AccessError):
                self.licence.with_user(self.sales_head).write(vals)
