from odoo import models

from ..rules import run_sheet


class HotelEventItem(models.Model):
    """H6: an item on the page of the day."""

    _inherit = "hotel.event.item"

    def _get_day_values(self, now, today, crew, mine):
        """Return what the page of the day shows of this item; `crew` is {role: duties with a person}."""
        when = run_sheet.when(self.start, self.stop, now)
        begin, end = (self.event_id._hotel_clock_time(moment) for moment in (self.start, self.stop))
        people = self.sudo().employee_id or crew.get(self.sudo().role_id, self.env["hotel.event.duty"].sudo()).employee_id
        return {
            "id": self.id,
            "name": self.name,
            "when": when,
            "start": f"{begin:%H:%M}",
            "stop": f"{end:%H:%M}",
            "day": "" if begin.date() == today else f"{begin:%m-%d}",
            "minutes": round(((self.stop if when == "now" else self.start) - now).total_seconds() / 60),
            "place": self.place_name or "",
            "who": ", ".join(filter(None, (", ".join(people.mapped("name")) or self.role_id.name, self.performer))),
            "needs": self.needs or "",
            "mine": mine,
        }
