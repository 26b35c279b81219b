from odoo import models


class HotelEventOrder(models.Model):
    """H8, H21: a cancelled order frees its crew and stops its deadlines; none is issued without an emergency plan."""

    _inherit = "hotel.event.order"

    def _get_issue_problems(self):
        problems = super()._get_issue_problems()
        plan = self.event_id.hotel_emergency_ids
        if not plan:
            problems.append(self.env._("There is no emergency plan of the event yet."))
        elif plan.missing:
            problems.append(self.env._("The emergency plan does not say: %s.", plan.missing))
        elif not plan.approved_at:
            problems.append(self.env._("The emergency plan is not approved yet."))
        return problems

    def _go(self, state, **values):
        result = super()._go(state, **values)
        if state == "cancelled":
            self.sudo().event_id._hotel_on_or_off()
        return result
