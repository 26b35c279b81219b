from odoo import fields, models


class HotelCustomerClassChange(models.Model):
    """I1, M2: who put a customer into which class, when and why. Written by the server, changed by nobody."""

    _name = "hotel.customer.class.change"
    _description = "Change of a Customer's Class"
    _inherit = ["hotel.protected.mixin"]
    _order = "changed_at desc, id desc"

    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="cascade", index=True)
    from_class_id = fields.Many2one("hotel.customer.class", "From", readonly=True, ondelete="restrict")
    to_class_id = fields.Many2one("hotel.customer.class", "To", readonly=True, ondelete="restrict")
    why = fields.Char(required=True, readonly=True)
    proposed = fields.Boolean("As proposed", readonly=True, help="The figures of the last 12 months proposed the class.")
    changed_by_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict")
    changed_at = fields.Datetime("On", required=True, readonly=True)

    _server_fields = frozenset(
        {"partner_id", "from_class_id", "to_class_id", "why", "proposed", "changed_by_id", "changed_at"}
    )
