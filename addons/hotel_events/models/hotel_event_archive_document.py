from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

MAX_BYTES = 50 * 1024 * 1024


class HotelEventArchiveDocument(models.Model):
    """A file in the file of an event (H14). It never changes; its SHA-256 is kept to show that it has not."""

    _name = "hotel.event.archive.document"
    _description = "Document of an Event's File"
    _inherit = ["hotel.filed.document.mixin"]
    _order = "item_id, id"
    _filed_parent = "item_id"

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
        return documents

    def _prepare_filed_vals(self, data):
        if not data or len(data) > MAX_BYTES:
            raise ValidationError(
                self.env._(
                    "%(file)s has %(size)s MiB: a document has more than 0 and at most %(most)s MiB.",
                    file=self.name,
                    size=round(len(data) / 1024 / 1024, 1),
                    most=MAX_BYTES // 1024 // 1024,
                )
            )
        return super()._prepare_filed_vals(data)

    def _refuse_change(self):
        raise UserError(
            self.env._("%s: a document in the file is not changed. Add another one.", ", ".join(self.mapped("name")))
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Documents in the file of an event stay there (M2)."))
