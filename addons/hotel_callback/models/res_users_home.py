from odoo import api, models


class ResUsers(models.Model):
    """M5: the sales head, who leads the callers, starts at the service manager's page unless another addon has one for sales."""

    _inherit = "res.users"

    @api.model
    def _hotel_home_desk(self):
        home = super()._hotel_home_desk()
        if home == "hotel_base.hotel_approval_step_action_waiting" and self.env.user.has_group("hotel_base.group_sales_head"):
            return "hotel_callback.hotel_callback_manager_action"
        return home
