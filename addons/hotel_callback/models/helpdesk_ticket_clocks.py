from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import complaint_clocks as rule
from ..rules import complaint_state as course

PREFIX = "complaint_"
#: What each clock of the rule is called, in the language of an environment.
NAMES = {
    "reaction": lambda env: env._("First reaction"),
    "check": lambda env: env._("Check"),
    "reply": lambda env: env._("Reply"),
    "solution": lambda env: env._("Solution"),
    "satisfaction": lambda env: env._("Satisfaction call"),
}
#: Clocks started at a time.
START_LIMIT = 1000


class HelpdeskTicket(models.Model):
    """The running clocks of a complaint (J2): rows of `hotel.clock`, seen counting down on the list."""

    _inherit = "helpdesk.ticket"

    complaint_due = fields.Datetime("Next deadline", readonly=True, copy=False, help="Of the clock that ends first.")
    complaint_late = fields.Boolean("Late", compute="_compute_complaint_late", search="_search_complaint_late")
    complaint_clocks = fields.Json("Clocks", compute="_compute_complaint_clocks")
    complaint_clock_count = fields.Integer(compute="_compute_complaint_clocks")

    @api.depends("complaint_due")
    def _compute_complaint_late(self):
        now = fields.Datetime.now()
        for ticket in self:
            ticket.complaint_late = bool(ticket.complaint_due) and ticket.complaint_due < now

    def _search_complaint_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("complaint_due", "<", fields.Datetime.now())
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return late if True in wanted else ~late

    @api.depends("complaint_due", "complaint_state")
    @api.depends_context("lang")
    def _compute_complaint_clocks(self):
        """What the widget counts: the running clocks, the late ones that have stopped, and the server's time."""
        now = fields.Datetime.now()
        clocks_sudo = self.env["hotel.clock"].sudo().search([("res_model", "=", self._name), ("res_id", "in", self.ids)], order="due, id")
        found = clocks_sudo.grouped("res_id")
        for ticket in self:
            clocks = found.get(ticket.id, clocks_sudo.browse())
            ticket.complaint_clock_count = len(clocks)
            ticket.complaint_clocks = {
                "now": fields.Datetime.to_string(now),
                "clocks": [
                    {
                        "id": clock.id,
                        "kind": clock.kind,
                        "name": clock.name,
                        "started": fields.Datetime.to_string(clock.started),
                        "due": fields.Datetime.to_string(clock.due),
                        "stopped": fields.Datetime.to_string(clock.stopped) if clock.stopped else False,
                    }
                    for clock in clocks
                ],
            }

    def _complaint_get_clocks(self):
        """Return [{name, due, stopped, late}] of the printed record, in their order."""
        self.ensure_one()
        clocks_sudo = self.env["hotel.clock"].sudo().search([("res_model", "=", self._name), ("res_id", "=", self.id)], order="due, id")
        return [
            {"name": clock.name, "due": clock.due, "stopped": clock.stopped, "late": clock.late} for clock in clocks_sudo
        ]

    def _complaint_signature_boxes(self):
        """Return the signature boxes of the printed record."""
        self.ensure_one()
        return [
            {"label": self.env._("Dealt with by"), "name": self.user_id.name, "date": self.complaint_solved},
            {"label": self.env._("Service manager"), "name": False},
        ]

    def action_complaint_clocks(self):
        """Open all clocks of the complaint."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Clocks"),
            "res_model": "hotel.clock",
            "views": [(False, "list"), (False, "form")],
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
        }

    # ------------------------------------------------------------------ for the course (superuser mode)

    def _complaint_start_clocks(self, reopened=False):
        """J2: start the clocks of open complaints, from when they were received, or from now when they are reopened."""
        now = fields.Datetime.now()
        values_list = []
        for ticket in self:
            durations = rule.deadlines(
                ticket.complaint_kind, ticket.complaint_policy_id._get_terms(), ticket.complaint_anonymous, reopened
            )
            owner = ticket._complaint_owner()
            values_list += [
                {
                    "record": ticket,
                    "kind": PREFIX + name,
                    "due": (now if reopened else ticket.complaint_received) + duration,
                    "owner": owner,
                    "name": NAMES[name],
                }
                for name, duration in durations.items()
            ]
        for start in range(0, len(values_list), START_LIMIT):
            self.env["hotel.clock"].start_many(values_list[start : start + START_LIMIT])
        self._complaint_refresh_due()

    def _complaint_stop_clocks(self, names):
        for name in names:
            self.env["hotel.clock"].stop(self, PREFIX + name)
        self._complaint_refresh_due()

    def _complaint_refresh_due(self):
        """Keep the first deadline that runs on the complaint, for lists in its order."""
        due = dict(
            self.env["hotel.clock"]._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids), ("stopped", "=", False)], ["res_id"], ["due:min"]
            )
        )
        for instant, tickets in self.grouped(lambda ticket: due.get(ticket.id, False)).items():
            tickets.filtered(lambda ticket, instant=instant: ticket.complaint_due != instant).complaint_due = instant

    def _complaint_owner(self):
        """Return who answers for the running clocks: the person assigned, the head of the team, or the desk."""
        self.ensure_one()
        return (
            self.user_id.filtered("active") or self.team_id.user_id.filtered("active") or self.complaint_policy_id._get_desk(self.company_id)
        )

    def _complaint_has_late_clock(self):
        """Return whether a clock is late, running or stopped."""
        return bool(
            self.env["hotel.clock"].sudo().search_count([("res_model", "=", self._name), ("res_id", "in", self.ids), ("late", "=", True)], limit=1)
        )

    def _complaint_follow_changes(self, before):
        """Let clocks, kind and departments follow what was written; `before` is {ticket: (user, kind, departments)}."""
        names = [PREFIX + name for name in rule.CLOCKS]
        for ticket in self:
            user, kind, departments = before[ticket.sudo(False)] if ticket.sudo(False) in before else before[ticket]
            if ticket.complaint_state in course.OPEN and ticket.user_id != user:
                self.env["hotel.clock"].give(ticket, ticket._complaint_owner(), names)
            if ticket.complaint_state in course.OPEN and ticket.complaint_kind != kind:
                durations = rule.deadlines(ticket.complaint_kind, ticket.complaint_policy_id._get_terms(), ticket.complaint_anonymous)
                for name in ("reaction", "check"):
                    if name in durations:
                        self.env["hotel.clock"].move(ticket, PREFIX + name, ticket.complaint_received + durations[name])
                ticket._complaint_refresh_due()
            if ticket.complaint_department_ids - departments:
                ticket._complaint_tell_departments({ticket: departments})
        return True

    def _complaint_tell_departments(self, told):
        """J8: ask each department that is new to a complaint to confirm that it knows; `told` is {ticket: departments}."""
        for ticket in self:
            if new := ticket.complaint_department_ids - told[ticket]:
                self.env["hotel.acknowledgement"].ask(ticket, 1, ticket.display_name, departments=new)
