from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request


class HotelDraw(http.Controller):
    """The record of a lucky draw as a file, for whoever repeats it without the product (H12)."""

    @http.route("/hotel/draw/<int:draw_id>", type="http", auth="user", methods=["GET"])
    def screen(self, draw_id):
        """Open the big screen of a draw; a short address to type at the machine of the hall."""
        if not request.env.user._is_internal():
            raise request.not_found()
        return request.redirect(f"/odoo/hotel-draw-screen?active_id={draw_id}")

    @http.route("/hotel/draw/<int:draw_id>/record.json", type="http", auth="user", methods=["GET"], readonly=True)
    def record(self, draw_id):
        """Return seed, frozen list and winners of a draw that has ended."""
        draw = request.env["hotel.event.draw"].browse(draw_id).exists()
        if not draw or not request.env.user._is_internal():
            raise request.not_found()
        try:
            record = draw._get_record()
        except (AccessError, UserError) as error:
            raise request.not_found() from error
        headers = [("Content-Disposition", http.content_disposition(f"draw-{draw_id}.json"))]
        return request.make_json_response(record, headers=headers)
