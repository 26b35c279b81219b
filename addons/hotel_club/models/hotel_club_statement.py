from dateutil.relativedelta import relativedelta

from odoo import models


class HotelClubMember(models.Model):
    """What the points statement of a member says (I13, M3)."""

    _inherit = "hotel.club.member"

    def _get_statement(self):
        """Return the last 12 months: {"since", "until", "opening", "lines": [{"entry", "balance"}], "closing", "expiring"}.

        `expiring` is [(day, points)] of what is lost within the next 12 months unless it is redeemed.
        """
        self.ensure_one()
        today = self.company_id.sudo()._hotel_today()
        since = today - relativedelta(years=1)
        entries = self.entry_ids.sorted("id")
        opening = balance = sum(entry.points for entry in entries if entry.date < since)
        lines = []
        for entry in entries.filtered(lambda entry: entry.date >= since):
            balance += entry.points
            lines.append({"entry": entry, "balance": balance})
        expiring = {}
        for entry in entries.filtered(lambda entry: entry.left and entry.expires_on and entry.expires_on <= today + relativedelta(years=1)):
            expiring[entry.expires_on] = expiring.get(entry.expires_on, 0) + entry.left
        return {
            "since": since, "until": today, "opening": opening, "lines": lines, "closing": balance, "expiring": sorted(expiring.items()),
        }  # fmt: skip
