import base64
import binascii
import hashlib

from odoo import api, fields, models


class HotelFiledDocumentMixin(models.AbstractModel):
    """For files that are handed in and never change: their SHA-256 is kept to show that they have not (M2).

    The model declares `name`, `file` (an attachment), and `sha256`, `size`, `uploaded_by_id` and `uploaded_at`, which only the
    server writes. It says what it takes by extending `_prepare_filed_vals`, and how it refuses in `_refuse_change`.
    """

    _name = "hotel.filed.document.mixin"
    _inherit = ["hotel.protected.mixin"]
    _description = "File that never changes"

    #: Field that names what the file belongs to.
    _filed_parent = None
    _server_fields = frozenset({"sha256", "size", "uploaded_by_id", "uploaded_at"})

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        for document, vals in zip(documents, vals_list, strict=True):
            document.sudo().write(document._prepare_filed_vals(self._decode(vals.get("file"))))
        return documents

    def write(self, vals):
        if {"file", "name", self._filed_parent} & vals.keys():
            self._refuse_change()
        return super().write(vals)

    def _prepare_filed_vals(self, data):
        """Return what is kept beside the file.

        :param bytes data: of the file
        :raise ValidationError: where an extension does not take it
        """
        self.ensure_one()
        return {
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "uploaded_by_id": self.env.uid,
            "uploaded_at": fields.Datetime.now(),
        }

    def _refuse_change(self):
        """Raise the UserError that names these files and says that another one can be added."""
        raise NotImplementedError

    @api.model
    def _decode(self, content):
        try:
            return base64.b64decode(content or b"", validate=False)
        except (binascii.Error, ValueError):
            return b""

    def _get_changed(self):
        """Return those whose file is no longer the one that was handed in. Call it with sudo."""
        return self.filtered(
            lambda each: hashlib.sha256(self._decode(each.with_context(bin_size=False).file)).hexdigest() != each.sha256
        )
