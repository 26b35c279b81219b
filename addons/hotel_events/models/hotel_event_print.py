from odoo import models


class HotelEventOrder(models.Model):
    """M3: what the printed event order shows besides its fields."""

    _inherit = "hotel.event.order"

    def _get_printed_news(self):
        """H5: return {key: {"came": rows, "went": rows}} of what the latest issue changed."""
        self.ensure_one()
        return {
            change.key: {
                "came": (change.after or "").split("\n") if change.after else [],
                "went": (change.before or "").split("\n") if change.before else [],
            }
            for change in self.sudo().issue_ids[:1].change_ids
        }

    def _get_printed_signatures(self, department=None):
        """Return the boxes of the departments (or one), with who confirmed the latest issue on the screen."""
        self.ensure_one()
        order_sudo = self.sudo()
        confirmed = {
            row.department_id: row
            for row in order_sudo.acknowledgement_ids
            if row.revision == order_sudo.revision and row.state == "confirmed"
        }
        return [
            {
                "label": each.name,
                "name": confirmed[each].confirmed_by_id.name if each in confirmed else False,
                "date": confirmed[each].confirmed_at if each in confirmed else False,
            }
            for each in (department or order_sudo.department_ids)
        ]


class HotelEventIssue(models.Model):
    _inherit = "hotel.event.issue"

    def _get_printed_departments(self):
        """H5: return who gets a page: the departments of this issue, and those of the last one that are not concerned any more."""
        self.ensure_one()
        before = self.order_id.issue_ids.filtered(lambda issue: issue.revision == self.revision - 1)
        return self.department_ids | before.department_ids


class HotelEventCancellation(models.Model):
    _inherit = "hotel.event.cancellation"

    def _get_printed_signatures(self):
        """Return the boxes: the customer, the GM who approved, finance."""
        self.ensure_one()
        step_sudo = self.sudo().approval_step_ids.filtered(lambda step: step.state == "approved")[-1:]
        return [
            {"label": self.env._("Customer"), "name": self.signed_by, "date": self.received_at, "image": self.signature},
            {"label": self.env._("General manager"), "name": step_sudo.decided_by_id.name, "date": step_sudo.decided_at},
            {"label": self.env._("Finance"), "name": self.sudo().booked_by_id.name, "date": self.booked_at},
        ]
