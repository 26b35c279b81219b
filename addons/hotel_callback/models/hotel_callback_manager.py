from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules import callback_figures as rule
from .hotel_callback_score import COUNTS, SHARES

READERS = ("sales_head", "gm", "chairman", "auditor")


class HotelCallbackFigure(models.Model):
    """The service manager's page: today, late, this week's figures, each number with what lies behind it."""

    _inherit = "hotel.callback.figure"

    @api.model
    @api.readonly
    def manager_page(self):
        """Return the tiles, the week's shares and the week by person.

        :raise AccessError: for who may not see everybody's callbacks
        """
        if not any(self.env.user.has_group(f"hotel_base.group_{role}") for role in READERS):
            raise AccessError(self.env._("This page is for the sales head and the management."))
        today = self.env.company._hotel_today()
        monday = today - timedelta(days=today.weekday())
        week = [("day", ">=", monday), ("day", "<", monday + timedelta(days=7)), ("company_id", "=", self.env.company.id)]
        groups = self._read_group(week, ["owner_id"], [f"{name}:sum" for name in COUNTS])
        people = [{"owner": owner.name, "owner_id": owner.id, **self._add_shares(dict(zip(COUNTS, sums, strict=True)))} for owner, *sums in groups]
        total = {name: sum(person[name] or 0 for person in people) for name in COUNTS}
        company = self.env.company.sudo()
        return {
            "day": fields.Date.to_string(today),
            "week_from": fields.Date.to_string(monday),
            "tiles": [tile for tile in self._get_tiles(today) if tile["count"] is not None],
            "week": self._add_shares(total),
            "week_domain": week_domain(monday, self.env.company.id),
            "people": sorted(people, key=lambda person: -(person["due"] or 0)),
            "targets": {"made": company.hotel_callback_target_made, "satisfied": company.hotel_callback_target_satisfied},
            "shares": {name: list(parts) for name, parts in SHARES.items()},
        }

    @staticmethod
    def _add_shares(counts):
        counts = {name: value or 0 for name, value in counts.items()}
        for name, (part, whole, _left_out) in SHARES.items():
            counts[f"{name}_share"] = rule.share(counts[part], counts[whole])
        counts["band"] = rule.band(counts["satisfied_share"])
        return counts

    def _get_tiles(self, today):
        """Return the tiles: name, count, model and domain behind it, tone. Addons append theirs (complaints)."""
        company = self.env.company
        start = fields.Datetime.to_string(company._hotel_utc(datetime.combine(today, time(0))))
        end = fields.Datetime.to_string(company._hotel_utc(datetime.combine(today, time(23, 59, 59))))
        now = fields.Datetime.to_string(fields.Datetime.now())
        here = [("company_id", "=", company.id)]
        tiles = (
            ("today", self.env._("To call today"), "hotel.callback", [("state", "=", "planned"), ("planned_at", "<=", end)], "primary"),
            ("done", self.env._("Closed today"), "hotel.callback", [("state", "=", "done"), ("done_at", ">=", start)], "success"),
            ("late", self.env._("Late"), "hotel.callback", [("state", "=", "planned"), ("due_at", "<", now)], "danger"),
            ("unreachable", self.env._("Unreachable today"), "hotel.callback", [("state", "=", "unreachable"), ("done_at", ">=", start)], "warning"),
            ("escalated", self.env._("Problems with the manager"), "hotel.callback.problem", [("state", "=", "escalated")], "danger"),
            ("tell", self.env._("Customers to tell of the solution"), "hotel.callback.problem", [("state", "=", "solved")], "warning"),
            ("review", self.env._("Reports to review"), "hotel.callback.report", [("state", "=", "handed_in")], "primary"),
            ("report_late", self.env._("Reports late"), "hotel.callback.report", [("late", "=", True)], "danger"),
            ("check", self.env._("Callbacks to check"), "hotel.callback.sample.line", [("result", "=", False)], "primary"),
            ("incident", self.env._("False callbacks to decide"), "hotel.callback.incident", [("state", "=", "open")], "danger"),
            ("left_out", self.env._("Left out"), "hotel.callback.topic", [("state", "=", "left_out"), ("due_at", ">=", now)], "muted"),
            ("class", self.env._("Classes to decide"), "hotel.customer.class.line", [("state", "=", "open")], "primary"),
        )  # fmt: skip
        return [
            {
                "key": key,
                "name": name,
                "model": model,
                "domain": here + domain,
                "tone": tone,
                "count": self.env[model].search_count(here + domain) if self.env[model].has_access("read") else None,
            }
            for key, name, model, domain, tone in tiles
        ]


def week_domain(monday, company_id):
    """Return the domain of a week's figures as the browser takes it."""
    return [
        ["day", ">=", fields.Date.to_string(monday)],
        ["day", "<", fields.Date.to_string(monday + timedelta(days=7))],
        ["company_id", "=", company_id],
    ]
