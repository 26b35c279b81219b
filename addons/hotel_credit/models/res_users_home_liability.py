from odoo import api, models


class ResUsers(models.Model):
    """M5: a department head starts with the temporary credits."""

    _inherit = "res.users"

    @api.model
    def _hotel_home_desk(self):
        user = self.env.user
        if user.has_group("hotel_base.group_department_head") and not user.has_group("hotel_base.group_sales"):
            return "hotel_credit.hotel_temporary_credit_action"
        return super()._hotel_home_desk()
