from odoo import fields, models


class HotelChargeImportColumn(models.Model):
    """A column of a slip file and what it holds."""

    _name = "hotel.charge.import.column"
    _description = "Slip File Column"
    _order = "format_id, sequence, id"

    format_id = fields.Many2one("hotel.charge.import.format", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    header = fields.Char("Name in the file", required=True)
    field = fields.Selection(
        [
            ("external_ref", "External reference"),
            ("business_date", "Business date"),
            ("outlet", "Outlet (code)"),
            ("customer", "Customer (reference)"),
            ("agreement", "Agreement (number)"),
            ("signer", "Signer (card code)"),
            ("kind", "Revenue kind"),
            ("amount", "Amount"),
            ("amount_rooms", "Amount: rooms"),
            ("amount_food", "Amount: food"),
            ("amount_beverage", "Amount: beverage"),
            ("amount_banquet", "Amount: banquet"),
            ("amount_other", "Amount: other"),
            ("currency", "Currency (code)"),
            ("guest", "Guest"),
            ("check_number", "Check number"),
        ],
        "Holds",
        required=True,
    )
    required = fields.Boolean(default=True, help="A file without this column is not accepted.")

    _unique_field = models.UniqueIndex("(format_id, field)", "Each meaning belongs to one column of the file.")
    _unique_header = models.UniqueIndex("(format_id, lower(header))", "Each column of the file stands once in the format.")
