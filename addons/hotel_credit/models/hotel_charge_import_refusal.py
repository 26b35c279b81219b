from odoo import fields, models


class HotelChargeImportRefusal(models.Model):
    """D8: a row of a file that was refused, with its reasons; nothing of it is stored as a slip."""

    _name = "hotel.charge.import.refusal"
    _description = "Refused Row"
    _order = "import_id, line, id"

    import_id = fields.Many2one("hotel.charge.import", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="import_id.company_id", store=True)
    line = fields.Integer("Line of the file", required=True, readonly=True)
    cells = fields.Json(readonly=True)
    content = fields.Char(compute="_compute_content")
    codes = fields.Char(readonly=True)
    message = fields.Char("Reasons", readonly=True)

    def _compute_content(self):
        for row in self:
            row.content = " | ".join(row.cells or [])
