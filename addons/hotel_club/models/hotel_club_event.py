from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelClubEvent(models.Model):
    """An event of the club's yearly plan: theme, day, audience, points; afterwards attendance, points and an evaluation (I13)."""

    _name = "hotel.club.event"
    _description = "Club Event"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date, id"
    _check_company_auto = True

    _server_fields = frozenset({"state", "awarded_at"})

    name = fields.Char("Theme", required=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict")
    date = fields.Date(required=True, tracking=True, index=True)
    kind = fields.Selection(
        [("festival", "Festival"), ("tasting", "Tasting"), ("talk", "Talk"), ("sport", "Sport"), ("charity", "Charity"), ("other", "Other")],
        required=True, default="tasting",
    )  # fmt: skip
    tier_ids = fields.Many2many("hotel.club.tier", string="For tiers", help="Empty: for all members.")
    user_id = fields.Many2one(
        "res.users", "Responsible", required=True, domain="[('share', '=', False)]", default=lambda self: self.env.user,
        ondelete="restrict", index=True,
    )  # fmt: skip
    place = fields.Char()
    description = fields.Text("Programme")
    points = fields.Integer("Points for coming", default=0)
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary()
    attendance_ids = fields.One2many("hotel.club.attendance", "event_id", "Guests")
    invited_count = fields.Integer("Invited", compute="_compute_counts")
    came_count = fields.Integer("Came", compute="_compute_counts")
    evaluation = fields.Text(help="What went well, what not, what to do otherwise.")
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")], required=True, default="planned", readonly=True, copy=False, tracking=True
    )
    awarded_at = fields.Datetime("Points given", readonly=True, copy=False)

    _points_not_negative = models.Constraint("CHECK (points >= 0)", "The points of an event cannot be negative.")

    @api.depends("attendance_ids.came")
    def _compute_counts(self):
        rows = self.env["hotel.club.attendance"]._read_group([("event_id", "in", self.ids)], ["event_id", "came"], ["__count"])
        counts = {(event, came): count for event, came, count in rows}
        for event in self:
            event.came_count = counts.get((event, True), 0)
            event.invited_count = event.came_count + counts.get((event, False), 0)

    def write(self, vals):
        if not self.env.su and vals.keys() & {"date", "points", "company_id", "tier_ids"} and self.filtered(lambda event: event.state != "planned"):
            raise UserError(self.env._("Day, points and audience stay once an event was held or cancelled."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_planned(self):
        if self.filtered(lambda event: event.state != "planned" or event.attendance_ids):
            raise UserError(self.env._("An event with guests, or one that was held, stays on record; it can be cancelled."))

    def action_invite(self):
        """Put all active members of the event's tiers on the list; who is on it already stays."""
        for event in self:
            event._check_state("planned")
            domain = [("company_id", "=", event.company_id.id), ("state", "=", "active"), ("id", "not in", event.attendance_ids.member_id.ids)]
            if event.tier_ids:
                domain.append(("tier_id", "in", event.tier_ids.ids))
            members = self.env["hotel.club.member"].search(domain)
            self.env["hotel.club.attendance"].create([{"event_id": event.id, "member_id": member.id} for member in members])
        return True

    def action_held(self):
        """The event was held: its points are due within the policy's days (a week)."""
        for event in self:
            event._check_state("planned")
            if event.date > event.company_id._hotel_today():
                raise UserError(self.env._("%(event)s is on %(day)s.", event=event.name, day=fields.Date.to_string(event.date)))
            event.sudo().state = "held"
            policy = self.env["hotel.club.policy"]._get_in_force(event.company_id, event.date)
            last = datetime.combine(event.date + timedelta(days=policy.award_days), time(23, 59, 59))
            self.env["hotel.clock"].start(
                event.sudo(), "club_points", event.company_id._hotel_utc(last), event.user_id, name=lambda env: env._("Points and evaluation of the event")
            )
        return True

    def action_award(self):
        """I13: give the points to who came, once, and end the event's deadline; the evaluation must be written."""
        for event in self:
            event._check_state("held")
            if event.awarded_at:
                raise UserError(self.env._("The points of %(event)s are given already.", event=event.name))
            if not (event.evaluation or "").strip():
                raise UserError(self.env._("%(event)s: write the evaluation first.", event=event.name))
            event_sudo = event.sudo()
            for attendance in event_sudo.attendance_ids.filtered("came"):
                attendance.member_id._earn("event", event.name, event_sudo.points, event_sudo)
            event_sudo.awarded_at = fields.Datetime.now()
            self.env["hotel.clock"].stop(event_sudo, "club_points")
        return True

    def action_cancel(self):
        """The event does not take place."""
        for event in self:
            event._check_state("planned")
            event.sudo().state = "cancelled"
        return True

    def _check_state(self, state):
        self.ensure_one()
        self.check_access("write")
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state", "awarded_at"])
        if self.state != state:
            label = dict(self._fields["state"]._description_selection(self.env))[self.state]
            raise UserError(self.env._("%(event)s: this cannot be done any more, it is %(state)s.", event=self.name, state=label.lower()))
