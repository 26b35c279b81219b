from odoo import models
from odoo.fields import Domain


class HotelDaySheet(models.TransientModel):
    """The day sheet names what the run sheets do and who is on duty (H6, H8), with the rights of whoever prints it."""

    _inherit = "hotel.day.sheet"

    def _get_rows(self, begin, end):
        return super()._get_rows(begin, end) + self._get_item_rows(begin, end) + self._get_duty_rows(begin, end)

    def _get_work_domain(self, begin, end):
        """Return the domain of what begins in that time at events of the company that take place."""
        return (
            Domain("start", ">=", begin)
            & Domain("start", "<", end)
            & Domain("event_id.company_id", "=", self.company_id.id)
            & Domain("event_id.hotel_is_off", "=", False)
        )

    def _get_item_rows(self, begin, end):
        """H6: the items of all run sheets."""
        return [
            {
                "start": item.start,
                "stop": item.stop,
                "kind": self.env._("Run sheet"),
                "room": item.place_name,
                "what": f"{item.name} · {item.event_id.name}",
                "who": item.responsible,
            }
            for item in self.env["hotel.event.item"].search(self._get_work_domain(begin, end))
        ]

    def _get_duty_rows(self, begin, end):
        """H8: one row for those who begin the same duty of an event at the same time."""
        duties = self.env["hotel.event.duty"].search(self._get_work_domain(begin, end) & Domain("employee_id", "!=", False))
        return [
            {
                "start": start,
                "stop": stop,
                "kind": self.env._("On duty"),
                "room": place,
                "what": f"{role.name} · {event.name}",
                "who": ", ".join(same.employee_id.mapped("name")),
            }
            for (event, role, start, stop, place), same in duties.grouped(
                lambda duty: (duty.event_id, duty.role_id, duty.start, duty.stop, duty.place)
            ).items()
        ]
