from odoo import api, models


class ResUsers(models.Model):
    """E8: a user is not switched off while the employee behind it has something to hand over and no departure recorded."""

    _inherit = "res.users"

    def write(self, vals):
        if not vals.get("active", True):
            self.filtered("active")._hotel_employees()._hotel_refuse_vanishing()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_responsibilities(self):
        self._hotel_employees()._hotel_refuse_if_open()

    def _hotel_employees(self):
        return self.env["hr.employee"].sudo().with_context(active_test=False).search([("user_id", "in", self.ids)])

    @api.model
    def _hotel_home(self):
        """M5: return the XML id of the action with which the app opens for the current user."""
        return self._hotel_home_urgent() or self._hotel_home_desk()

    @api.model
    def _hotel_home_urgent(self):
        """Return what waits for the user's decision or is late with the user (an action's XML id), None if nothing is."""
        if self.env["hotel.approval.step"].search_count([("waiting_for_me", "=", True)], limit=1):
            return "hotel_base.hotel_approval_step_action_waiting"
        mine = ["|", ("owner_id", "=", self.env.uid), ("escalated_to_id", "=", self.env.uid)]
        if self.env["hotel.clock"].search_count([*mine, ("stopped", "=", False), ("late", "=", True)], limit=1):
            return "hotel_base.hotel_clock_action"

    @api.model
    def _hotel_home_desk(self):
        """Return where the user works otherwise (an action's XML id)."""
        if self.env.user.has_group("hotel_base.group_hr"):
            return "hotel_base.hotel_handover_action"
        return "hotel_base.hotel_approval_step_action_waiting"
