from odoo import models

from ..rules import run_sheet


class HotelEventDuty(models.Model):
    """H8: a duty on the page of the day."""

    _inherit = "hotel.event.duty"

    def _get_day_values(self, now, today, employees):
        """Return what the page of the day shows of this duty: the crew may ring each other up."""
        begin, end = (self.event_id._hotel_clock_time(moment) for moment in (self.start, self.stop))
        employee_sudo = self.sudo().employee_id
        return {
            "id": self.id,
            "role": self.role_id.name,
            "person": employee_sudo.name or "",
            "phone": employee_sudo.mobile_phone or employee_sudo.work_phone or "",
            "times": ("" if begin.date() == today else f"{begin:%m-%d} ") + f"{begin:%H:%M}–{end:%H:%M}",
            "place": self.place or "",
            "when": run_sheet.when(self.start, self.stop, now),
            "mine": bool(employee_sudo & employees),
        }
