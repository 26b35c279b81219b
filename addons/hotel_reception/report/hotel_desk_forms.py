from odoo import models


class HotelDeskEntry(models.Model):
    """What the printed register and proof ask of entries (M3)."""

    _inherit = "hotel.desk.entry"

    def _get_local_time(self):
        """Return the hour of arrival in the hotel's time zone."""
        self.ensure_one()
        return self.company_id.sudo()._hotel_local(self.arrived_at).strftime("%H:%M")

    def _group_for_register(self):
        """Return [(day, entries)]: a form for each day and desk, in the order of coming."""
        groups = self.sorted(lambda entry: (entry.day, entry.desk_id.id, entry.number)).grouped(lambda entry: (entry.day, entry.desk_id))
        return [(day, entries) for (day, _desk), entries in groups.items()]

    def _get_register_signatures(self):
        return [{"label": self.env._("The reception")}, {"label": self.env._("Sales head")}]

    def _get_signatures(self):
        """Return the boxes of the proof: who entered, who received."""
        return [
            {"label": self.env._("Entered by"), "name": self.entered_by_id.name, "date": self.day},
            {"label": self.env._("Received by"), "name": self.user_id.name, "date": self.day},
        ]


class HotelDeskWeek(models.Model):
    _inherit = "hotel.desk.week"

    def _get_signatures(self):
        """Return the boxes of the weekly report."""
        return [
            {"label": self.env._("Sales head"), "name": self.issued_by_id.name, "date": self.issued_at and self.issued_at.date()},
            {"label": self.env._("General manager")},
        ]


class HotelDeskDispute(models.Model):
    _inherit = "hotel.desk.dispute"

    def _get_signatures(self):
        """Return the boxes of the decision: who decided, and both parties."""
        return [
            {"label": self.env._("Decided by"), "name": self.decided_by_id.name, "date": self.decided_at and self.decided_at.date()},
            {"label": self.env._("Claimed by"), "name": self.claimant_id.name},
            {"label": self.env._("Claimed from"), "name": self.against_id.name},
        ]
