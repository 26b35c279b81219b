from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelCallback(models.Model):
    """I14: a visit is agreed for a window of two hours, confirmed again one hour before, its lateness told beforehand."""

    _inherit = "hotel.callback"

    visit_start = fields.Datetime("Visit from", readonly=True, copy=False)
    visit_end = fields.Datetime("Visit until", readonly=True, copy=False)
    visit_confirmed_at = fields.Datetime("Confirmed again", readonly=True, copy=False)
    visit_told_late_at = fields.Datetime("Lateness told", readonly=True, copy=False)
    visit_expected_at = fields.Datetime("Expected instead", readonly=True, copy=False)
    visit_late_told_in_time = fields.Boolean("Lateness told beforehand", readonly=True, copy=False)
    visit_arrived_at = fields.Datetime("Arrived", readonly=True, copy=False)
    visit_late = fields.Boolean("Arrived late", compute="_compute_visit_late", store=True, readonly=True)

    _server_fields = frozenset(
        {
            "visit_start", "visit_end", "visit_confirmed_at", "visit_told_late_at", "visit_expected_at", "visit_late_told_in_time",
            "visit_arrived_at", "visit_late",
        }
    )  # fmt: skip

    @api.depends("visit_end", "visit_arrived_at")
    def _compute_visit_late(self):
        for visit in self:
            visit.visit_late = bool(visit.visit_end and visit.visit_arrived_at and visit.visit_arrived_at > visit.visit_end)

    def action_agree_visit(self, start):
        """Agree with the customer on the window that begins at `start` (naive UTC instant or its string)."""
        self.ensure_one()
        visit_sudo = self._get_visit_sudo()
        start = fields.Datetime.to_datetime(start)
        if not start or start <= fields.Datetime.now():
            raise UserError(self.env._("Agree on a time to come."))
        if visit_sudo.partner_id.hotel_opt_out:
            raise UserError(self.env._("%s wants no callbacks: cancel it.", visit_sudo.partner_id.name))
        company = visit_sudo.company_id
        visit_sudo.write({
            "visit_start": start,
            "visit_end": start + timedelta(hours=company.hotel_visit_hours),
            "visit_confirmed_at": False,
            "visit_told_late_at": False,
            "visit_expected_at": False,
            "visit_late_told_in_time": False,
        })
        visit_sudo._put_off(start, agreed=True)
        self.env["hotel.clock"].stop(visit_sudo, "visit_confirm")
        self.env["hotel.clock"].start(
            visit_sudo, "visit_confirm", start - timedelta(hours=company.hotel_visit_confirm_hours), visit_sudo.owner_id,
            name=lambda env: env._("Confirm the visit"), remind_before=timedelta(minutes=30),
        )  # fmt: skip
        return True

    def action_confirm_visit(self):
        """Note that the visit was confirmed once more."""
        for visit in self:
            visit_sudo = visit._get_visit_sudo()
            if not visit_sudo.visit_start:
                raise UserError(self.env._("Agree on a time with the customer first."))
            visit_sudo.visit_confirmed_at = fields.Datetime.now()
            self.env["hotel.clock"].stop(visit_sudo, "visit_confirm")
        return True

    def action_tell_late(self, expected):
        """Note that the customer was told of a delay, and when the visitor will be there instead.

        :param expected: naive UTC instant or its string
        """
        self.ensure_one()
        visit_sudo = self._get_visit_sudo()
        expected = fields.Datetime.to_datetime(expected)
        now = fields.Datetime.now()
        if not visit_sudo.visit_start or visit_sudo.visit_arrived_at:
            raise UserError(self.env._("Lateness is told between the agreement and the arrival."))
        if not expected or expected < visit_sudo.visit_start or expected <= now:
            raise UserError(self.env._("When will you be there? Enter a time after the one agreed."))
        visit_sudo.write({
            "visit_told_late_at": now,
            "visit_expected_at": expected,
            "visit_late_told_in_time": now <= visit_sudo.visit_end,
        })
        return True

    def action_arrive(self):
        """Note the arrival; the customer is reached."""
        for visit in self:
            visit_sudo = visit._get_visit_sudo()
            if visit_sudo.visit_arrived_at:
                raise UserError(self.env._("The arrival is noted already."))
            visit.action_attempt("reached")
            visit_sudo.visit_arrived_at = fields.Datetime.now()
            self.env["hotel.clock"].stop(visit_sudo, "visit_confirm")
        return True

    def _get_visit_sudo(self):
        self.ensure_one()
        self._check_mine()
        self._check_open()
        if self.way != "visit":
            raise UserError(self.env._("%s is no visit.", self.display_name))
        return self.sudo()
