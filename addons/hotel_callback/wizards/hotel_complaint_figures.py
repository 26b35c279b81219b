from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..rules import complaint_figures as rule
from ..rules import complaint_state as course

#: Clock of a figure "in time" -> its kind.
IN_TIME = {
    "reaction_in_time": "complaint_reaction",
    "check_in_time": "complaint_check",
    "reply_in_time": "complaint_reply",
    "solution_in_time": "complaint_solution",
    "call_in_time": "complaint_satisfaction",
}
FIGURES = ("solved", "satisfied", "asked", "repeated", "reworked", *IN_TIME)


class HotelComplaintFigures(models.TransientModel):
    """The figures of a period; each percentage opens its numerator, its denominator and what was left out (J7)."""

    _name = "hotel.complaint.figures"
    _description = "Figures on Complaints"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date_from = fields.Date("From", required=True, default=lambda self: self.env.company._hotel_today().replace(day=1))
    date_to = fields.Date("To", required=True, default=lambda self: self.env.company._hotel_today())
    line_ids = fields.One2many("hotel.complaint.figure", "figures_id", compute="_compute_line_ids", store=True, readonly=True)

    @api.depends("company_id", "date_from", "date_to")
    def _compute_display_name(self):
        for figures in self:
            figures.display_name = f"{figures.company_id.name} {figures.date_from} – {figures.date_to}"

    @api.depends("company_id", "date_from", "date_to")
    def _compute_line_ids(self):
        for figures in self:
            whole = figures.date_from and figures.date_to and figures.date_from <= figures.date_to
            keys = FIGURES if whole and figures.company_id in self.env.companies else ()
            values = [figures._get_line_vals(key) for key in keys]
            figures.line_ids = [fields.Command.clear(), *(fields.Command.create(vals) for vals in values)]

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for figures in self:
            if figures.date_to < figures.date_from:
                raise ValidationError(
                    self.env._("The period ends before it begins: %(first)s to %(last)s.", first=figures.date_from, last=figures.date_to)
                )

    @api.model
    def action_open(self):
        """Open the figures of the running month."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Figures"),
            "res_model": self._name,
            "res_id": self.create({}).id,
            "views": [(False, "form")],
        }

    def action_last_month(self):
        """Look at the calendar month before."""
        self.ensure_one()
        first = self.date_from.replace(day=1) - relativedelta(months=1)
        self.write({"date_from": first, "date_to": first + relativedelta(months=1, days=-1)})
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "views": [(False, "form")]}

    def action_xlsx(self):
        """Download the figures as a spreadsheet."""
        return self.env.ref("hotel_callback.hotel_complaint_figures_xlsx_action").report_action(self)

    def _get_line_vals(self, key):
        model, numerator, denominator, left_out = self._get_domains(key)
        records = self.env[model].with_context(active_test=False)
        counts = [records.search_count(domain) for domain in (numerator, denominator, left_out)]
        policy = self.env["hotel.complaint.policy"]._get_in_force(self.company_id, self.date_to).sudo()
        target = {"solved": policy.target_solved, "satisfied": policy.target_satisfied}.get(key, 0.0)
        percent = rule.share(counts[0], counts[1])
        return {
            "key": key,
            "numerator": counts[0],
            "denominator": counts[1],
            "left_out": counts[2],
            "percent": percent or 0.0,
            "counted": percent is not None,
            "target": target,
            "verdict": rule.verdict(percent, target),
        }

    def _get_domains(self, key):
        """J7: return (model, numerator, denominator, left out) of a figure; numerator and left out never overlap with anything.

        The denominator and what was left out together are everything of the period.
        """
        self.ensure_one()
        if key not in FIGURES:
            raise UserError(self.env._("There is no such figure: %(key)s.", key=key))
        start, end = self._get_span()
        mine = Domain("company_id", "=", self.company_id.id)
        received = mine & Domain("complaint_received", ">=", start) & Domain("complaint_received", "<", end)
        real = Domain("complaint_state", "not in", course.LEFT_OUT)
        if key == "solved":
            hours = self.env["hotel.complaint.policy"]._get_in_force(self.company_id, self.date_to)._get_terms().solution
            running = Domain("complaint_state", "in", course.OPEN) & Domain(
                "complaint_received", ">=", fields.Datetime.now() - timedelta(hours=hours)
            )
            solved = Domain("complaint_state", "=", "closed")
            return "helpdesk.ticket", received & solved, received & real & ~running, received & (~real | running)
        if key == "satisfied":
            answered = mine & Domain("answered_at", ">=", start) & Domain("answered_at", "<", end)
            reached = Domain("answer", "in", course.SATISFACTION)
            return "hotel.complaint.satisfaction", answered & Domain("answer", "=", "satisfied"), answered & reached, answered & ~reached
        if key == "asked":
            solved = mine & Domain("complaint_solved", ">=", start) & Domain("complaint_solved", "<", end)
            named = Domain("complaint_anonymous", "=", False)
            return "helpdesk.ticket", solved & named & Domain("complaint_satisfaction", "!=", False), solved & named, solved & ~named
        if key == "repeated":
            return "helpdesk.ticket", received & real & Domain("complaint_repeat", "!=", False), received & real, received & ~real
        if key == "reworked":
            return "helpdesk.ticket", received & real & Domain("complaint_reworks", ">", 0), received & real, received & ~real
        clocks = mine & Domain("res_model", "=", "helpdesk.ticket") & Domain("kind", "=", IN_TIME[key])
        clocks &= Domain("started", ">=", start) & Domain("started", "<", end)
        late = Domain("late", "=", True)
        done = Domain("stopped", "!=", False)
        return "hotel.clock", clocks & done & ~late, clocks & (done | late), clocks & ~done & ~late

    def _get_span(self):
        """Return the period as naive UTC instants [start, end)."""
        midnight = [datetime.combine(day, time()) for day in (self.date_from, self.date_to + timedelta(days=1))]
        return tuple(self.company_id._hotel_utc(instant) for instant in midnight)


class HotelComplaintFigure(models.TransientModel):
    """One percentage."""

    _name = "hotel.complaint.figure"
    _description = "Figure on Complaints"
    _order = "id"

    figures_id = fields.Many2one("hotel.complaint.figures", required=True, ondelete="cascade")
    key = fields.Selection(
        [
            ("solved", "Solved"),
            ("satisfied", "Satisfied"),
            ("asked", "Asked afterwards"),
            ("repeated", "Repeated"),
            ("reworked", "Solution made anew"),
            ("reaction_in_time", "First reaction in time"),
            ("check_in_time", "Checked in time"),
            ("reply_in_time", "Answered in time"),
            ("solution_in_time", "Solved in time"),
            ("call_in_time", "Satisfaction call in time"),
        ],
        "Figure", required=True,
    )  # fmt: skip
    numerator = fields.Integer("Counted")
    denominator = fields.Integer("Out of")
    left_out = fields.Integer("Not counted")
    percent = fields.Float("Per cent")
    counted = fields.Boolean("Anything counted")
    target = fields.Float()
    verdict = fields.Selection([("none", "No target"), ("reached", "Target reached"), ("missed", "Target missed")])
    meaning = fields.Char(compute="_compute_meaning")

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_meaning(self):
        texts = {
            "solved": self.env._("Left out: unfounded, withdrawn or merged; still within the time for a solution."),
            "satisfied": self.env._("Out of all answers, also those before a complaint was reopened. Left out: unreachable."),
            "asked": self.env._("Out of the complaints solved in the period. Left out: anonymous ones."),
            "repeated": self.env._("Same customer, firm or room and the same subject. Left out: unfounded, withdrawn or merged."),
            "reworked": self.env._("Reopened at least once. Left out: unfounded, withdrawn or merged."),
        }
        in_time = self.env._("Out of the deadlines that have ended or passed. Left out: those that still run in time.")
        for line in self:
            line.meaning = texts.get(line.key, in_time)

    def action_numerator(self):
        """Open what was counted."""
        return self._open(1, self.env._("Counted"))

    def action_denominator(self):
        """Open out of what it was counted."""
        return self._open(2, self.env._("Out of"))

    def action_left_out(self):
        """Open what was left out."""
        return self._open(3, self.env._("Not counted"))

    def _open(self, position, title):
        self.ensure_one()
        domains = self.figures_id._get_domains(self.key)
        label = dict(self._fields["key"]._description_selection(self.env))[self.key]
        return {
            "type": "ir.actions.act_window",
            "name": f"{label}: {title}",
            "res_model": domains[0],
            "views": [(False, "list"), (False, "form")],
            "domain": list(domains[position]),
            "context": {"active_test": False},
        }
