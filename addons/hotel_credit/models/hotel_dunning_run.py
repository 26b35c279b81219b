from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import dunning

#: Unpaid items dunned in one transaction: a kill loses at most this many.
CHUNK = 1000


class HotelDunningRun(models.Model):
    """The dunning of one day in one company: resumable, safe to repeat, no day left out (G1, G2, F7).

    A day that was missed gets its run later; what it issues bears the day it was due and the day it was issued (G3).
    What is left to do is read from the unpaid items and their notices, never remembered.
    """

    _name = "hotel.dunning.run"
    _description = "Dunning Run"
    _inherit = ["hotel.run.mixin"]
    _order = "day desc, id desc"
    _check_company_auto = True
    _server_fields = frozenset({"day"})

    _run_cron = "hotel_credit.ir_cron_dunning"

    day = fields.Date(
        required=True, readonly=True, default=lambda self: self.env.company._hotel_today(), help="Notices due on this day."
    )
    total = fields.Integer("Unpaid items to dun")
    done = fields.Integer("Unpaid items dunned")
    notice_ids = fields.One2many("hotel.dunning.notice", "run_id", "Notices", readonly=True)
    notice_count = fields.Integer("Notice count", compute="_compute_notice_count")
    made_up = fields.Boolean("Made up for", compute="_compute_made_up", help="The run was made after its day.")

    _unique_day = models.UniqueIndex(
        "(company_id, day)", "This day already has a dunning run. Open it and start it again: nothing is issued twice."
    )

    @api.depends("day", "company_id")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{format_date(self.env, run.day) if run.day else ''} - {run.company_id.name}"

    def _compute_notice_count(self):
        counts = dict(self.env["hotel.dunning.notice"]._read_group([("run_id", "in", self.ids)], ["run_id"], ["__count"]))
        for run in self:
            run.notice_count = counts.get(run._origin, 0)

    @api.depends("day", "started_at")
    def _compute_made_up(self):
        for run in self:
            run.made_up = bool(run.started_at and run.company_id.sudo()._hotel_local(run.started_at).date() > run.day)

    @api.model_create_multi
    def create(self, vals_list):
        """A run by hand is today's in its own company; the day is none of the caller's business."""
        runs = super().create(vals_list)
        if not self.env.su:
            for run in runs:
                run_sudo = run.sudo()
                run_sudo.day = run_sudo.company_id._hotel_today()
        return runs

    def write(self, vals):
        if "company_id" in vals and any(run.state != "draft" for run in self):
            raise UserError(self.env._("A dunning run that was started keeps its company. Create another one."))
        return super().write(vals)

    def action_open_notices(self):
        """List the notices that the run issued."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Notices"),
            "res_model": "hotel.dunning.notice",
            "view_mode": "list,form",
            "domain": [("run_id", "=", self.id)],
        }

    def _start(self):
        """F7: days that were missed before these runs are made up for first."""
        for run in self.sudo():
            missed = self._make_missing(run.company_id, run.day)
            super(HotelDunningRun, missed - run)._start()
        return super()._start()

    def _count_left(self):
        return self.env["hotel.dunning"]._count_due(self.company_id, self.day)

    def _work_chunk(self, limit=None):
        """See first which notices stay unanswered (G2), then issue those that are due (G1); up to `limit` at a time."""
        self.ensure_one()
        run = self.sudo().with_company(self.company_id).with_context(tracking_disable=True, mail_create_nosubscribe=True)
        work = run.env["hotel.dunning"]
        if lapsed := work._lapse(run, limit or CHUNK):
            return lapsed
        if dunned := work._issue(run, limit or CHUNK):
            run._advance(dunned)
            return dunned
        run._finish()
        return 0

    @api.model
    def _make_missing(self, company, today):
        """Return new runs of `company` for all days up to `today` since its newest run; none before the first one."""
        [(last,)] = self.sudo()._read_group([("company_id", "=", company.id), ("day", "<", today)], [], ["day:max"])
        days = dunning.run_days(last or None, today)
        known = self.sudo().search([("company_id", "=", company.id), ("day", "in", days)]).mapped("day")
        return self.sudo().create([{"company_id": company.id, "day": day} for day in days if day not in known])

    @api.model
    def _prepare_due_runs(self):
        """G1: make a run for every day up to today that has none, in each company that duns; take up unfinished ones.

        A company begins to dun on the first day on which something is overdue.

        :return: the runs to work on, the oldest day first
        """
        begun = {company for (company,) in self.sudo()._read_group([], ["company_id"])}
        for company in self.env["res.company"].sudo().search([]):
            today = company._hotel_today()
            if company in begun or self.env["hotel.dunning"]._count_due(company, today):
                self._make_missing(company, today)
        self.search([("state", "=", "draft")])._start()
        self._restart_unfinished()
        return self.search([("state", "=", "running")], order="company_id, day")

    @api.model
    def _cron_dun(self):
        """G1, F7: dun what is due; goes on where a run was broken off."""
        self._prepare_due_runs()._work_in_cron()
