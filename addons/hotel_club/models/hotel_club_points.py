from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError

from ..rules import club_points as rule

#: Members dealt with in a step of the nightly run; a step is one transaction.
CHUNK = 500


class HotelClubMember(models.Model):
    """Points come and go: the only place where they are booked (I13; superuser mode throughout)."""

    _inherit = "hotel.club.member"

    def _earn(self, kind, name, points, record):
        """Book points that came for `record`, once; return the entry, empty when there is nothing to book.

        :param kind: "business" or "event"
        """
        self.ensure_one()
        entries = self.env["hotel.club.entry"]
        if points <= 0 or self.state != "active":
            return entries
        self._lock()
        source = [("kind", "=", kind), ("res_model", "=", record._name), ("res_id", "=", record.id), ("left_out", "=", False)]
        if entries.search_count([("member_id", "=", self.id), *source], limit=1):
            return entries
        policy = self._get_policy()
        today = self.company_id._hotel_today()
        entry = entries.create({
            "member_id": self.id,
            "kind": kind,
            "name": name,
            "points": points,
            "left": points,
            "date": today,
            "expires_on": today + relativedelta(months=policy.expiry_months) if policy.expiry_months else False,
            "policy_id": policy.id,
            "res_model": record._name,
            "res_id": record.id,
        })
        self._booked(entry)
        return entry

    def _spend(self, name, points, record):
        """Book points that are redeemed, those that expire first before the others.

        :raise UserError: the points do not suffice
        """
        self.ensure_one()
        self._lock()
        if self.state != "active":
            raise UserError(self.env._("%(member)s has ended already.", member=self.display_name))
        today = self.company_id._hotel_today()
        rows = self.entry_ids.filtered(lambda entry: entry.left > 0 and (not entry.expires_on or entry.expires_on >= today))
        taken = rule.take([(entry.id, entry.left, entry.expires_on or None) for entry in rows], points)
        if points <= 0 or taken is None:
            raise UserError(
                self.env._(
                    "%(member)s has %(points)s valid points; %(needed)s are needed.",
                    member=self.display_name, points=sum(rows.mapped("left")), needed=points,
                )
            )  # fmt: skip
        for entry_id, count in taken:
            entry = rows.browse(entry_id)
            entry.left -= count
        entry = self.env["hotel.club.entry"].create({
            "member_id": self.id, "kind": "redeemed", "name": name, "points": -points, "left": 0, "date": today,
            "res_model": record._name, "res_id": record.id,
        })  # fmt: skip
        self._booked(entry)
        return entry

    def _expire(self, entries, why):
        """Book what is left of `entries` as expired."""
        today = self.company_id._hotel_today()
        for entry in entries:
            count, entry.left = entry.left, 0
            self._booked(
                self.env["hotel.club.entry"].create({
                    "member_id": self.id, "kind": "expired", "name": why, "points": -count, "left": 0, "date": today,
                    "res_model": entry._name, "res_id": entry.id,
                })
            )  # fmt: skip

    def _take_back(self, entry, why):
        """Book back what is left of points whose business is not paid any more; what was redeemed of them stays redeemed."""
        self._lock()
        count = entry.left
        entry.write({"left": 0, "left_out": True})
        self._booked(
            self.env["hotel.club.entry"].create({
                "member_id": self.id, "kind": "reversed", "name": why, "points": -count, "left": 0, "date": self.company_id._hotel_today(),
                "res_model": entry._name, "res_id": entry.id,
            })
        )  # fmt: skip

    def _booked(self, entry):
        """Bring member, card and Odoo's own history up to date with a new entry."""
        self.points += entry.points
        self.card_id.points = self.points
        self.env["loyalty.history"].create({
            "card_id": self.card_id.id,
            "description": entry.name,
            "issued": max(entry.points, 0),
            "used": max(-entry.points, 0),
            "order_model": entry.res_model,
            "order_id": entry.res_id,
        })
        self._set_tier()

    def _set_tier(self):
        """I13: the points earned in the last twelve months decide the tier, up and down."""
        tiers = [(tier.id, tier.threshold) for tier in self.env["hotel.club.tier"].search([])]
        for company, members in self.grouped("company_id").items():
            since = company._hotel_today() - relativedelta(years=1)
            earned = dict(
                self.env["hotel.club.entry"]._read_group(
                    [("member_id", "in", members.ids), ("kind", "in", ("business", "event")), ("left_out", "=", False), ("date", ">", since)],
                    ["member_id"], ["points:sum"],
                )
            )  # fmt: skip
            for member in members:
                points = earned.get(member, 0)
                tier = rule.tier_of(points, tiers) or False
                if (member.year_points, member.tier_id.id) != (points, tier):
                    member.write({"year_points": points, "tier_id": tier})

    @api.model
    def _cron_nightly(self):
        """I13: expire points, take back those of business that is not paid any more, set tiers; committed in chunks."""
        done = True
        while done:
            done = self._nightly_chunk(CHUNK)
            if not self.env["ir.cron"]._commit_progress(done):
                break
        last = 0
        while members := self.search([("state", "=", "active"), ("id", ">", last)], order="id", limit=CHUNK):
            members._set_tier()
            last = members[-1].id
            if not self.env["ir.cron"]._commit_progress(len(members)):
                break

    def _nightly_chunk(self, limit):
        """Expire and take back up to `limit` entries each. Never commits. Return how many."""
        entries = self.env["hotel.club.entry"]
        count = 0
        for company in self.env["res.company"].search([]):
            old = entries.search(
                [("company_id", "=", company.id), ("left", ">", 0), ("expires_on", "<", company._hotel_today())], order="expires_on, id", limit=limit
            )
            for member, same in old.grouped("member_id").items():
                member._lock()
                member._expire(same.filtered(lambda entry: entry.left > 0), self.env._("Expired"))
            count += len(old)
        unpaid = self.env["account.move"]._hotel_club_unpaid(limit)
        for entry in unpaid:
            entry.member_id._take_back(entry, self.env._("Not paid any more: %(what)s", what=entry.name))
        return count + len(unpaid)
