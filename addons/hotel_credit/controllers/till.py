from odoo import http
from odoo.http import request


class HotelTillController(http.Controller):
    """Pictures that the cashier's screen compares (D12)."""

    @http.route("/hotel/till/specimen/<int:signer_id>", type="http", auth="user", readonly=True)
    def specimen(self, signer_id, **kwargs):
        """Serve a signer's specimen signature to cashiers and finance of the agreement's company only."""
        user = request.env.user
        signer_sudo = request.env["hotel.credit.signer"].sudo().browse(signer_id).exists()
        if (
            not (user.has_group("hotel_base.group_cashier") or user.has_group("hotel_base.group_finance"))
            or signer_sudo.company_id not in user.company_ids
            or not signer_sudo.specimen
        ):
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_image_stream_from(signer_sudo, "specimen")
        response = stream.get_response(max_age=3600)
        # Only this browser may keep it: a signature belongs in no shared cache.
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response
