from odoo import api, fields, models
from odoo.tools.misc import clean_context


class HotelAccessLog(models.Model):
    """Who opened which confidential file, when and what for (C2, I12). Written by the server, changed by nobody."""

    _name = "hotel.access.log"
    _description = "Access log"
    _inherit = ["hotel.protected.mixin"]
    _order = "when desc, id desc"
    _rec_name = "record_name"

    user_id = fields.Many2one("res.users", "Opened by", required=True, readonly=True, ondelete="restrict", index=True)
    when = fields.Datetime(required=True, readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, ondelete="restrict", index=True)
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    record_name = fields.Char("File", readonly=True)
    purpose = fields.Char(required=True, readonly=True)

    _server_fields = frozenset({"user_id", "when", "company_id", "res_model", "res_id", "record_name", "purpose"})

    _of_record = models.Index("(res_model, res_id)")

    @api.private
    def log(self, records, purpose):
        """Note that the current user opens `records` for `purpose` (what was opened, in words). Return the entries."""
        now = fields.Datetime.now()
        return self.sudo().with_context(clean_context(self.env.context)).create([
            {
                "user_id": self.env.uid,
                "when": now,
                "company_id": ("company_id" in record._fields and record.company_id.id) or self.env.company.id,
                "res_model": record._name,
                "res_id": record.id,
                "record_name": record.display_name,
                "purpose": purpose,
            }
            for record in records.sudo()
        ]).sudo(False)
