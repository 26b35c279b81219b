from odoo import models


class HotelVisit(models.Model):
    """K4, M3: what the printed forms of a visit need."""

    _inherit = "hotel.visit"

    def _days_of(self, steps):
        """Return the hotel's dates on which steps begin, sorted."""
        return sorted({self.company_id._hotel_local(step.start).date() for step in steps})

    def _steps_on(self, steps, day):
        return steps.filtered(lambda step: self.company_id._hotel_local(step.start).date() == day)

    def _get_signature_boxes(self):
        """Return the boxes of the request: who asked, and each tier with who decided and when."""
        self.ensure_one()
        visit_sudo = self.sudo()
        requested = visit_sudo.approval_requested_at
        boxes = [
            {
                "label": self.env._("Prepared by"),
                "name": visit_sudo.user_id.name,
                "date": requested and visit_sudo.company_id._hotel_local(requested).date(),
            }
        ]
        steps = visit_sudo._approval_round_steps() if visit_sudo.approval_round else visit_sudo.approval_step_ids
        for step in steps.filtered(lambda step: step.state in ("pending", "waiting", "approved", "rejected")):
            decided = step.state == "approved"
            boxes.append(
                {
                    "label": step.role,
                    "name": step.decided_by_id.name if decided else False,
                    "date": visit_sudo.company_id._hotel_local(step.decided_at).date() if decided else False,
                }
            )
        if not steps:
            boxes += [{"label": self.env._("Department head")}, {"label": self.env._("General manager")}]
        return boxes
