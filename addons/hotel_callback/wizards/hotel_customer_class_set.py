from odoo import fields, models


class HotelCustomerClassSet(models.TransientModel):
    """I1: set a class by hand, with the reason."""

    _name = "hotel.customer.class.set"
    _description = "Set the Class of Customers"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    class_id = fields.Many2one("hotel.customer.class", required=True)
    why = fields.Char(required=True)

    def action_confirm(self):
        """Set it."""
        self.partner_ids._hotel_set_class(self.class_id, self.why)
        return {"type": "ir.actions.act_window_close"}
