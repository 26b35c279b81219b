from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..rules import countdown

CLOCK = "event_task"
#: What stays as it is once a task is done.
KEPT = frozenset({"name", "event_id", "deadline", "owner_id", "kind"})


class HotelEventTask(models.Model):
    """One task of an event's countdown: who does what until when (H7). Its deadline is a clock."""

    _name = "hotel.event.task"
    _description = "Task of a Countdown"
    _inherit = ["hotel.event.templated.mixin", "mail.activity.mixin"]
    _order = "deadline, id"
    _check_company_auto = True

    _server_fields = frozenset({"done_at", "done_by_id", "after_id", "after_days", "list_model", "list_id"})

    name = fields.Char("Task", required=True, translate=True)
    kind = fields.Selection(
        [("task", "Task"), ("call", "Telephone invitations"), ("letter", "Letters"), ("reminder", "Reminder")],
        required=True,
        default="task",
    )
    deadline = fields.Datetime(required=True, index=True)
    label = fields.Char("Day", compute="_compute_label")
    owner_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    note = fields.Text("Remarks", translate=True)
    template_id = fields.Many2one("hotel.event.kind.task", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    done_at = fields.Datetime("Done", readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True, copy=False, ondelete="restrict")
    state = fields.Selection(
        [("open", "To do"), ("late", "Late"), ("done", "Done")], compute="_compute_state", search="_search_state"
    )
    can_finish = fields.Boolean(compute="_compute_can_finish")
    after_id = fields.Many2one("hotel.event.task", "Follows", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    after_days = fields.Integer("Days after it", readonly=True, copy=False)
    list_model = fields.Char("Model of the list", readonly=True, copy=False)
    list_id = fields.Many2oneReference("List of guests", model_field="list_model", readonly=True, copy=False)
    call_ids = fields.One2many("hotel.event.call", "task_id", "Calls")
    calls_summary = fields.Char("Result of the calls", compute="_compute_calls_summary")

    _open_by_owner = models.Index("(owner_id, deadline) WHERE done_at IS NULL")

    @api.depends("deadline", "event_id.date_begin")
    def _compute_label(self):
        for task in self:
            event = task.event_id
            task.label = (
                countdown.label((event._hotel_day(task.deadline) - event._hotel_day(event.date_begin)).days)
                if task.deadline and event.date_begin
                else False
            )

    @api.depends("done_at", "deadline")
    def _compute_state(self):
        now = fields.Datetime.now()
        for task in self:
            task.state = "done" if task.done_at else "late" if task.deadline and task.deadline < now else "open"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        undone, late = Domain("done_at", "=", False), Domain("deadline", "<", fields.Datetime.now())
        domains = {"done": ~undone, "late": undone & late, "open": undone & ~late}
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends("owner_id", "done_at")
    @api.depends_context("uid")
    def _compute_can_finish(self):
        writes = self.env["hotel.event.task"].has_access("write")
        for task in self:
            task.can_finish = not task.done_at and (writes or task.owner_id == self.env.user)

    @api.depends("call_ids.outcome")
    @api.depends_context("lang")
    def _compute_calls_summary(self):
        counts = self._get_call_counts()
        labels = dict(self.env["hotel.event.call"]._fields["outcome"]._description_selection(self.env))
        for task in self:
            own = counts.get(task.id, {})
            task.calls_summary = " · ".join(f"{labels[outcome]}: {own[outcome]}" for outcome in labels if outcome in own) or False

    @api.depends("name", "event_id.name")
    def _compute_display_name(self):
        for task in self:
            task.display_name = f"{task.name or ''} ({task.event_id.name or ''})"

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._start_clocks()
        return tasks

    def write(self, vals):
        done = self.filtered("done_at")
        if done and not self.env.su and vals.keys() & KEPT:
            raise UserError(
                self.env._("%s is done and stays as it is. Open it again first.", ", ".join(done.mapped("display_name")))
            )
        result = super().write(vals)
        if vals.keys() & {"owner_id", "event_id"}:
            self.env["hotel.clock"].stop(self, CLOCK)
            self._start_clocks()
        elif "deadline" in vals:
            self._move_clocks()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_undone_only(self):
        done = self.filtered("done_at")
        if done:
            raise UserError(self.env._("What was done is kept (M2): %s.", ", ".join(done.mapped("display_name"))))
        self.call_ids._unlink_uncalled_only()

    def unlink(self):
        self.env["hotel.clock"].stop(self, CLOCK)
        return super().unlink()

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Do nothing: a task has activities but no followers; the event has."""
        return True

    # ------------------------------------------------------------------ buttons

    def action_done(self):
        """H7: note that the tasks are done, by whom and when. The responsible may, and who may write.

        :raise AccessError: naming the tasks of others
        """
        self.check_access("read")
        refused = self.filtered(lambda task: not task.done_at and not task.can_finish)
        if refused:
            raise AccessError(
                self.env._(
                    "Only the responsible person or the coordinator notes as done: %s.",
                    ", ".join(f"{task.display_name} ({task.owner_id.name})" for task in refused),
                )
            )
        tasks_sudo = self.filtered(lambda task: not task.done_at).sudo()
        now = fields.Datetime.now()
        tasks_sudo.write({"done_at": now, "done_by_id": self.env.uid})
        self.env["hotel.clock"].stop(tasks_sudo, CLOCK)
        followers = tasks_sudo.search([("after_id", "in", tasks_sudo.ids), ("done_at", "=", False)])
        for days, tasks in followers.grouped("after_days").items():
            tasks.write({"deadline": countdown.letter_due(now, days)})
        return True

    def action_reopen(self):
        """Take back that the tasks are done; the event's chatter keeps who had done them and when (M2)."""
        self.check_access("write")
        for task in self.filtered("done_at"):
            task.event_id.sudo().message_post(
                body=self.env._(
                    "%(user)s opened the task %(task)s again, which %(who)s had done on %(when)s.",
                    user=self.env.user.name,
                    task=task.name,
                    who=task.done_by_id.name,
                    when=format_datetime(self.env, task.done_at),
                )
            )
        tasks_sudo = self.sudo()
        tasks_sudo.write({"done_at": False, "done_by_id": False})
        tasks_sudo._start_clocks()
        return True

    def action_open_list(self):
        """H22: open the list of those who are invited: the guests' own list, or the calls."""
        self.ensure_one()
        if self.list_model in self.env and self.env[self.list_model].browse(self.list_id).exists():
            return {"type": "ir.actions.act_window", "res_model": self.list_model, "res_id": self.list_id, "views": [(False, "form")]}
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_call_action")
        return {**action, "domain": [("event_id", "=", self.event_id.id)], "context": {"default_event_id": self.event_id.id}}

    # ------------------------------------------------------------------ clocks

    def _start_clocks(self):
        """H7: start the clocks of what is not done yet on events that take place."""
        clocks = self.env["hotel.clock"]
        running = self.filtered(lambda task: not task.done_at and not task.event_id.hotel_is_off)
        if running:
            clocks.start_many(
                [
                    {
                        "record": task,
                        "kind": CLOCK,
                        "due": task.deadline,
                        "owner": task.owner_id,
                        "name": self.env._("Countdown"),
                        "remind_before": timedelta(days=1),
                        "activity_type": "hotel_events.mail_activity_countdown",
                    }
                    for task in running
                ]
            )

    def _move_clocks(self):
        self.env["hotel.clock"].move(self, CLOCK, {task.id: task.deadline for task in self})

    def _get_call_counts(self):
        """Return {task id: {outcome: number of calls}}; parts that keep lists of their own extend it."""
        counts = {}
        for task, outcome, number in self.env["hotel.event.call"]._read_group(
            [("task_id", "in", self.ids)], ["task_id", "outcome"], ["__count"]
        ):
            counts.setdefault(task.id, {})[outcome] = number
        return counts

    def _prepare_template_vals(self, event, template):
        now = fields.Datetime.now()
        day = event._hotel_day(event.date_begin)
        due = event._hotel_from_local(countdown.deadline(day, template.days, template.hour))
        return [
            {
                "event_id": event.id,
                "template_id": template.id,
                "name": template.name,
                "note": template.note,
                "deadline": countdown.at_the_latest(due, now, event.date_begin),
                "owner_id": template._get_owner(event).id,
            }
        ]
