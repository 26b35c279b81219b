from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

#: What is taken as evidence, told by content. Records of the system itself are text.
MIMETYPES = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
MAX_BYTES = 20 * 1024 * 1024


class HotelBadDebtEvidence(models.Model):
    """A file that proves a bad debt (G4). It never changes; its SHA-256 is kept to show that it has not."""

    _name = "hotel.bad.debt.evidence"
    _description = "Evidence of a Bad Debt"
    _inherit = ["hotel.filed.document.mixin", "hotel.approval.child.mixin"]
    _order = "debt_id, id"
    _approval_parent = "debt_id"
    _filed_parent = "debt_id"
    _server_fields = frozenset({"mimetype"})

    debt_id = fields.Many2one("hotel.bad.debt", "Bad debt", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="debt_id.company_id")
    kind = fields.Selection(
        [("ground", "Shows the ground"), ("shortfall", "Shows that assets, estate or insurance do not suffice")],
        "What it shows",
        required=True,
        default="ground",
    )
    name = fields.Char("File name", required=True)
    file = fields.Binary(attachment=True, required=True, copy=False)
    sha256 = fields.Char("SHA-256", readonly=True, copy=False)
    size = fields.Integer("Bytes", readonly=True, copy=False)
    mimetype = fields.Char("Format", readonly=True, copy=False)
    uploaded_by_id = fields.Many2one("res.users", "Handed in by", readonly=True, copy=False, ondelete="restrict")
    uploaded_at = fields.Datetime("Handed in", readonly=True, copy=False)

    def _prepare_filed_vals(self, data):
        return {**super()._prepare_filed_vals(data), "mimetype": self._check_content(data)}

    def _refuse_change(self):
        """G4: what was handed in stays what it is.

        :raise UserError: the file, its name or its claim would change
        """
        raise UserError(
            self.env._(
                "%(files)s: evidence is not changed once it was handed in. Add another file.",
                files=", ".join(self.mapped("display_name")),
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_submitted(self):
        """M2: what lay before those who decide stays, also when the claim was sent back."""
        if kept := self.filtered(lambda each: each.debt_id.approval_round and each.uploaded_at <= each.debt_id.approval_requested_at):
            raise UserError(
                self.env._(
                    "%(files)s: was there when the claim was submitted, so it stays on record.",
                    files=", ".join(kept.mapped("display_name")),
                )
            )

    def _check_content(self, data):
        """Return the MIME type of `data` when it is taken as evidence.

        :raise ValidationError: names the file, what came and what is taken
        """
        mimetype = guess_mimetype(data, default="text/plain") if data else "text/plain"
        if mimetype not in MIMETYPES and not (data and self.env.su):
            raise ValidationError(
                self.env._(
                    "%(file)s is %(mimetype)s or empty. Hand in a PDF, JPEG, PNG or WebP file.", file=self.name, mimetype=mimetype
                )
            )
        if len(data) > MAX_BYTES:
            raise ValidationError(
                self.env._(
                    "%(file)s has %(size)s MiB, at most %(most)s are taken. Scan it smaller.",
                    file=self.name,
                    size=round(len(data) / 1024 / 1024, 1),
                    most=MAX_BYTES // 1024 // 1024,
                )
            )
        return mimetype
