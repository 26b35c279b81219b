from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


class HotelEventInvitation(models.Model):
    """H17, I1: the class of the customers is a criterion of invitation lists."""

    _inherit = "hotel.event.invitation"

    class_ids = fields.Many2many("hotel.customer.class", string="Customer classes", help="Empty: customers of every class and of none.")

    def _get_class_domain(self):
        domain = super()._get_class_domain()
        return domain & Domain("hotel_class_id", "in", self.class_ids.ids) if self.class_ids else domain

    def write(self, vals):
        if "class_ids" in vals and self.filtered(lambda each: each.state != "draft"):
            raise UserError(self.env._("A list keeps the classes by which it was drawn. Set it back to draft first."))
        return super().write(vals)

    def _get_share_dimensions(self):
        """H17, I1: the shares of the classes come first."""
        return [("class", "class_id", SQL("partner.hotel_class_id")), *super()._get_share_dimensions()]
