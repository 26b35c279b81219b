from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request


class HotelDocument(http.Controller):
    """The one road on which a customer's paper leaves the system (A2)."""

    @http.route("/hotel/document/<int:document_id>", type="http", auth="user", methods=["GET"], readonly=False)
    def open(self, document_id, download=None, **_kwargs):
        """Stream a document's file: pictures and PDF in the browser, or with `?download=1` as a file.

        Who may is checked by role and company; each opening of an identity paper is logged before the first byte.
        """
        document = request.env["hotel.credit.document"].browse(document_id).exists()
        try:
            if not document:
                raise MissingError(request.env._("This document does not exist."))
            document.check_may_open()
        except (AccessError, MissingError) as error:
            # The same answer for both: nobody counts documents by trying numbers.
            raise request.not_found() from error
        if document.is_identity:
            request.env["hotel.access.log"].log(document, request.env._("Identity paper opened"))
        document_sudo = document.sudo()
        if not document_sudo.has_file:
            raise request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(document_sudo, "file", filename=document_sudo.name)
        # Not kept by the browser or a proxy: the next look must pass here, and the log, again.
        response = stream.get_response(as_attachment=bool(download), max_age=0, immutable=False)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
