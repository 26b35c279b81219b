from urllib.parse import urlencode

from odoo import SUPERUSER_ID, http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import content_disposition, request
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..tools.scan import MAX_BYTES, MIMETYPES

#: Slips on one page of a statement.
SLIPS = 50
#: Files with one dispute.
MAX_FILES = 5
#: The largest number that PostgreSQL takes for an id.
MAX_ID = 2**31 - 1
#: Nothing of a customer's account is kept on the way, shown inside another page, or told to other sites.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PAGE = ["/my/statements/<int:statement_id>", "/my/statements/<int:statement_id>/page/<int:page>"]


class StatementPortal(CustomerPortal):
    """F2: the customer's statements in the portal: slips with photos, confirm or dispute, PDF and XLSX.

    Customers have no access to the models behind it. A page is opened by a login of the statement's own firm or by the
    secret link of the e-mail; every other request, to what is there and what is not, gets the same answer. Who works for
    the hotel may look (with the rights of the back office), and answers nothing.
    """

    # ------------------------------------------------------------------ who may

    def _find_statement(self, statement_id, access_token=None, to_answer=False):
        """Return (statement in superuser mode, way) with way login, link or preview.

        :param to_answer: a preview is not enough
        :raise NotFound: there is no such statement for this request
        """
        user = request.env.user
        if 0 < statement_id <= MAX_ID:
            statement_sudo = request.env["hotel.statement"].sudo().browse(statement_id).exists()
            if statement_sudo and statement_sudo.state != "draft":
                way = self._get_way(statement_sudo, user, access_token)
                if way and not (to_answer and way == "preview"):
                    request.update_context(lang=self._get_lang(statement_sudo, user))
                    return statement_sudo.with_context(lang=request.env.lang), way
        raise request.not_found()

    def _get_way(self, statement_sudo, user, access_token):
        if user._is_internal():
            # The hotel's own people never answer for a customer, whatever link they hold.
            statement = statement_sudo.with_user(user).sudo(False)
            return "preview" if statement.has_access("read") else None
        if user._is_portal() and user.partner_id.commercial_partner_id == statement_sudo.commercial_partner_id:
            return "login"
        return "link" if statement_sudo._is_portal_token(access_token) else None

    def _get_lang(self, statement_sudo, user):
        """Return the language of the page: the login's own, else the customer's."""
        lang = request.env.lang if not user._is_public() else statement_sudo.commercial_partner_id.lang
        return lang or request.env.lang

    def _to_login(self):
        """Return a redirection to the login for who came without login and link, else None."""
        if request.env.user._is_public() and not request.params.get("access_token"):
            return request.redirect_query("/web/login", {"redirect": request.httprequest.full_path})
        return None

    # ------------------------------------------------------------------ the list

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "statement_count" in counters:
            values["statement_count"] = self._count_statements()
        return values

    def _get_statements_domain(self):
        return Domain(request.env["hotel.statement"]._get_portal_domain(request.env.user.partner_id))

    def _count_statements(self):
        if not request.env.user._is_portal():
            return 0
        return request.env["hotel.statement"].sudo().search_count(self._get_statements_domain())

    @http.route(["/my/statements", "/my/statements/page/<int:page>"], type="http", auth="user", website=True)
    def statements(self, page=1, filterby=None, **_kwargs):
        """List the statements of the login's firm, the newest first."""
        env = request.env
        filters = {
            "all": {"label": env._("All"), "domain": Domain.TRUE},
            "sent": {"label": env._("To confirm"), "domain": Domain("state", "=", "sent")},
            "disputed": {"label": env._("In dispute"), "domain": Domain("state", "=", "disputed")},
            "confirmed": {"label": env._("Confirmed"), "domain": Domain("state", "=", "confirmed")},
        }
        filterby = filterby if filterby in filters else "all"
        Statement = env["hotel.statement"].sudo()
        domain = self._get_statements_domain() & filters[filterby]["domain"]
        pager = portal_pager(
            url="/my/statements",
            total=Statement.search_count(domain) if env.user._is_portal() else 0,
            page=page,
            step=self._items_per_page,
            url_args={"filterby": filterby},
        )
        statements = Statement.browse()
        if env.user._is_portal():
            statements = Statement.search(domain, limit=self._items_per_page, offset=pager["offset"])
        return self._render(
            "hotel_credit.portal_my_statements",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "statement",
                "statements": statements,
                "pager": pager,
                "default_url": "/my/statements",
                "searchbar_filters": filters,
                "filterby": filterby,
            },
        )

    # ------------------------------------------------------------------ one statement

    @http.route(PAGE, type="http", auth="public", website=True, methods=["GET"])
    def statement(self, statement_id, page=1, access_token=None, search="", show="all", done=None, **_kwargs):
        """Show a statement with a page of its slips."""
        if login := self._to_login():
            return login
        statement_sudo, way = self._find_statement(statement_id, access_token)
        return self._render_statement(statement_sudo, way, access_token, page, search, show, done=done)

    def _render_statement(self, statement_sudo, way, access_token, page=1, search="", show="all", **values):
        show = show if show in ("all", "disputed") else "all"
        search = search.strip()[:100]
        domain = Domain("statement_id", "=", statement_sudo.id)
        if search:
            domain &= Domain.OR(
                Domain(name, "ilike", search) for name in ("name", "check_number", "guest", "outlet_id.name", "signer_id.name")
            )
        if show == "disputed":
            domain &= Domain("id", "in", statement_sudo.dispute_ids.charge_id.ids)
        Charge = statement_sudo.env["hotel.charge"]
        pager = portal_pager(
            url=statement_sudo._get_portal_path(),
            total=Charge.search_count(domain),
            page=page,
            step=SLIPS,
            url_args={name: value for name, value in self._get_args(way, access_token, search, show).items() if value},
        )
        charges = Charge.search(domain, order="business_date, id", limit=SLIPS, offset=pager["offset"])
        allowed = charges._get_allowed()
        return self._render(
            "hotel_credit.portal_statement_page",
            {
                "page_name": "statement",
                "statement": statement_sudo,
                "way": way,
                "access_token": access_token if way == "link" else None,
                "no_breadcrumbs": way == "link",
                "charges": charges,
                "allowed": {charge_id: float(sum(amounts.values())) for charge_id, amounts in allowed.items()},
                "disputes": charges.dispute_ids.sorted("id").grouped("charge_id"),
                "with_photo": self._get_with_photo(charges),
                "pager": pager,
                "search": search,
                "show": show,
                "link": lambda suffix="", **args: self._get_link(statement_sudo, way, access_token, suffix, **args),
                "problem": statement_sudo._get_answer_problem(),
                "error": None,
                "done": None,
                "form": {},
                **values,
            },
        )

    def _get_with_photo(self, charges):
        """Return the ids of the slips that have a photo, without loading one."""
        groups = charges.env["ir.attachment"]._read_group(
            [("res_model", "=", "hotel.charge"), ("res_field", "=", "photo"), ("res_id", "in", charges.ids)], ["res_id"]
        )
        return {charge_id for (charge_id,) in groups}

    def _get_args(self, way, access_token, search="", show="all"):
        return {
            "access_token": access_token if way == "link" else None,
            "search": search,
            "show": show if show != "all" else None,
        }

    def _get_link(self, statement_sudo, way, access_token, suffix="", **args):
        query = {name: value for name, value in {**self._get_args(way, access_token), **args}.items() if value}
        path = statement_sudo._get_portal_path(suffix)
        return f"{path}?{urlencode(query)}" if query else path

    def _render(self, template, values):
        response = request.render(template, values)
        response.headers.update(HEADERS)
        return response

    # ------------------------------------------------------------------ answers

    @http.route(
        "/my/statements/<int:statement_id>/confirm", type="http", auth="public", website=True, methods=["POST"]
    )
    def confirm(self, statement_id, access_token=None, name="", **_kwargs):
        """F2: the customer confirms what is not in dispute."""
        statement_sudo, way = self._find_statement(statement_id, access_token, to_answer=True)

        def answer():
            statement_sudo._confirm(self._get_name(way, name), way, request.env.user)

        return self._answer(statement_sudo, way, access_token, answer, "confirmed", {"confirm": True, "name": name})

    @http.route(
        "/my/statements/<int:statement_id>/dispute", type="http", auth="public", website=True, methods=["POST"]
    )
    def dispute(self, statement_id, charge_id="", access_token=None, name="", comment="", **kwargs):
        """F2: the customer disputes one line, with a comment and files."""
        statement_sudo, way = self._find_statement(statement_id, access_token, to_answer=True)

        def answer():
            charge_sudo = self._find_charge(statement_sudo, charge_id)
            statement_sudo._dispute(charge_sudo, comment, self._get_name(way, name), way, request.env.user, self._get_files())

        form = {"charge": charge_id, "name": name, "comment": comment}
        return self._answer(statement_sudo, way, access_token, answer, "disputed", form)

    @http.route(
        "/my/statements/<int:statement_id>/withdraw", type="http", auth="public", website=True, methods=["POST"]
    )
    def withdraw(self, statement_id, charge_id="", access_token=None, **_kwargs):
        """F2: the customer takes a dispute back."""
        statement_sudo, way = self._find_statement(statement_id, access_token, to_answer=True)

        def answer():
            charge_sudo = self._find_charge(statement_sudo, charge_id)
            dispute_sudo = statement_sudo.dispute_ids.filtered(
                lambda dispute: dispute.charge_id == charge_sudo and dispute.state == "open"
            )
            if not dispute_sudo:
                raise UserError(request.env._("Slip %s is not in dispute.", charge_sudo.name))
            dispute_sudo._withdraw()

        return self._answer(statement_sudo, way, access_token, answer, "withdrawn", {})

    def _answer(self, statement_sudo, way, access_token, answer, done, form):
        """Carry out an answer and go back to the page; what is in the way is told there, nothing typed is lost."""
        page = request.params.get("page") or ""
        page = int(page) if page.isdecimal() and len(page) < 9 else 1
        try:
            with request.env.cr.savepoint():
                answer()
        except UserError as error:
            statement_sudo.invalidate_recordset()
            return self._render_statement(statement_sudo, way, access_token, page, error=str(error), form=form)
        suffix = f"/page/{page}" if page > 1 else ""
        return request.redirect(self._get_link(statement_sudo, way, access_token, suffix, done=done))

    def _get_name(self, way, name):
        """Return who answers: the login, or by link the name that was given."""
        return request.env.user.name if way == "login" else name

    def _find_charge(self, statement_sudo, charge_id):
        number = int(charge_id) if charge_id.isdecimal() and len(charge_id) < 11 else 0
        charge_sudo = statement_sudo.env["hotel.charge"].search(
            [("statement_id", "=", statement_sudo.id), ("id", "=", number if number <= MAX_ID else 0)]
        )
        if not charge_sudo:
            raise UserError(request.env._("This slip is not on statement %s.", statement_sudo.name))
        return charge_sudo

    def _get_files(self):
        """Return the uploaded files as (name, bytes).

        :raise UserError: too many, too large, or no picture or PDF by their content
        """
        env = request.env
        uploads = [upload for upload in request.httprequest.files.getlist("files") if upload.filename]
        problems = []
        if len(uploads) > MAX_FILES:
            problems.append(env._("At most %s files can be sent with a dispute.", MAX_FILES))
        files = []
        for upload in uploads[:MAX_FILES]:
            content = upload.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                problems.append(
                    env._("%(name)s is larger than %(most)s MiB.", name=upload.filename, most=MAX_BYTES // 1024 // 1024)
                )
            elif guess_mimetype(content, default="text/plain") not in MIMETYPES:
                problems.append(env._("%s is neither a picture (JPEG, PNG, WebP) nor a PDF.", upload.filename))
            else:
                files.append((upload.filename[:200], content))
        if problems:
            raise UserError("\n".join(problems))
        return files

    # ------------------------------------------------------------------ files

    @http.route(
        "/my/statements/<int:statement_id>/file/<string:kind>", type="http", auth="public", website=True, methods=["GET"]
    )
    def download(self, statement_id, kind, access_token=None, **_kwargs):
        """F2: the statement as it was sent, PDF or XLSX."""
        if login := self._to_login():
            return login
        statement_sudo, _way = self._find_statement(statement_id, access_token)
        if kind not in ("pdf", "xlsx"):
            raise request.not_found()
        # By the system itself: the public user may not even print what it may read.
        statement_sudo.with_user(SUPERUSER_ID)._attach_files()
        return self._stream(statement_sudo[f"{kind}_id"], as_attachment=True)

    @http.route(
        "/my/statements/<int:statement_id>/photo/<int:charge_id>", type="http", auth="public", website=True, methods=["GET"]
    )
    def photo(self, statement_id, charge_id, access_token=None, **_kwargs):
        """F2: the photo of the signed slip."""
        statement_sudo, _way = self._find_statement(statement_id, access_token)
        charge_sudo = statement_sudo.env["hotel.charge"].search(
            [("statement_id", "=", statement_sudo.id), ("id", "=", charge_id if charge_id <= MAX_ID else 0)]
        )
        photo_sudo = charge_sudo.env["ir.attachment"].search(
            [("res_model", "=", "hotel.charge"), ("res_field", "=", "photo"), ("res_id", "in", charge_sudo.ids)], limit=1
        )
        return self._stream(photo_sudo)

    @http.route(
        "/my/statements/<int:statement_id>/evidence/<int:attachment_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
    )
    def evidence(self, statement_id, attachment_id, access_token=None, **_kwargs):
        """F2: a file that the customer sent with a dispute of this statement."""
        statement_sudo, _way = self._find_statement(statement_id, access_token)
        files_sudo = statement_sudo.dispute_ids.attachment_ids.filtered(lambda file: file.id == attachment_id)
        return self._stream(files_sudo, as_attachment=True)

    def _stream(self, attachment_sudo, as_attachment=False):
        if not attachment_sudo:
            raise request.not_found()
        content = attachment_sudo.raw
        mimetype = guess_mimetype(content, default="application/octet-stream")
        if mimetype not in MIMETYPES:
            # Shown by no browser, whatever it may be.
            mimetype, as_attachment = "application/octet-stream", True
        disposition = content_disposition(attachment_sudo.name, "attachment" if as_attachment else "inline")
        headers = [("Content-Type", mimetype), ("Content-Length", len(content)), ("Content-Disposition", disposition)]
        return request.make_response(content, [*headers, *HEADERS.items()])
