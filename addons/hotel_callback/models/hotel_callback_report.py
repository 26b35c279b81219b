from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date
from odoo.tools.misc import clean_context

from odoo.addons.hotel_base.rules import business_day

from ..rules import callback_report as rule


class HotelCallbackReport(models.Model):
    """I7: what a caller reports of the callbacks of one day: written by the next working day, handed in within 3 days (a week
    with the manager's leave), reviewed by the manager with an instruction."""

    _name = "hotel.callback.report"
    _description = "Callback Report"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "day desc, id desc"
    _check_company_auto = True

    owner_id = fields.Many2one("res.users", "Caller", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="restrict", index=True)
    team_id = fields.Many2one("crm.team", readonly=True, ondelete="set null")
    day = fields.Date("Callbacks of", required=True, readonly=True)
    callback_ids = fields.One2many("hotel.callback", "report_id", "Callbacks", readonly=True)
    callback_count = fields.Integer("Number of callbacks", compute="_compute_counts")
    dissatisfied_count = fields.Integer("Not satisfied", compute="_compute_counts")
    problem_count = fields.Integer("Problems", compute="_compute_counts")
    text = fields.Text("Report", help="What came out of the day's callbacks, in your own words.")
    state = fields.Selection(
        [("draft", "To be written"), ("written", "Written"), ("handed_in", "Handed in"), ("reviewed", "Reviewed")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
    )
    write_due = fields.Datetime("Write until", readonly=True)
    hand_in_due = fields.Datetime("Hand in until", readonly=True)
    written_at = fields.Datetime("Written", readonly=True)
    handed_in_at = fields.Datetime("Handed in", readonly=True)
    leave_reason = fields.Char("Reason for a later hand-in", readonly=True)
    leave_by_id = fields.Many2one("res.users", "Later hand-in allowed by", readonly=True, ondelete="restrict")
    instruction = fields.Text("Manager's instruction", readonly=True)
    reviewed_by_id = fields.Many2one("res.users", "Reviewed by", readonly=True, ondelete="restrict")
    reviewed_at = fields.Datetime("Reviewed", readonly=True)
    late = fields.Boolean(compute="_compute_late", search="_search_late")

    _server_fields = frozenset(
        {
            "owner_id", "company_id", "team_id", "day", "callback_ids", "state", "write_due", "hand_in_due", "written_at", "handed_in_at",
            "leave_reason", "leave_by_id", "instruction", "reviewed_by_id", "reviewed_at",
        }
    )  # fmt: skip

    _one_a_day = models.UniqueIndex("(company_id, owner_id, day)")

    @api.depends("owner_id.name", "day")
    def _compute_display_name(self):
        for report in self:
            report.display_name = f"{report.owner_id.name} {format_date(self.env, report.day)}"

    @api.depends("callback_ids.satisfaction", "callback_ids.has_problem")
    def _compute_counts(self):
        for report in self:
            report.callback_count = len(report.callback_ids)
            report.dissatisfied_count = len(report.callback_ids.filtered(lambda each: each.satisfaction in ("average", "dissatisfied")))
            report.problem_count = len(report.callback_ids.filtered(lambda each: each.has_problem == "yes"))

    @api.depends("write_due", "hand_in_due", "written_at", "handed_in_at")
    def _compute_late(self):
        now = fields.Datetime.now()
        for report in self:
            report.late = rule.is_late(report.write_due, report.written_at, now) or rule.is_late(
                report.hand_in_due, report.handed_in_at, now
            )

    def _search_late(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        now = fields.Datetime.now()
        return ["|", "&", ("written_at", "=", False), ("write_due", "<", now), "&", ("handed_in_at", "=", False), ("hand_in_due", "<", now)]

    def write(self, vals):
        if "text" in vals and not self.env.su:
            self._check_owner()
            closed = self.filtered(lambda report: report.state in ("handed_in", "reviewed"))
            if closed:
                raise UserError(self.env._("%s is handed in and stays as it is (M2).", closed[0].display_name))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Callback reports stay on record (M2)."))

    @api.model
    def _add(self, callback):
        """Put a callback that was just closed into the caller's report of the day, begun with its clocks (superuser mode)."""
        company, day = callback.company_id, callback.company_id._hotel_local(callback.done_at).date()
        report = self.sudo().search([
            ("company_id", "=", company.id), ("owner_id", "=", callback.done_by_id.id), ("day", "=", day), ("state", "in", ("draft", "written")),
        ], limit=1)  # fmt: skip
        if not report:
            known = self.sudo().search([("company_id", "=", company.id), ("owner_id", "=", callback.done_by_id.id), ("day", "=", day)], limit=1)
            report = known or self._begin(callback, company, day)
        callback.report_id = report
        return report

    def _begin(self, callback, company, day):
        workdays = self.env["hotel.workdays"]
        owner = callback.done_by_id
        noon = company._hotel_utc(datetime.combine(day, time(12)))
        report = self.sudo().with_context(clean_context(self.env.context)).create({
            "owner_id": owner.id,
            "company_id": company.id,
            "team_id": callback._get_teams([owner.id]).get(owner.id, False),
            "day": day,
            "write_due": workdays.deadline(noon, company.hotel_report_write_days, company),
            "hand_in_due": business_day.end_of_day(rule.hand_in_day(day, company.hotel_report_days), company.hotel_tz),
        })
        report._start_clock("callback_report", report.write_due, lambda env: env._("Write the callback report"))
        report._start_clock("callback_hand_in", report.hand_in_due, lambda env: env._("Hand in the callback report"))
        return report

    def _start_clock(self, kind, due, name):
        self.env["hotel.clock"].start(self, kind, due, self.owner_id, name=name, escalate_to=self._get_manager())

    def _get_manager(self):
        """Return who reviews the report: the team's leader or the sales head, who does not review their own; None: nobody named."""
        self.ensure_one()
        for user in (self.team_id.user_id, self.company_id.hotel_sales_head_id, self.company_id.hotel_gm_id):
            if user and user.active and user != self.owner_id:
                return user
        return None

    def action_write(self):
        """Say that the report is written."""
        self._check_owner()
        for report in self:
            report._check_state("draft")
            if not (report.text or "").strip():
                raise UserError(self.env._("Write what came out of the callbacks first."))
        self.sudo().write({"state": "written", "written_at": fields.Datetime.now()})
        self.env["hotel.clock"].stop(self, "callback_report")
        return True

    def action_hand_in(self):
        """Hand the report in to the manager."""
        self._check_owner()
        for report in self:
            if report.state == "draft":
                report.action_write()
            report._check_state("written")
        reports_sudo = self.sudo().with_context(clean_context(self.env.context))
        reports_sudo.write({"state": "handed_in", "handed_in_at": fields.Datetime.now()})
        self.env["hotel.clock"].stop(self, "callback_hand_in")
        for report in reports_sudo:
            manager = report._get_manager()
            if manager:
                report.activity_schedule(
                    "hotel_callback.mail_activity_report", report.company_id._hotel_today(), user_id=manager.id,
                    summary=self.env._("Review the report of %s", report.owner_id.name),
                )  # fmt: skip
        return True

    def action_allow_later(self, reason=None):
        """Give leave to hand in within a week, for a reason that stays on record; the manager's to give."""
        self.check_access("read")
        self._check_manager()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the report may be handed in later."))
        for report in self.sudo():
            if report.state not in ("draft", "written"):
                raise UserError(self.env._("%s is handed in already.", report.display_name))
            if report.leave_by_id:
                raise UserError(self.env._("%s has leave already; there is one week and no second.", report.display_name))
            due = business_day.end_of_day(
                rule.hand_in_day(report.day, report.company_id.hotel_report_leave_days), report.company_id.hotel_tz
            )
            report.write({"hand_in_due": due, "leave_reason": reason, "leave_by_id": self.env.uid})
            self.env["hotel.clock"].move(report, "callback_hand_in", due)
        return True

    def action_review(self, instruction=None):
        """Review the report with an instruction; the manager's, never one's own."""
        self.check_access("read")
        self._check_manager()
        instruction = (instruction or "").strip()
        if not instruction:
            raise UserError(self.env._("Give an instruction: what is to be done, or that nothing is."))
        for report in self.sudo():
            report._check_state("handed_in")
            report.write({
                "state": "reviewed", "instruction": instruction, "reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()
            })  # fmt: skip
            report.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
        return True

    def _check_owner(self):
        self.check_access("read")
        others = self.filtered(lambda report: report.owner_id != self.env.user)
        if others and not self.env.su:
            raise AccessError(self.env._("%(report)s is written by %(user)s.", report=others[0].display_name, user=others[0].owner_id.name))

    def _check_manager(self):
        for report in self.sudo():
            manager = report._get_manager()
            head = self.env["hotel.callback"]._is_head() or self.env.user.has_group("hotel_base.group_gm")
            if self.env.user == report.owner_id or not (head or self.env.user == manager):
                raise AccessError(
                    self.env._(
                        "%(report)s is reviewed by %(manager)s, and by nobody who wrote it.",
                        report=report.display_name,
                        manager=manager.name if manager else self.env._("the sales head"),
                    )
                )

    def _check_state(self, state):
        self.ensure_one()
        if self.sudo().state != state:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(report)s is in the state '%(now)s', not '%(wanted)s'.",
                    report=self.display_name,
                    now=labels[self.sudo().state],
                    wanted=labels[state],
                )
            )
