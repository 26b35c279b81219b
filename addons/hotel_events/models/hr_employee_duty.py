from odoo import fields, models
from odoo.tools import format_datetime


class HrEmployee(models.Model):
    """E8, I11: who changes post hands over the tasks of countdowns that are not done, and the duties still to come."""

    _inherit = "hr.employee"

    def _hotel_responsibilities(self):
        items = super()._hotel_responsibilities()
        tasks = self.env["hotel.event.task"].search(
            [("owner_id", "in", self.user_id.ids), ("done_at", "=", False), ("event_id.hotel_is_off", "=", False)]
        )
        duties = self.env["hotel.event.duty"].search(
            [("employee_id", "in", self.ids), ("holds", "=", True), ("stop", ">", fields.Datetime.now())]
        )
        items += [
            {
                "record": task,
                "kind": "event_task",
                "name": self.env._("Countdown: %s", task.display_name),
                "user_field": "owner_id",
            }
            for task in tasks
        ]
        items += [
            {
                "record": duty,
                "kind": "event_duty",
                "name": self.env._(
                    "Duty: %(duty)s, %(when)s", duty=duty.display_name, when=format_datetime(self.env, duty.start)
                ),
                "user_field": "employee_id",
            }
            for duty in duties
        ]
        return items
