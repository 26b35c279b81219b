from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ..tools.retried import retried

#: Hours after which the cron takes up a run again by itself that was blocked or left problems behind.
RETRY_HOURS = 20


class HotelRunMixin(models.AbstractModel):
    """A batch as a record: it is started, works in chunks that are committed, is resumable and safe to repeat (F7).

    A model that inherits this names the cron that does its work (`_run_cron`) and says

    - `_count_left()`: how much there is still to do,
    - `_work_chunk(limit)`: does the next piece in the current transaction, never commits, and returns how many it dealt
      with; with nothing left it calls `_finish()` and returns 0,
    - `_get_start_problems()`: why it cannot be started now,
    - `_get_problems()`: records that tell what could not be done; gone when the run is started again.

    What is left is to be read from the data, never remembered: then a process that is killed loses one chunk at most and
    repeats nothing.
    """

    _name = "hotel.run.mixin"
    _description = "Resumable Batch"
    _inherit = ["hotel.protected.mixin"]

    _server_fields = frozenset({"state", "total", "done", "started_at", "finished_at", "tried_at", "message"})
    #: XML id of the cron that works on the runs of this model.
    _run_cron = ""

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("running", "Running"),
            ("blocked", "Blocked"),
            ("incomplete", "Done with problems"),
            ("done", "Done"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
    )
    total = fields.Integer("To do", readonly=True, copy=False)
    done = fields.Integer(readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress", help="Per cent of what is to be done.")
    started_at = fields.Datetime("Started", readonly=True, copy=False)
    finished_at = fields.Datetime("Finished", readonly=True, copy=False)
    tried_at = fields.Datetime("Last worked on", readonly=True, copy=False)
    message = fields.Text(readonly=True, copy=False)

    @api.depends("total", "done", "state")
    def _compute_progress(self):
        for run in self:
            run.progress = 100.0 * run.done / run.total if run.total else 100.0 * (run.state == "done")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        started = self.filtered(lambda run: run.state != "draft")
        if started:
            raise UserError(self.env._("Runs that were started are kept: %s", ", ".join(started.mapped("display_name"))))

    def action_start(self):
        """Start or go on; the work is done in the background, its progress shows on the form.

        :raise UserError: what `_get_start_problems` names
        """
        self.check_access("write")
        problems = [problem for run in self for problem in run._get_start_problems()]
        if problems:
            raise UserError("\n".join(problems))
        self._start()
        self.env.ref(self._run_cron).sudo()._trigger()
        return True

    # ------------------------------------------------------------------ what the batch is about

    def _get_start_problems(self):
        """Return why the run cannot start now, as sentences."""
        return []

    def _get_problems(self):
        """Return the records that tell what could not be done."""
        return self.browse()

    def _count_left(self):
        """Return how much there is still to do (superuser mode)."""
        self.ensure_one()
        return 0

    def _work_chunk(self, limit=None):
        """Do the next piece in the current transaction; never commits.

        :return: number of things dealt with; 0 when the run has ended (its state tells how)
        :raise psycopg2 concurrency errors: for the caller's `retried` to roll back and try again
        """
        self._finish()
        return 0

    # ------------------------------------------------------------------ the course of it

    def _start(self):
        """Mark the runs as running and forget earlier problems."""
        for run in self.sudo():
            run._get_problems().unlink()
            run.write(
                {
                    "state": "running",
                    "message": False,
                    "started_at": run.started_at or fields.Datetime.now(),
                    "finished_at": False,
                    "total": run.done + run._count_left(),
                }
            )

    def _advance(self, count):
        """Note that `count` more things are done."""
        self.write({"done": self.done + count, "tried_at": fields.Datetime.now()})

    def _block(self, message):
        """End the run for now because nothing of it can be done; return 0, the result of its chunk."""
        self.write({"state": "blocked", "message": message, "tried_at": fields.Datetime.now()})
        return 0

    def _finish(self):
        """End the run, done or with problems."""
        problems = len(self._get_problems())
        self.write(
            {
                "state": "incomplete" if problems else "done",
                "total": self.done + problems,
                "finished_at": fields.Datetime.now(),
                "tried_at": fields.Datetime.now(),
                "message": self._get_problems_message(problems) if problems else False,
            }
        )

    def _get_problems_message(self, count):
        return self.env._("%s could not be done. Put the problems right and start again.", count)

    def _lock_and_work(self, limit):
        """Do one chunk unless another process works on this run; return its result, or None."""
        try:
            self.lock_for_update()
        except LockError:
            return None
        return self._work_chunk(limit) if self.state == "running" else 0

    def _work_all(self, limit=None):
        """Work on the runs in their order, committing after each chunk (STYLE 15).

        A chunk that clashes with other work is repeated as Odoo repeats a request.

        :param limit: things in a chunk; None: what the model thinks right
        :return: True when nothing is left, False when the time of the cron is over
        """
        for run in self:
            while run.state == "running":
                done = retried(partial(run._lock_and_work, limit), self.env)
                if done is None:
                    break
                if not self.env["ir.cron"]._commit_progress(done):
                    return False
        return True

    def _work_in_cron(self):
        """Tell the cron how much there is, then work on the runs."""
        left = sum(max(run.total - run.done, 0) for run in self)
        if self.env["ir.cron"]._commit_progress(remaining=left):
            self._work_all()

    @api.model
    def _restart_unfinished(self):
        """Start the runs again that were blocked or left problems `RETRY_HOURS` ago."""
        before = fields.Datetime.now() - timedelta(hours=RETRY_HOURS)
        self.search([("state", "in", ("blocked", "incomplete")), ("tried_at", "<", before)])._start()
