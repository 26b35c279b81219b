from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools.misc import clean_context

from ..models.hotel_callback_file import CONTENT


class HotelCallbackFileOpened(models.TransientModel):
    """The copy of a file in the hands of who opened it; a record rule shows it to nobody else."""

    _name = "hotel.callback.file.opened"
    _description = "Opened Customer File"
    _inherit = ["hotel.protected.mixin"]

    file_id = fields.Many2one("hotel.callback.file", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one(related="file_id.partner_id")
    class_id = fields.Many2one(related="file_id.class_id")
    confidential = fields.Boolean(related="file_id.confidential")
    responsible = fields.Boolean(related="file_id.responsible")
    habits = fields.Text("Habits and wishes")
    family = fields.Text("Family and people")
    remarks = fields.Text()
    exportable = fields.Boolean(readonly=True, help="Made by an export that was allowed and logged: may be printed.")

    _server_fields = frozenset({"exportable"})

    def action_save(self):
        """Write the changes back into the file; for the responsible team."""
        self.ensure_one()
        if not self.file_id._is_responsible():
            raise AccessError(self.env._("%s is changed by the responsible team.", self.file_id.display_name))
        self.file_id._open("write")
        self.file_id.sudo().with_context(clean_context(self.env.context)).write({name: self[name] for name in CONTENT})
        return {"type": "ir.actions.act_window_close"}
