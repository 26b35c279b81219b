import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

MAX_BYTES = 50 * 1024 * 1024


class HotelEventArchiveDocument(models.Model):
    """A file in the file of an event (H14). It never changes; its SHA-256 is kept to show that it has not."""

    _name = "hotel.event.archive.document"
    _description = "Document of an Event's File"
    _inherit = ["hotel.protected.mixin"]
    _order = "item_id, id"

    _server_fields = frozenset({"sha256", "size", "uploaded_by_id", "uploaded_at"})

    item_id = fields.Many2one("hotel.event.archive.item", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True, precompute=True)
    name = fields.Char("File name", required=True)
    file = fields.Binary(attachment=True, required=True, copy=False)
    sha256 = fields.Char("SHA-256", readonly=True, copy=False)
    size = fields.Integer("Bytes", readonly=True, copy=False)
    uploaded_by_id = fields.Many2one("res.users", "Filed by", readonly=True, copy=False, ondelete="restrict")
    uploaded_at = fields.Datetime("Filed", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents.item_id._check_file_open()
        for document, vals in zip(documents, vals_list, strict=True):
            data = self._decode(vals.get("file"))
            if not data or len(data) > MAX_BYTES:
                raise ValidationError(
                    self.env._(
                        "%(file)s has %(size)s MiB: a document has more than 0 and at most %(most)s MiB.",
                        file=document.name,
                        size=round(len(data) / 1024 / 1024, 1),
                        most=MAX_BYTES // 1024 // 1024,
                    )
                )
            document.sudo().write(
                {
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "size": len(data),
                    "uploaded_by_id": self.env.uid,
                    "uploaded_at": fields.Datetime.now(),
                }
            )
        return documents

    def write(self, vals):
        if {"file", "name", "item_id"} & vals.keys():
            raise UserError(
                self.env._("%s: a document in the file is not changed. Add another one.", ", ".join(self.mapped("name")))
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Documents in the file of an event stay there (M2)."))

    @api.model
    def _decode(self, content):
        try:
            return base64.b64decode(content or b"", validate=False)
        except (binascii.Error, ValueError):
            return b""

    def _get_changed(self):
        """Return those whose file is no longer the one that was filed. Call it with sudo."""
        return self.filtered(
            lambda each: hashlib.sha256(self._decode(each.with_context(bin_size=False).file)).hexdigest() != each.sha256
        )
