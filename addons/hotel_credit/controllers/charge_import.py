import io
import tempfile

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ChargeImportController(http.Controller):
    @http.route("/hotel/import/<int:import_id>/refused.<string:kind>", type="http", auth="user", methods=["GET"])
    def refused_rows(self, import_id, kind):
        """D8: the refused rows of an import with their reasons, as CSV or XLSX.

        :raise AccessError: the user may not read the import
        """
        record = request.env["hotel.charge.import"].browse(import_id).exists()
        if kind not in TYPES or not record:
            raise NotFound
        record.check_access("read")
        # On disk, not in memory: a file of 100,000 rows may have been refused as a whole.
        target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        if kind == "csv":
            text = io.TextIOWrapper(target, "utf-8-sig", newline="", write_through=True)
            record._write_refused_csv(text)
            text.detach()
        else:
            record._write_refused_xlsx(target)
        size = target.tell()
        target.seek(0)
        name = f"{(record.filename or str(record.id)).rsplit('/', 1)[-1]}.refused.{kind}"
        response = request.make_response(
            wrap_file(request.httprequest.environ, target),
            [
                ("Content-Type", TYPES[kind]),
                ("Content-Length", size),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        response.direct_passthrough = True
        return response
