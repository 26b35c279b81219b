import base64
import os
import tempfile
from contextlib import contextmanager
from itertools import islice

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import charge_mapping
from ..rules.charge_values import readable
from ..tools.charge_file import ChargeFile, FileProblem, plain

PREVIEW_ROWS = 10


class HotelChargeImport(models.Model):
    """D8: a file of slips, checked row by row like any charge; resumable, safe to repeat, in constant memory."""

    _name = "hotel.charge.import"
    _description = "Import of Slips"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "state",
            "user_id",
            "total",
            "position",
            "good",
            "repeated",
            "refused",
            "message",
            "started_at",
            "finished_at",
        }
    )

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    user_id = fields.Many2one("res.users", "Imported by", default=lambda self: self.env.user, readonly=True, copy=False)
    file = fields.Binary(required=True, attachment=True, copy=False, help="CSV (also .csv.gz) or XLSX.")
    filename = fields.Char("Name of the file", copy=False)
    format_id = fields.Many2one("hotel.charge.import.format", "File format", check_company=True)
    state = fields.Selection(
        [("draft", "File"), ("running", "Running"), ("done", "Done"), ("failed", "Stopped")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    problem = fields.Char(compute="_compute_preview")
    total = fields.Integer("Rows", readonly=True, copy=False)
    position = fields.Integer("Rows done", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress", help="Per cent of the rows.")
    good = fields.Integer("Stored", readonly=True, copy=False)
    repeated = fields.Integer("Known already", readonly=True, copy=False)
    refused = fields.Integer(readonly=True, copy=False)
    message = fields.Char(readonly=True, copy=False)
    started_at = fields.Datetime("Started", readonly=True, copy=False)
    finished_at = fields.Datetime("Finished", readonly=True, copy=False)
    refusal_ids = fields.One2many("hotel.charge.import.refusal", "import_id", "Refused rows", readonly=True)

    @api.depends("filename")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record.filename or self.env._("Import %s", record.id or "")

    @api.depends("position", "total", "state")
    def _compute_progress(self):
        for record in self:
            record.progress = 100.0 * record.position / record.total if record.total else 100.0 * (record.state == "done")

    @api.depends("file", "format_id", "state")
    def _compute_preview(self):
        for record in self:
            record.preview = record.problem = False
            # Of a stored file the size is enough to know; one just chosen in the form has no size yet.
            chosen = record.with_context(bin_size=isinstance(record.id, int)).file
            if not chosen or record.state != "draft":
                continue
            try:
                with record._open() as charge_file:
                    record.preview = record._render_preview(charge_file)
                    record.problem = record._get_problem(charge_file)
            except FileProblem as error:
                record.problem = record._word(error)

    @api.onchange("file")
    def _onchange_file(self):
        """Propose the format whose columns stand in the file."""
        if self.file and not self.format_id:
            try:
                with self._open() as charge_file:
                    self.format_id = self.format_id._guess(charge_file.header, self.company_id)
            except FileProblem:
                return  # the preview names the problem

    def write(self, vals):
        if {"file", "filename", "format_id", "company_id"} & vals.keys() and any(one.state != "draft" for one in self):
            raise UserError(self.env._("An import that was started keeps its file and format. Create another import."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        started = self.filtered(lambda one: one.state != "draft")
        if started:
            raise UserError(
                self.env._("Imports that were started are kept: %s", ", ".join(started.mapped("display_name")))
            )

    def action_start(self):
        """D8: check file and format, then import in the background; the progress shows on the form.

        :raise UserError: naming what is wrong with the file or which columns are missing
        """
        self.check_access("write")
        for record in self:
            if record.state not in ("draft", "failed"):
                raise UserError(self.env._("%s was started already.", record.display_name))
            record._start()
        self.env.ref("hotel_credit.ir_cron_charge_import")._trigger()
        return True

    def action_make_format(self):
        """Make a format from the columns of the file whose meaning is known, and open it.

        :raise UserError: naming what is wrong with the file
        """
        self.ensure_one()
        self.check_access("write")
        try:
            with self._open() as charge_file:
                header = charge_file.header
        except FileProblem as error:
            raise UserError(self._word(error)) from error
        meanings = charge_mapping.propose(header)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New file format"),
            "res_model": "hotel.charge.import.format",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_name": self.filename or self.env._("New format"),
                "default_company_id": self.company_id.id,
                "default_column_ids": [
                    fields.Command.create({"header": name, "field": meanings[name]}) for name in header if name in meanings
                ],
            },
        }

    def action_download_refused_xlsx(self):
        """D8: download the refused rows with their reasons as XLSX."""
        return self._download_refused("xlsx")

    def action_download_refused_csv(self):
        """D8: download the refused rows with their reasons as CSV."""
        return self._download_refused("csv")

    def action_open_charges(self):
        """List the slips that came from this file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Slips"),
            "res_model": "hotel.charge",
            "view_mode": "list,form",
            "domain": [("import_id", "=", self.id)],
        }

    def _download_refused(self, kind):
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/hotel/import/{self.id}/refused.{kind}", "target": "download"}

    def _start(self):
        """Check the file, count its rows and mark the import as running, taken up where it stopped."""
        self.ensure_one()
        try:
            with self._open() as charge_file:
                problem = self._get_problem(charge_file)
                if problem:
                    raise UserError(problem)
                total = sum(1 for _row in charge_file.rows())
        except FileProblem as error:
            raise UserError(self._word(error)) from error
        if not total:
            raise UserError(self.env._("%s holds no rows below its header.", self.display_name))
        self.sudo().write(
            {
                "state": "running",
                "total": total,
                "user_id": self.env.uid,
                "message": False,
                "started_at": self.started_at or fields.Datetime.now(),
                "finished_at": False,
            }
        )

    @contextmanager
    def _open(self):
        """Yield the `ChargeFile` of the import, read from the file store without loading it as a whole.

        :raise FileProblem: it cannot be read
        """
        self.ensure_one()
        path, content = self._get_source()
        if path:
            yield ChargeFile(path, self.format_id.encoding, self.format_id.separator)
            return
        # A file not saved yet, or one that the database holds, lies in a temporary file meanwhile.
        handle, path = tempfile.mkstemp(prefix="hotel_import_")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            yield ChargeFile(path, self.format_id.encoding, self.format_id.separator)
        finally:
            os.unlink(path)

    def _get_source(self):
        """Return (path, None) of the stored file, or (None, content) where it lies in no file."""
        if not isinstance(self.id, int):
            return None, base64.b64decode(self.with_context(bin_size=False).file or b"")
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_field", "=", "file"), ("res_id", "=", self.id)], limit=1)
        )
        path = attachment.store_fname and attachment._full_path(attachment.store_fname)
        return (path, None) if path and os.path.isfile(path) else (None, attachment.raw or b"")

    def _get_problem(self, charge_file):
        """Return what keeps the file from being imported with its format, or None."""
        if not self.format_id:
            return self.env._(
                "No format fits these columns: %(columns)s. Choose one or make one from the file.",
                columns=", ".join(charge_file.header),
            )
        _found, missing = self.format_id._get_column_indices(charge_file.header)
        if missing:
            return self.env._(
                "Columns missing in the file: %(missing)s. It has: %(columns)s. Choose another format or correct the file.",
                missing=", ".join(missing),
                columns=", ".join(charge_file.header),
            )
        return None

    def _render_preview(self, charge_file):
        meanings, _missing = self.format_id._get_column_indices(charge_file.header) if self.format_id else ({}, [])
        labels = dict(self.env["hotel.charge.import.column"]._fields["field"]._description_selection(self.env))
        head = Markup("").join(
            Markup("<th>%s<br/><small class='text-muted'>%s</small></th>") % (name, labels.get(meanings.get(index), "-"))
            for index, name in enumerate(charge_file.header)
        )
        body = Markup("").join(
            Markup("<tr><td class='text-muted'>%s</td>%s</tr>")
            % (line, Markup("").join(Markup("<td>%s</td>") % plain(cell)[:80] for cell in cells))
            for line, cells in islice(charge_file.rows(), PREVIEW_ROWS)
        )
        return Markup(
            "<table class='table table-sm table-bordered w-auto'><thead><tr><th></th>%s</tr></thead><tbody>%s</tbody></table>"
        ) % (head, body)

    def _word(self, error):
        """Return a `FileProblem` in the user's words: what is wrong and what to do."""
        words = {
            "empty": self.env._("The file is empty."),
            "no_header": self.env._("The file has no row with the names of its columns."),
            "old_excel": self.env._("This is an old Excel file (.xls). Save it as .xlsx or CSV."),
            "encoding": self.env._("The file's characters are neither UTF-8 nor GB18030. Save it as CSV UTF-8."),
            "broken": self.env._("The file is damaged or no CSV or XLSX file. Export it anew. (%(detail)s)"),
            "broken_row": self.env._("Line %(line)s of the file cannot be read (%(detail)s). Check quotes and separators."),
            "duplicate_columns": self.env._("These columns stand twice in the file: %(columns)s. Rename or remove one."),
            "too_large": self.env._("Unpacked, the file has more than %(most)s MiB. Split it into several files."),
            "too_many_columns": self.env._("The file has %(count)s columns, more than %(most)s. Is it a file of slips?"),
        }
        return readable(words[error.code] % error.params if error.params else words[error.code])
