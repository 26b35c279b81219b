from odoo import api, fields, models
from odoo.tools import format_datetime

from ..rules import countdown


class EventEvent(models.Model):
    """H7: the countdown of an event, and how far it is."""

    _inherit = "event.event"

    hotel_task_ids = fields.One2many("hotel.event.task", "event_id", "Countdown")
    hotel_task_count = fields.Integer("Tasks", compute="_compute_hotel_progress")
    hotel_task_done = fields.Integer("Tasks done", compute="_compute_hotel_progress")
    hotel_task_late = fields.Integer("Tasks late", compute="_compute_hotel_progress")
    hotel_progress = fields.Float("Countdown done (%)", compute="_compute_hotel_progress")

    @api.depends("hotel_task_ids.done_at", "hotel_task_ids.deadline")
    def _compute_hotel_progress(self):
        tasks = self.env["hotel.event.task"]
        own = [("event_id", "in", self.ids)]
        total = dict(tasks._read_group(own, ["event_id"], ["__count"]))
        done = dict(tasks._read_group([*own, ("done_at", "!=", False)], ["event_id"], ["__count"]))
        late = dict(tasks._read_group([*own, ("state", "in", ["late"])], ["event_id"], ["__count"]))
        for event in self:
            event.hotel_task_count = total.get(event._origin, 0)
            event.hotel_task_done = done.get(event._origin, 0)
            event.hotel_task_late = late.get(event._origin, 0)
            event.hotel_progress = countdown.progress(event.hotel_task_done, event.hotel_task_count) if event.hotel_task_count else 0

    def action_hotel_open_tasks(self):
        """List the countdown of this event."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_task_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {"default_event_id": self.id}}

    def _hotel_day(self, instant):
        """Return the date of a naive UTC instant on the hotel's clock."""
        return (self.company_id or self.env.company)._hotel_local(instant).date()

    def _hotel_from_local(self, local):
        """Return a naive local time of the hotel as a naive UTC instant."""
        return (self.company_id or self.env.company)._hotel_utc(local)

    def _hotel_moved(self, by):
        """H7: what is undone moves by as many days as the event, at its own hour; what is done stays."""
        sentences = super()._hotel_moved(by)
        now = fields.Datetime.now()
        company = self.company_id or self.env.company
        days = self._hotel_day(self.date_begin) - self._hotel_day(self.date_begin - by)
        undone = self.hotel_task_ids.filtered(lambda task: not task.done_at)
        if not undone or not days:
            return sentences
        before = {task.id: task.deadline for task in undone}
        after = {key: company._hotel_utc(company._hotel_local(deadline) + days) for key, deadline in before.items()}
        undone._set_instants({key: (deadline,) for key, deadline in after.items()}, "deadline")
        undone._move_clocks()
        return sentences + [
            self.env._(
                "Countdown: %(task)s (%(owner)s) would have been due on %(deadline)s.",
                task=task.name,
                owner=task.owner_id.name,
                deadline=format_datetime(self.env, after[task.id], tz=company.hotel_tz, dt_format="yyyy-MM-dd HH:mm"),
            )
            for task in undone
            if countdown.became_impossible(before[task.id], after[task.id], now)
        ]

    def _hotel_on_or_off(self):
        """H7: nothing is due on an event that does not take place."""
        super()._hotel_on_or_off()
        self.env["hotel.clock"].stop(self.hotel_task_ids, "event_task")
        self.hotel_task_ids._start_clocks()

    def _hotel_apply_kind(self, kind):
        super()._hotel_apply_kind(kind)
        self.env["hotel.event.task"].load_template(self, kind.task_ids)
