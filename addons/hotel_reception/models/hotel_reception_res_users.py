from odoo import api, models


class ResUsers(models.Model):
    """M5: who is at the door starts there."""

    _inherit = "res.users"

    @api.model
    def _hotel_home(self):
        if self.env.user.has_group("hotel_reception.group_door"):
            return "hotel_reception.hotel_visitor_door_action"
        return super()._hotel_home()
