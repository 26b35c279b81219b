from odoo import fields, models


class HotelEventOrder(models.Model):
    """J9: an event order is issued when the lessons of its kind and rooms are ticked as avoided."""

    _inherit = "hotel.event.order"

    lesson_ids = fields.One2many("hotel.event.lesson", "order_id", "Lessons")

    def action_look_for_lessons(self):
        """Put the lessons that count for the order onto it; what is there stays."""
        self.check_access("write")
        self.sudo()._look_for_lessons()
        return True

    def _look_for_lessons(self):
        """Add the lessons that count now (superuser mode). Return those that are new."""
        lessons = self.env["hotel.event.lesson"]
        for order in self:
            missing = self.env["hotel.complaint.case"].search(self.env["hotel.complaint.case"]._get_event_domain(order)) - order.lesson_ids.case_id
            lessons |= lessons.create([{"order_id": order.id, "case_id": case.id} for case in missing])
        return lessons

    def _get_issue_problems(self):
        """J9: the lessons that count and are not ticked; asked of the library itself, whatever stands on the order."""
        problems = super()._get_issue_problems()
        order_sudo = self.sudo()
        cases_sudo = self.env["hotel.complaint.case"].sudo()
        counting = cases_sudo.search(cases_sudo._get_event_domain(order_sudo))
        open_ones = counting - order_sudo.lesson_ids.filtered("avoided_at").case_id
        if open_ones:
            problems.append(
                self.env._(
                    "Lessons of earlier complaints not ticked as avoided: %s. Look for lessons and say how.",
                    ", ".join(open_ones.mapped("name")),
                )
            )
        return problems


class EventEvent(models.Model):
    _inherit = "event.event"

    def _hotel_apply_kind(self, kind):
        """J9: with the kind's template come the lessons learnt with it."""
        result = super()._hotel_apply_kind(kind)
        self.sudo().hotel_order_ids._look_for_lessons()
        return result
