import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import format_date

from odoo.addons.hotel_base.rules import business_day

from ..rules import billing
from ..rules import statement as rules
from ..tools.months import month_name

_logger = logging.getLogger(__name__)

#: Statements in one transaction: a PDF takes about a second, and a kill loses at most these.
CHUNK = 5


class HotelStatementRun(models.Model):
    """F2, F7: sends the statements of a month, or reminds of them: resumable, safe to repeat, each goes out once.

    What is left to do is read from the statements: one is done when it is marked as sent (or reminded), which is
    committed together with its e-mail in Odoo's queue.
    """

    _name = "hotel.statement.run"
    _description = "Statement Run"
    _inherit = ["hotel.month.run.mixin"]
    _check_company_auto = True

    _server_fields = frozenset({"purpose", "day"})
    _run_cron = "hotel_credit.ir_cron_statement"

    purpose = fields.Selection([("send", "Send"), ("remind", "Remind")], required=True, readonly=True, default="send")
    day = fields.Date("Reminder of", readonly=True, help="The day on which the customers were to be reminded.")
    # Repeated so that the labels are this model's own words.
    total = fields.Integer("Statements to send")
    done = fields.Integer("Statements sent")
    progress = fields.Float(help="Per cent of the statements.")
    problem_ids = fields.One2many("hotel.statement.problem", "run_id", "Problems", readonly=True)

    _unique_run = models.UniqueIndex(
        "(company_id, month, purpose, COALESCE(day, month))",
        "This month already has a run. Open it and start it again: nothing is sent twice.",
    )

    @api.depends("purpose", "day")
    def _compute_display_name(self):
        super()._compute_display_name()
        for run in self.filtered("day"):
            run.display_name = self.env._(
                "%(run)s, reminder of %(day)s", run=run.display_name, day=format_date(self.env, run.day)
            )

    def action_open_statements(self):
        """List the statements of the run's month."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Statements"),
            "res_model": "hotel.statement",
            "view_mode": "list,kanban,form,pivot,graph",
            "domain": [("company_id", "=", self.company_id.id), ("month", "=", self.month)],
        }

    # ------------------------------------------------------------------ what the batch is about

    def _get_problems(self):
        return self.problem_ids

    def _get_problems_message(self, count):
        return self.env._("%s statements could not be sent. Put the problems right and start again.", count)

    def _get_start_problems(self):
        if self.sudo()._count_left():
            return []
        return [
            self.env._(
                "There is no statement of %(month)s left to send for %(company)s. Bill the month first.",
                month=month_name(self.env, self.month),
                company=self.company_id.name,
            )
        ]

    def _get_left_domain(self):
        """Return the domain of the statements that are still to be done, but for those with a problem."""
        self.ensure_one()
        left = Domain("company_id", "=", self.company_id.id) & Domain("month", "=", self.month)
        if self.purpose == "send":
            left &= Domain("state", "=", "draft")
        else:
            begin = business_day.to_utc(fields.Datetime.to_datetime(self.day), self.company_id.hotel_tz)
            left &= Domain("state", "=", "sent") & Domain("sent_at", "<", begin)
            left &= Domain("confirm_until", ">=", self.company_id._hotel_today())
            left &= Domain("reminded_on", "=", False) | Domain("reminded_on", "<", self.day)
        return left & Domain("id", "not in", self.problem_ids.statement_id.ids)

    def _count_left(self):
        return self.env["hotel.statement"].search_count(self._get_left_domain())

    def _work_chunk(self, limit=None):
        """Send up to `limit` (default `CHUNK`) statements of the run."""
        self.ensure_one()
        self = self.sudo().with_company(self.company_id)
        statements = self.env["hotel.statement"].search(self._get_left_domain(), order="id", limit=limit or CHUNK)
        if not statements:
            self._finish()
            return 0
        for statement in statements:
            self._try_to_send(statement)
        return len(statements)

    def _try_to_send(self, statement):
        """Send one statement in a savepoint; its problem is written down."""
        message = "\n".join(statement._get_sending_problems())
        if not message:
            try:
                with self.env.cr.savepoint():
                    if self.purpose == "send":
                        statement._send(self.env.user, run=self)
                    else:
                        statement._remind(self.day)
                    self._advance(1)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                raise
            except Exception as error:
                # One statement with a fault must not keep the others from being sent; it is told, not swallowed.
                _logger.warning("Statement %s not sent", statement.name, exc_info=True)
                message = str(error) or type(error).__name__
        if message:
            self.env["hotel.statement.problem"].create(
                {"run_id": self.id, "statement_id": statement.id, "message": message}
            )

    # ------------------------------------------------------------------ by itself

    @api.model
    def _prepare_due_runs(self):
        """F2: make or take up the runs that are due: the month that can still be confirmed, and its reminders.

        Older months go out by the button alone: nobody wants last year's statements mailed by a scheduler.

        :return: the runs to work on
        """
        for company in self.env["res.company"].sudo().search([("hotel_send_statements", "=", True)]):
            today = company._hotel_today()
            month = billing.previous_month(today)
            confirm_until = today.replace(day=company.hotel_confirm_day)
            if not rules.is_over(today, confirm_until):
                self._prepare_run(company, month, "send")
            days = (company.hotel_first_reminder_day, company.hotel_second_reminder_day)
            if day := rules.reminder_day(days, today.replace(day=1), today, confirm_until):
                self._prepare_run(company, month, "remind", day)
        self._restart_unfinished()
        return self.search([("state", "=", "running")], order="month, id")

    def _prepare_run(self, company, month, purpose, day=None):
        """Start the run if there is anything to do for it that is no problem already."""
        run = self.search(
            [("company_id", "=", company.id), ("month", "=", month), ("purpose", "=", purpose), ("day", "=", day or False)]
        )
        new = run or self.new({"company_id": company.id, "month": month, "purpose": purpose, "day": day})
        if run.state in ("running", "blocked", "incomplete") or not new._count_left():
            return
        run = run or self.create({"company_id": company.id, "month": month, "purpose": purpose, "day": day})
        run._start()

    @api.model
    def _cron_send(self):
        """F2, F7: send and remind what is due; goes on where a run was broken off."""
        self._prepare_due_runs()._work_in_cron()
