from odoo import api, models


class ResUsers(models.Model):
    """M5: the sales head, who leads the callers, starts at the service manager's page unless something waits."""

    _inherit = "res.users"

    @api.model
    def _hotel_home(self):
        if self.env.user.has_group("hotel_base.group_sales_head"):
            # Not in _hotel_home_desk: other addons have a page there for all salespeople, and the order of addons decides.
            return self._hotel_home_urgent() or "hotel_callback.hotel_callback_manager_action"
        return super()._hotel_home()
