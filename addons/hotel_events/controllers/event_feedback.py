from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey

#: Seconds for which a guest's browser remembers the sheet it has begun.
REMEMBERED = 30 * 24 * 3600


class EventFeedback(Survey):
    """H14: the address behind the code on the tables: a guest gets an anonymous sheet of the event's survey."""

    @http.route("/hotel/event/feedback/<string:token>", type="http", auth="public", methods=["GET"], website=True, sitemap=False, readonly=False)
    def hotel_event_feedback(self, token, **_params):
        """Go on with the sheet that this browser has begun, or begin one; say so when no answers are taken."""
        event_sudo = request.env["event.event"].sudo().search([("hotel_feedback_token", "=", token)], limit=1) if token else None
        if not event_sudo:
            return self._hotel_feedback_page("unknown", None, 404)
        event_sudo = event_sudo.with_company(event_sudo.company_id)
        cookie = f"hotel_feedback_{event_sudo.id}"
        sheet_sudo = self._hotel_get_begun(event_sudo, request.cookies.get(cookie))
        if not sheet_sudo:
            problem = event_sudo._hotel_get_feedback_problem()
            if problem:
                return self._hotel_feedback_page(problem, event_sudo)
            sheet_sudo = event_sudo._hotel_new_answer("guest")
        response = request.redirect(f"/survey/start/{sheet_sudo.survey_id.access_token}?answer_token={sheet_sudo.access_token}")
        response.set_cookie(cookie, sheet_sudo.access_token, max_age=REMEMBERED, httponly=True, samesite="Lax")
        return response

    def _hotel_get_begun(self, event_sudo, answer_token):
        """Return the sheet that a browser remembers, if it is one of this event's guests."""
        return request.env["survey.user_input"].sudo().search(
            [("access_token", "=", answer_token), ("hotel_event_id", "=", event_sudo.id), ("hotel_audience", "=", "guest")], limit=1
        ) if answer_token else request.env["survey.user_input"]  # fmt: skip

    def _hotel_feedback_page(self, problem, event_sudo, status=200):
        values = {
            "problem": problem,
            "event_name": event_sudo.name if event_sudo else "",
            "begins": event_sudo and event_sudo.company_id._hotel_local(event_sudo.date_begin),
        }
        return request.render("hotel_events.feedback_page", values, status=status)

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, ensure_token=True, check_partner=True):
        """A guest's sheet names nobody: whoever holds its token may fill it in, also a reader who is logged in."""
        if answer_sudo.hotel_event_id:
            check_partner = False
        return super()._check_validity(survey_sudo, answer_sudo, answer_token, ensure_token=ensure_token, check_partner=check_partner)
