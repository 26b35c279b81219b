import base64

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request
from odoo.tools.mimetypes import guess_mimetype


class AgreementController(http.Controller):
    """The only road to the papers of an agreement; each opening is logged (C2)."""

    @http.route("/hotel_credit/agreement/<int:agreement_id>/<string:paper>", type="http", auth="user", methods=["GET"])
    def open_paper(self, agreement_id, paper):
        agreement = request.env["hotel.credit.agreement"].browse(agreement_id)
        if paper not in ("scan", "letter"):
            return request.not_found()
        try:
            content, filename = agreement.exists().read_paper(paper)
        except AccessError as error:
            return request.make_response(str(error), status=403)
        except (UserError, ValueError) as error:
            return request.make_response(str(error), status=404)
        data = base64.b64decode(content)
        return request.make_response(
            data,
            headers=[
                ("Content-Type", guess_mimetype(data)),
                ("Content-Disposition", content_disposition(filename, "inline")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
