from odoo import api, models


class ResUsers(models.Model):
    """M5: a cashier starts at the till, everybody else with what waits or is late, or where their work lies."""

    _inherit = "res.users"

    @api.model
    def _hotel_home(self):
        if self.env.user.has_group("hotel_base.group_cashier"):
            return "hotel_credit.hotel_till_action"
        return super()._hotel_home()

    @api.model
    def _hotel_home_desk(self):
        user = self.env.user
        if user.has_group("hotel_base.group_sales"):
            return "hotel_credit.hotel_credit_application_action"
        if user.has_group("hotel_base.group_finance") or user.has_group("hotel_base.group_auditor"):
            return "hotel_credit.hotel_credit_agreement_action"
        return super()._hotel_home_desk()
