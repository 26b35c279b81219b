import secrets

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from odoo.addons.hotel_credit.controllers.portal_statement import HEADERS, MAX_ID
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..rules import event_request
from ..tools.drawn_signature import check_signature

#: Where a session keeps what its customer looked at before signing, and how many such pages may be open at once.
REVIEWS, MOST_REVIEWS = "hotel_event_reviews", 5
#: Where it keeps what is told on the next page.
PROBLEM = "hotel_event_problem"


class EventPortal(CustomerPortal):
    """H18: the customer's events in the portal; the signed request to cancel one, or to get back part of its deposit.

    For logins of the customer's own firm alone: a link, as offers have one, does not say who signs. Who sees the order's
    money in the back office may look. Every other request, to what is there and what is not, gets the same answer.
    """

    # ------------------------------------------------------------------ who may

    def _find_event(self, order_id, to_ask=False):
        """Return (order in superuser mode, whether its customer asks).

        :param to_ask: looking is not enough
        :raise NotFound: there is no such event for this login
        """
        user = request.env.user
        if 0 < order_id <= MAX_ID and (order_sudo := request.env["hotel.event.order"].sudo().browse(order_id).exists()):
            order = order_sudo.sudo(False)
            if order._is_portal_customer(user):
                return order_sudo, True
            if not to_ask and order._is_previewed_by(user):
                return order_sudo, False
        raise request.not_found()

    def _render_event(self, template, values):
        response = request.render(template, {**self._prepare_portal_layout_values(), "page_name": "hotel_event", **values})
        response.headers.update(HEADERS)
        return response

    # ------------------------------------------------------------------ the events

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "hotel_event_count" in counters:
            values["hotel_event_count"] = self._count_events()
        return values

    def _get_events_domain(self):
        return request.env["hotel.event.order"]._get_portal_domain(request.env.user.partner_id)

    def _count_events(self):
        if not request.env.user._is_portal():
            return 0
        return request.env["hotel.event.order"].sudo().search_count(self._get_events_domain())

    @http.route(["/my/events", "/my/events/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"])
    def hotel_events(self, page=1, **_kwargs):
        """List the events of the login's firm, the latest first."""
        orders = request.env["hotel.event.order"].sudo()
        pager = portal_pager(url="/my/events", total=self._count_events(), page=page, step=self._items_per_page)
        if request.env.user._is_portal():
            orders = orders.search(self._get_events_domain(), limit=self._items_per_page, offset=pager["offset"])
        return self._render_event("hotel_events.portal_my_events", {"orders": orders, "pager": pager, "default_url": "/my/events"})

    @http.route("/my/events/<int:order_id>", type="http", auth="user", website=True, methods=["GET"])
    def hotel_event(self, order_id, done=None, **_kwargs):
        """Show an event: day, deposit, what was asked for, and what can be asked for."""
        order_sudo, is_customer = self._find_event(order_id)
        return self._render_event(
            "hotel_events.portal_event_page",
            {
                "order": order_sudo,
                "is_customer": is_customer,
                "requests": order_sudo._get_portal_requests(),
                "held": order_sudo._get_deposit_held(),
                "problems": {
                    # A refund of nothing is refused on its form, where the amount is asked for.
                    kind: order_sudo._preview_request(kind, order_sudo._get_deposit_held())._get_filing_problems()
                    for kind in event_request.KINDS
                },
                "problem": request.session.pop(PROBLEM, None),
                "done": done if done in ("filed", "withdrawn") else None,
            },
        )

    # ------------------------------------------------------------------ asking

    @http.route("/my/events/<int:order_id>/request", type="http", auth="user", website=True, methods=["GET", "POST"])
    def hotel_event_request(self, order_id, kind="cancel", reason="", amount="", **_kwargs):
        """Ask for the reason, and of a refund the amount; then show what would be kept and paid back."""
        order_sudo, _is_customer = self._find_event(order_id, to_ask=True)
        kind = kind if kind in event_request.KINDS else "cancel"
        reason = event_request.clean(reason)
        problems = []
        if request.httprequest.method == "POST":
            wanted = event_request.amount(amount, order_sudo.currency_id.decimal_places)
            problems = self._get_form_problems(event_request.problems(kind, reason, wanted), reason)
            if not problems:
                wanted = float(wanted) if kind == "refund" else 0.0
                problems = order_sudo._preview_request(kind, wanted)._get_filing_problems()
            if not problems:
                review = self._keep_review({"order": order_id, "kind": kind, "reason": reason, "amount_wanted": wanted})
                return request.redirect(order_sudo._get_portal_path(f"/review/{review}"))
        return self._render_event(
            "hotel_events.portal_event_request",
            {
                "order": order_sudo,
                "kind": kind,
                "reason": reason[: event_request.MOST_REASON],
                "amount": amount[:20],
                "held": order_sudo._get_deposit_held(),
                "expected": order_sudo._preview_request("cancel"),
                "most_reason": event_request.MOST_REASON,
                "problems": problems,
            },
        )

    def _get_form_problems(self, codes, reason):
        env = request.env
        texts = {
            "no_reason": env._("Please say why."),
            "long_reason": env._(
                "The reason has %(length)s characters, at most %(most)s are taken. Please make it shorter.",
                length=len(reason),
                most=event_request.MOST_REASON,
            ),
            "amount": env._("Please enter how much of the deposit you ask back, in figures."),
        }
        return [texts[code] for code in codes]

    def _keep_review(self, values):
        """Keep what the customer is about to see, and return the key of its page; the oldest page makes room."""
        key = secrets.token_urlsafe(12)
        reviews = {**(request.session.get(REVIEWS) or {}), key: values}
        request.session[REVIEWS] = dict(list(reviews.items())[-MOST_REVIEWS:])
        return key

    def _get_review(self, order_id, key):
        """Return what the customer entered on this page of this event, None when the session does not know it (any more)."""
        values = (request.session.get(REVIEWS) or {}).get(key)
        return values if values and values["order"] == order_id else None

    @http.route("/my/events/<int:order_id>/review/<string:review>", type="http", auth="user", website=True, methods=["GET"])
    def hotel_event_review(self, order_id, review, **_kwargs):
        """Show what the customer asks for and what it comes to, to be signed."""
        order_sudo, _is_customer = self._find_event(order_id, to_ask=True)
        values = self._get_review(order_id, review)
        if not values:
            return request.redirect(order_sudo._get_portal_path())
        expected = order_sudo._preview_request(values["kind"], values["amount_wanted"])
        if problems := expected._get_filing_problems():
            request.session[PROBLEM] = "\n".join(problems)
            return request.redirect(order_sudo._get_portal_path())
        request.session[REVIEWS] = {**request.session[REVIEWS], review: {**values, "shown": expected._get_shown()}}
        return self._render_event(
            "hotel_events.portal_event_review",
            {
                "order": order_sudo,
                "review": review,
                "kind": values["kind"],
                "reason": values["reason"],
                "expected": expected,
                "problem": request.session.pop(PROBLEM, None),
                "to_sign": True,
            },
        )

    @http.route("/my/events/<int:order_id>/sign/<string:review>", type="jsonrpc", auth="user", website=True)
    def hotel_event_sign(self, order_id, review, name=None, signature=None, **_kwargs):
        """H18: the customer has signed what the page showed.

        :return: for Odoo's signature form: where to go, and `error` with what is in the way
        """
        order_sudo, _is_customer = self._find_event(order_id, to_ask=True)
        values = self._get_review(order_id, review)
        if not values or "shown" not in values:
            return self._answer_sign(order_sudo._get_portal_path(), request.env._("Please look at the amounts first, then sign."))
        page = order_sudo._get_portal_path(f"/review/{review}")
        env = request.env
        name = event_request.clean(name).replace("\n", " ")
        if not name or len(name) > event_request.MOST_NAME:
            return self._answer_sign(page, env._("Please enter your name, at most %s characters.", event_request.MOST_NAME))
        try:
            with env.cr.savepoint():
                content = check_signature(env, signature)
                env["hotel.event.cancellation"]._file(order_sudo.sudo(False), name, content, values)
        except UserError as error:
            env.invalidate_all()
            return self._answer_sign(page, str(error))
        request.session[REVIEWS] = {key: each for key, each in request.session[REVIEWS].items() if key != review}
        return self._answer_sign(order_sudo._get_portal_path("?done=filed"))

    def _answer_sign(self, path, error=None):
        """Return the answer to Odoo's signature form: it goes to `path`, where an error is told."""
        answer = {"force_refresh": True, "redirect_url": path}
        if error:
            request.session[PROBLEM] = error
            answer["error"] = error
        return answer

    # ------------------------------------------------------------------ afterwards

    @http.route("/my/events/<int:order_id>/withdraw/<int:request_id>", type="http", auth="user", website=True, methods=["POST"])
    def hotel_event_withdraw(self, order_id, request_id, **_kwargs):
        """H18: the customer takes a request back while it is undecided."""
        order_sudo, _is_customer = self._find_event(order_id, to_ask=True)
        try:
            with request.env.cr.savepoint():
                order_sudo._get_portal_request(request_id).sudo(False)._withdraw()
        except UserError as error:
            request.session[PROBLEM] = str(error)
            return request.redirect(order_sudo._get_portal_path())
        return request.redirect(order_sudo._get_portal_path("?done=withdrawn"))

    @http.route("/my/events/<int:order_id>/paper/<int:request_id>", type="http", auth="user", website=True, methods=["GET"])
    def hotel_event_paper(self, order_id, request_id, **_kwargs):
        """M3: the signed request as a PDF, in the language of who asks."""
        order_sudo, _is_customer = self._find_event(order_id)
        try:
            request_sudo = order_sudo._get_portal_request(request_id)
        except UserError as error:
            raise request.not_found() from error
        lang = "zh" if (request.env.lang or "").startswith("zh") else "en"
        report_sudo = request.env.ref(f"hotel_events.action_report_event_cancellation_{lang}").sudo()
        content, _kind = report_sudo._render_qweb_pdf(report_sudo.report_name, request_sudo.ids)
        headers = {
            "Content-Type": "application/pdf",
            "Content-Length": len(content),
            "Content-Disposition": content_disposition(f"{request_sudo.name.replace('/', '-')}.pdf"),
        }
        return request.make_response(content, [*headers.items(), *HEADERS.items()])
