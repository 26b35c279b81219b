import base64
import binascii
import hashlib

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
    _inherit = ["hotel.approval.child.mixin"]
    _order = "debt_id, id"
    _approval_parent = "debt_id"
    _server_fields = frozenset({"sha256", "size", "mimetype", "uploaded_by_id", "uploaded_at"})

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

    @api.model_create_multi
    def create(self, vals_list):
        evidence = super().create(vals_list)
        for each, vals in zip(evidence, vals_list, strict=True):
            data = self._decode(vals.get("file"))
            each.sudo().write(
                {
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "size": len(data),
                    "mimetype": each._check_content(data),
                    "uploaded_by_id": self.env.uid,
                    "uploaded_at": fields.Datetime.now(),
                }
            )
        return evidence

    def write(self, vals):
        """G4: what was handed in stays what it is.

        :raise UserError: the file, its name or its claim would change
        """
        if {"file", "name", "debt_id"} & vals.keys():
            raise UserError(
                self.env._(
                    "%(files)s: evidence is not changed once it was handed in. Add another file.",
                    files=", ".join(self.mapped("display_name")),
                )
            )
        return super().write(vals)

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

    @api.model
    def _decode(self, content):
        try:
            return base64.b64decode(content or b"", validate=False)
        except (binascii.Error, ValueError):
            return b""

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

    def _get_changed(self):
        """Return those whose file is no longer the one that was handed in. Call it with sudo."""
        return self.filtered(
            lambda each: hashlib.sha256(self._decode(each.with_context(bin_size=False).file)).hexdigest() != each.sha256
        )
