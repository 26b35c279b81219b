from odoo import fields, models


class HotelCallbackDateKind(models.Model):
    """What a customer's date stands for: start of an agreement, completion of a work, founding day."""

    _name = "hotel.callback.date.kind"
    _description = "Kind of Customer Date"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)

    _unique_code = models.UniqueIndex("(code)", "Another kind has this code.")


class HotelCallbackDate(models.Model):
    """I2: a date of a customer that no other record carries; rules count from it as from any other."""

    _name = "hotel.callback.date"
    _description = "Customer Date"
    _order = "date desc, id desc"
    _rec_name = "kind_id"
    _check_company_auto = True

    partner_id = fields.Many2one("res.partner", "Customer", required=True, ondelete="cascade", index=True)
    kind_id = fields.Many2one("hotel.callback.date.kind", "What", required=True, ondelete="restrict")
    kind_code = fields.Char(related="kind_id.code", store=True, index=True)
    date = fields.Date(required=True, index=True)
    at = fields.Datetime("Exact time", help="For rules that count in hours; empty: the start of the day counts.")
    user_id = fields.Many2one("res.users", "Whose work it was", domain="[('share', '=', False)]")
    company_id = fields.Many2one("res.company", "Hotel", required=True, default=lambda self: self.env.company, index=True)
    note = fields.Char()
