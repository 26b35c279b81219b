from odoo import api, models
from odoo.exceptions import AccessError, UserError


class IrAttachment(models.Model):
    """The file behind a binary field is a row of its own, which the lock of the document's write() does not see.

    So the files of binary fields are written through their field alone, where the document's own checks see it, never
    as attachments; and files that lay with the document when it was submitted stay (B7).
    """

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or operation == "read" or not self:
            return result
        forbidden = result[0] if result else self.browse()
        locked = (self - forbidden)._get_locked(operation)
        if not locked:
            return result

        def error():
            return AccessError(
                self.env._(
                    "%(files)s: belongs to a document under review or approved, or is kept by the system, "
                    "so it cannot be changed.",
                    files=", ".join(locked.sudo().mapped("display_name")),
                )
            )

        return forbidden + locked, error

    def write(self, vals):
        result = super().write(vals)
        if {"res_model", "res_id", "res_field"} & vals.keys():
            # moved onto a locked document
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_reviewed(self):
        """B7: the chatter deletes files under sudo; what lay with a submitted document stays all the same."""
        if locked := self.sudo().filtered(lambda file: not file.res_field).sudo(False)._get_locked("unlink"):
            raise UserError(
                self.env._(
                    "%(files)s: was there when the document was submitted, so it stays on record.",
                    files=", ".join(locked.sudo().mapped("display_name")),
                )
            )

    def _get_locked(self, operation):
        """Return the attachments of `self` that stay as they are, because their document does."""
        locked = self.browse()
        for model_name, files in self.sudo().grouped("res_model").items():
            model = self.env.get(model_name) if model_name else None
            if model is None or not hasattr(model, "_get_server_fields"):
                continue
            existing = set(model.sudo().browse(files.mapped("res_id")).exists().ids)
            for file in files:
                document = model.browse(file.res_id)
                if file.res_field:
                    # The field itself is stored under sudo and does not come here.
                    locked += file
                elif operation == "create":
                    # new files may join a document at any time, they replace nothing
                    continue
                elif (
                    file.res_id in existing
                    and hasattr(document, "_approval_is_attachment_locked")
                    and document._approval_is_attachment_locked(file.res_field, file.create_date)
                ):
                    locked += file
        return locked.sudo(False)
