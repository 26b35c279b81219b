from odoo import http
from odoo.http import request


class HotelVisitInvitation(http.Controller):
    """The page behind the code of an invitation: programme, privacy text, agreement (K4, K5)."""

    def _get_entry(self, code):
        """Return the announced guest of a code (superuser mode), empty for an unknown or used one."""
        entries_sudo = request.env["hotel.visitor.entry"].sudo()
        if not 20 <= len(code) <= 40:
            return entries_sudo
        return entries_sudo.search(
            [("code", "=", code), ("state", "in", ("announced", "missed", "here")), ("guest_id", "!=", False)], limit=1
        )

    def _page(self, entry):
        lang = entry.guest_id.lang or request.env.lang or "en_US"
        company = entry.company_id
        entry = entry.with_context(lang=lang, tz=company.hotel_tz)
        visit = entry.visit_id
        return request.render(
            "hotel_reception.invitation_page",
            {
                "entry": entry,
                "visit": visit,
                "guest": entry.guest_id,
                "company": company,
                "steps": visit.item_ids.filtered("for_guests").sorted("start"),
                "privacy": request.env["hotel.visitor.privacy"].sudo()._get_in_force(company).sudo().with_context(lang=lang),
                "page_lang": lang,
            },
        )

    @http.route("/hotel/visit/<string:code>", type="http", auth="public", methods=["GET"], sitemap=False)
    def invitation(self, code):
        """Show the guest's own page; who does not know the code sees nothing."""
        entry = self._get_entry(code)
        if not entry:
            return request.not_found()
        return self._page(entry)

    @http.route("/hotel/visit/<string:code>/agree", type="http", auth="public", methods=["POST"], sitemap=False)
    def agree(self, code, **_post):
        """K5: note that the guest agrees; then one tap at the door is enough."""
        entry = self._get_entry(code)
        if not entry:
            return request.not_found()
        entry._agree_on_invitation()
        return request.redirect(f"/hotel/visit/{code}")
