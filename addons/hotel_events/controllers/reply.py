import time
from collections import OrderedDict

from odoo import fields, http
from odoo.http import request

from ..rules import guest_reply

#: Unknown keys that one address may try in a minute, per worker; guessing 192 bits is hopeless, the queries are not free.
MOST_MISSES, SECONDS, MOST_ADDRESSES = 30, 60, 10_000
#: Bytes that an answer may have.
MOST_BYTES = 8192
LANGUAGES = ("en_US", "zh_CN")


class _Misses:
    """Counts failed calls per address within a minute; forgets the oldest addresses."""

    def __init__(self):
        self._calls = OrderedDict()

    def add(self, address):
        now = time.monotonic()
        since, count = self._calls.pop(address, (now, 0))
        self._calls[address] = (since, count + 1) if now - since < SECONDS else (now, 1)
        if len(self._calls) > MOST_ADDRESSES:
            self._calls.popitem(last=False)

    def too_many(self, address):
        since, count = self._calls.get(address, (0, 0))
        return count >= MOST_MISSES and time.monotonic() - since < SECONDS


_misses = _Misses()


class GuestReply(http.Controller):
    """The page behind the link of an invitation: the guest answers without a login and sees nobody else (H10)."""

    @http.route("/event/reply/<string:token>", type="http", auth="public", methods=["GET"], sitemap=False)
    def page(self, token, lang=None, **_kwargs):
        """Show the guest's own page; with a key that is unknown or deleted there is nothing to see."""
        guest_sudo, refusal = self._find(token)
        return refusal or self._render(guest_sudo, lang)

    @http.route(
        "/event/reply/<string:token>", type="http", auth="public", methods=["POST"], sitemap=False, max_content_length=MOST_BYTES
    )
    def answer(self, token, reply="", companions="0", diet="", lang=None, **_kwargs):
        """Take the guest's answer; it can be changed until the event ends."""
        guest_sudo, refusal = self._find(token)
        if refusal:
            return refusal
        if not self._is_open(guest_sudo.event_id):
            return self._render(guest_sudo, lang, status=410)
        if reply == "declined":
            companions = "0"
        diet = " ".join(str(diet).split())
        wrong = guest_reply.faults(reply, str(companions).strip(), diet, guest_sudo.event_id.hotel_companions_max)
        if wrong:
            return self._render(guest_sudo, lang, wrong=wrong, status=422)
        if guest_sudo.state == "cancel" and guest_sudo.hotel_reply != "declined":
            return self._render(guest_sudo, lang, status=410)
        if not guest_sudo._hotel_take_reply(reply, int(companions), diet):
            return self._render(guest_sudo, lang, wrong=["often"], status=429)
        return request.redirect(f"/event/reply/{token}?done=1" + (f"&lang={lang}" if lang in LANGUAGES else ""), code=303)

    def _find(self, token):
        """Return (guest in superuser mode, None), or (None, the answer to an unknown key)."""
        # The browser's language may be one that is not installed here: nothing is to be read with it.
        request.update_context(lang="en_US")
        address = request.httprequest.remote_addr
        if _misses.too_many(address):
            return None, request.make_response("Too many requests", [("Retry-After", str(SECONDS))], status=429)
        guest_sudo = request.env["event.registration"]._hotel_find_by_token(token)
        if guest_sudo:
            return guest_sudo, None
        _misses.add(address)
        return None, request.not_found()

    def _is_open(self, event_sudo):
        return guest_reply.open_for_reply(event_sudo.date_end, fields.Datetime.now(), off=event_sudo.hotel_is_off)

    def _get_lang(self, guest_sudo, chosen):
        """Return the language of the page: chosen by a tap, else the browser's, else the guest's; of those installed."""
        installed = {code for code, _name in request.env["res.lang"].get_installed()} & set(LANGUAGES)
        browser = request.httprequest.accept_languages.best_match(["zh-CN", "zh", "en-US", "en"], default="")
        wishes = (chosen, {"zh": "zh_CN", "en": "en_US"}.get(browser[:2]), guest_sudo.hotel_lang)
        return next((lang for lang in wishes if lang in installed), "en_US")

    def _render(self, guest_sudo, chosen, wrong=(), status=200):
        lang = self._get_lang(guest_sudo, chosen)
        guest_sudo = guest_sudo.with_context(lang=lang, tz=guest_sudo.event_id.date_tz)
        installed = {code for code, _name in request.env["res.lang"].get_installed()}
        response = request.render(
            "hotel_events.guest_reply_page",
            {
                "guest": guest_sudo,
                "event": guest_sudo.event_id,
                "company": guest_sudo.event_id.company_id or request.env.company.sudo(),
                "page_lang": lang,
                "languages": [code for code in LANGUAGES if code in installed],
                "is_open": self._is_open(guest_sudo.event_id),
                "withdrawn": guest_sudo.state == "cancel" and guest_sudo.hotel_reply != "declined",
                "wrong": wrong,
                "companions": list(range(guest_sudo.event_id.hotel_companions_max + 1)),
                "done": bool(request.params.get("done")),
            },
        )
        response.status_code = status
        # The address is the key: it is kept in no cache and handed on to nobody.
        response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"})
        return response
