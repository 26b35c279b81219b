from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from .door_files import get_address, get_scripts

#: Bytes of a phone's call: 200 scans with all they may hold; a question.
MOST_BYTES, MOST_QUESTION = 256 << 10, 4 << 10


class HotelDoor(http.Controller):
    """The phone's page of a check point, its calls, and the page with the live figures (H10).

    Plain pages of a few kilobytes, not the backend: they open at once on any phone and again without network.
    Who may do what is judged by the models.
    """

    def _render(self, template, **values):
        lang = request.env.user.lang or "en_US"
        html = request.env["ir.qweb"].with_context(lang=lang)._render(template, {"page_lang": lang, "static": get_address, **values})
        return request.make_response(f"<!DOCTYPE html>\n{html}", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])

    @http.route("/hotel/door/<int:checkpoint_id>", type="http", auth="user", methods=["GET"], sitemap=False)
    def page(self, checkpoint_id):
        """Show the page on which a phone scans; who does not work there sees nothing."""
        try:
            found = request.env["hotel.event.checkpoint"].browse(checkpoint_id)._get_for_door()
        except AccessError as error:
            raise request.not_found() from error
        point_sudo = request.env["hotel.event.checkpoint"].sudo().browse(found["id"])
        return self._render("hotel_events.door_page", point=point_sudo, event=point_sudo.event_id, user=request.env.user, scripts=get_scripts())

    @http.route("/hotel/door/<int:checkpoint_id>/scan", type="jsonrpc", auth="user", max_content_length=MOST_BYTES)
    def scan(self, checkpoint_id, scans=None):
        """Hand in scans; see `hotel.event.checkpoint.scan`."""
        return request.env["hotel.event.checkpoint"].browse(checkpoint_id).scan(scans)

    @http.route("/hotel/door/<int:checkpoint_id>/list", type="jsonrpc", auth="user", max_content_length=MOST_QUESTION)
    def guests(self, checkpoint_id):
        """Return the list that the phone keeps; see `get_door_list`."""
        return request.env["hotel.event.checkpoint"].browse(checkpoint_id).get_door_list()

    @http.route("/hotel/door/<int:checkpoint_id>/news", type="jsonrpc", auth="user", max_content_length=MOST_QUESTION)
    def news(self, checkpoint_id, since=0):
        """Return the counts and who passed at other phones; see `get_door_news`."""
        return request.env["hotel.event.checkpoint"].browse(checkpoint_id).get_door_news(since)

    @http.route("/hotel/door/live/<int:event_id>", type="http", auth="user", methods=["GET"], sitemap=False)
    def live(self, event_id):
        """Show answers and check points of an event, counted anew every few seconds."""
        event = request.env["event.event"].browse(event_id).exists()
        if not event or not event._hotel_may_scan(request.env.user):
            raise request.not_found()
        return self._render("hotel_events.live_page", event=event, figures=event.get_live_figures())

    @http.route("/hotel/door/live/<int:event_id>/figures", type="jsonrpc", auth="user", max_content_length=MOST_QUESTION)
    def figures(self, event_id):
        """Return the figures of the live page."""
        return request.env["event.event"].browse(event_id).get_live_figures()
