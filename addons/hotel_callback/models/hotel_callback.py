from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import callback_record as rule

WAYS = [("phone", "Phone call"), ("visit", "Visit"), ("message", "Message"), ("letter", "Letter")]
#: Fields that the caller fills in; everything else is the server's.
RECORD_FIELDS = {
    "contact_id", "spoke_with", "satisfaction", "score", "has_problem", "problems", "suggestions", "next_step", "next_step_text",
    "summary", "signature", "signed_by",
}  # fmt: skip
SATISFACTION = [("satisfied", "Satisfied"), ("average", "Average"), ("dissatisfied", "Dissatisfied")]


class HotelCallback(models.Model):
    """One contact with a customer that is planned, made and recorded, with all its topics (I2-I8).

    Planned and decided by methods alone; the caller writes what the customer said (`RECORD_FIELDS`) until it is closed.
    """

    _name = "hotel.callback"
    _description = "Callback"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "planned_at, priority desc, id"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, index=True)
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="restrict", index=True)
    contact_id = fields.Many2one(
        "res.partner", "Whom to call", domain="[('commercial_partner_id', '=', partner_id)]", ondelete="restrict"
    )
    phone = fields.Char(compute="_compute_phone")
    class_id = fields.Many2one(related="partner_id.hotel_class_id", string="Class")
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="restrict", index=True)
    owner_id = fields.Many2one("res.users", "Made by", required=True, readonly=True, ondelete="restrict", index=True, tracking=True)
    team_id = fields.Many2one("crm.team", readonly=True, ondelete="set null", index=True)
    way = fields.Selection(WAYS, required=True, readonly=True, default="phone")
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("unreachable", "Unreachable"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="planned",
        index=True,
        copy=False,
        tracking=True,
    )
    planned_at = fields.Datetime("Planned for", required=True, readonly=True, tracking=True)
    planned_date = fields.Date("Day", required=True, readonly=True, help="In the customer's time zone.")
    due_at = fields.Datetime("Due", required=True, readonly=True)
    agreed = fields.Boolean("Time agreed with the customer", readonly=True)
    priority = fields.Integer(readonly=True)
    topic_ids = fields.One2many("hotel.callback.topic", "callback_id", "Topics", readonly=True)
    topics = fields.Char("About", compute="_compute_topics")
    script_id = fields.Many2one("survey.survey", readonly=True, ondelete="restrict")
    answer_ids = fields.One2many("hotel.callback.answer", "callback_id", "Answers", readonly=True)
    attempt_ids = fields.One2many("hotel.callback.attempt", "callback_id", "Attempts", readonly=True)
    attempt_count = fields.Integer("Attempts made", readonly=True, copy=False)
    reached_at = fields.Datetime("Reached", readonly=True, copy=False)
    spoke_with = fields.Char("Spoke with", copy=False)
    satisfaction = fields.Selection(SATISFACTION, copy=False, tracking=True)
    score = fields.Integer("Score (1-10)", copy=False)
    has_problem = fields.Selection([("no", "No"), ("yes", "Yes")], "Problems?", copy=False)
    problems = fields.Text("What problems", copy=False)
    suggestions = fields.Text(copy=False)
    next_step = fields.Selection(
        [("none", "Nothing more"), ("call", "Call again"), ("visit", "Visit"), ("task", "Task"), ("complaint", "Complaint")],
        copy=False,
    )
    next_step_text = fields.Char("What next", copy=False)
    summary = fields.Text("What was said", copy=False)
    signature = fields.Binary("Customer's signature", attachment=True, copy=False)
    signed_by = fields.Char(copy=False)
    done_at = fields.Datetime("Closed", readonly=True, copy=False)
    large = fields.Boolean("Large customer", readonly=True, copy=False, help="When it was closed.")
    done_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False, ondelete="restrict")
    cancel_reason = fields.Char("Reason of the cancellation", readonly=True, copy=False)
    report_id = fields.Many2one("hotel.callback.report", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    problem_ids = fields.One2many("hotel.callback.problem", "callback_id", "Problems taken up", readonly=True)
    parent_id = fields.Many2one("hotel.callback", "Follows", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    missing = fields.Text("Still missing", compute="_compute_missing")
    is_today = fields.Boolean("Today", compute="_compute_is_today", search="_search_is_today")
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    mine = fields.Boolean(compute="_compute_mine")

    _server_fields = frozenset(
        {
            "name", "partner_id", "company_id", "owner_id", "team_id", "way", "state", "planned_at", "planned_date", "due_at", "agreed",
            "priority", "topic_ids", "script_id", "answer_ids", "attempt_ids", "attempt_count", "reached_at", "done_at", "large", "done_by_id",
            "cancel_reason", "report_id", "problem_ids", "parent_id",
        }
    )  # fmt: skip

    # I4: the database itself keeps two calls or visits to one customer from being planned for one day. One that is going on
    # (the customer is reached) may bring up another one for the same day.
    _one_a_day = models.UniqueIndex(
        "(partner_id, planned_date) WHERE state = 'planned' AND reached_at IS NULL AND way IN ('phone', 'visit')",
        "A call or visit to this customer is planned for that day already: deal with both at once (I4).",
    )
    _todo = models.Index("(company_id, owner_id, planned_at) WHERE state = 'planned'")
    # Lists in their own order open at once, whoever's callbacks they show.
    _in_order = models.Index("(planned_at, priority DESC, id)")
    _planned_in_order = models.Index("(planned_at, priority DESC, id) WHERE state = 'planned'")
    _late_ones = models.Index("(due_at) WHERE state = 'planned'")
    _closed = models.Index("(company_id, done_at) WHERE state <> 'planned'")
    _score_range = models.Constraint("CHECK (score IS NULL OR score BETWEEN 0 AND 10)", "The score lies between 1 and 10.")

    @api.depends("name", "partner_id.name")
    def _compute_display_name(self):
        for callback in self:
            callback.display_name = f"{callback.name} {callback.partner_id.name or ''}".strip() if callback.name else ""

    @api.depends("contact_id", "partner_id")
    def _compute_phone(self):
        for callback in self:
            callback.phone = callback.contact_id.phone or callback.partner_id.phone

    @api.depends("topic_ids.name")
    @api.depends_context("lang")
    def _compute_topics(self):
        for callback in self:
            callback.topics = " · ".join(dict.fromkeys(filter(None, callback.topic_ids.mapped("name"))))

    @api.depends("state", "reached_at", "way", "answer_ids.value", "script_id", *RECORD_FIELDS)
    def _compute_missing(self):
        labels = self._get_missing_labels()
        for callback in self:
            callback.missing = "\n".join(callback._get_missing(labels)) if callback.state == "planned" else False

    @api.depends("planned_at", "state")
    def _compute_is_today(self):
        for callback in self:
            _start, end = callback._get_day(callback.company_id)
            callback.is_today = callback.state == "planned" and callback.planned_at < end

    def _search_is_today(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return [("state", "=", "planned"), ("planned_at", "<", self._get_day(self.env.company)[1])]

    @api.depends("due_at", "state", "done_at")
    def _compute_late(self):
        now = fields.Datetime.now()
        for callback in self:
            callback.late = callback.state != "cancelled" and bool(callback.due_at) and (callback.done_at or now) > callback.due_at

    def _search_late(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return [("state", "=", "planned"), ("due_at", "<", fields.Datetime.now())]

    @api.depends("owner_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for callback in self:
            callback.mine = callback.owner_id == self.env.user or callback._is_head()

    def write(self, vals):
        if RECORD_FIELDS & vals.keys():
            self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("Callbacks stay on record: cancel what is not needed."))

    # ------------------------------------------------------------------ private

    @api.model
    def _get_day(self, company):
        """Return today's first and last instant (naive UTC) in the hotel's time zone."""
        today = company._hotel_today()
        return (company._hotel_utc(datetime.combine(today, time(0))), company._hotel_utc(datetime.combine(today, time(23, 59, 59))))

    @api.model
    def _is_head(self):
        """Return whether the current user leads callers."""
        return self.env.su or self.env.user.has_group("hotel_base.group_sales_head")

    def _check_open(self):
        closed = self.filtered(lambda callback: callback.state != "planned")
        if closed and not self.env.su:
            raise UserError(
                self.env._("%s is closed and stays as it is (M2): note what came later on the report or the problem.", closed[0].display_name)
            )

    def _get_missing_labels(self):
        return {
            "reached": self.env._("The customer was not reached yet: note the attempt as reached."),
            "spoke_with": self.env._("With whom did you speak?"),
            "satisfaction": self.env._("How satisfied is the customer (or a score from 1 to 10)?"),
            "has_problem": self.env._("Were there problems: yes or no?"),
            "problems": self.env._("What are the problems?"),
            "problem_taken_up": self.env._("Make the problem a complaint, a task or a visit."),
            "next_step": self.env._("What is the next step?"),
            "signature": self.env._("The customer signs the record of a visit."),
            "signed_by": self.env._("Who signed?"),
        }

    def _get_missing(self, labels=None):
        """I6: return what is missing on the record, as sentences; empty when it can be closed."""
        self.ensure_one()
        labels = labels or self._get_missing_labels()
        problems = [
            labels[key]
            for key in rule.missing(
                way=self.way,
                reached=bool(self.reached_at),
                spoke_with=self.spoke_with,
                satisfaction=self.satisfaction,
                score=self.score,
                has_problem=self.has_problem,
                problems=self.problems,
                taken_up=bool(self.problem_ids),
                next_step=self.next_step,
                signature=bool(self.signature),
                signed_by=self.signed_by,
            )
        ]
        answered = self.answer_ids.filtered("value").question_id
        problems += [
            self.env._("Not answered: %s", question.title)
            for question in self.sudo().topic_ids.script_id.question_ids
            if question.constr_mandatory and not question.is_page and question not in answered and self.way in ("phone", "visit")
        ]
        return problems

    def _remove_if_empty(self):
        """Delete planned callbacks whose topics are all gone (superuser mode)."""
        empty = self.filtered(lambda callback: callback.state == "planned" and not callback.topic_ids)
        if not empty:
            return
        self.env["hotel.clock"].sudo().search([("res_model", "=", self._name), ("res_id", "in", empty.ids)]).unlink()
        empty._end_activities()
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM hotel_callback WHERE id IN %s", tuple(empty.ids)))
        self.env.invalidate_all(flush=False)
