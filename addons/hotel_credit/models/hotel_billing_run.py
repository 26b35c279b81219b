import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import format_date, format_datetime

from ..rules import billing
from ..tools.months import month_name

_logger = logging.getLogger(__name__)

#: Agreements billed in one transaction: a kill loses at most this many, a commit costs little against 17 ms a line.
CHUNK = 10


class HotelBillingRun(models.Model):
    """The billing of one month in one company: resumable, safe to repeat, one invoice an agreement (F1, F7).

    What is left to do is always read from the slips, never remembered: an agreement is done when its slips are billed
    and its statement stands, both committed together with the invoice.
    """

    _name = "hotel.billing.run"
    _description = "Billing Run"
    _inherit = ["hotel.month.run.mixin"]
    _check_company_auto = True

    _run_cron = "hotel_credit.ir_cron_billing"

    # Repeated so that the labels are this model's own words.
    state = fields.Selection(selection_add=[("blocked", "Locked in accounting")])
    total = fields.Integer("Agreements to bill")
    done = fields.Integer("Agreements billed")
    progress = fields.Float(help="Per cent of the agreements.")
    problem_ids = fields.One2many("hotel.billing.problem", "run_id", "Problems", readonly=True)
    statement_ids = fields.One2many("hotel.statement", "run_id", "Statements", readonly=True)

    _unique_month = models.UniqueIndex(
        "(company_id, month)", "This month already has a billing run. Open it and start it again: nothing is billed twice."
    )

    def action_open_statements(self):
        """List the statements that the run made."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Statements"),
            "res_model": "hotel.statement",
            "view_mode": "list,kanban,form,pivot,graph",
            "domain": [("run_id", "=", self.id)],
        }

    def action_open_invoices(self):
        """List the invoices that the run made."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("hotel_statement_id.run_id", "=", self.id)],
        }

    def _get_problems(self):
        return self.problem_ids

    def _get_problems_message(self, count):
        return self.env._("%s agreements could not be billed. Put the problems right and start again.", count)

    def _count_left(self):
        self.ensure_one()
        return self.env["hotel.billing"]._count_to_bill(self.company_id, self.month)

    def _get_start_problems(self):
        """F1: the month is not over, or its last day is locked in accounting (naming the lock)."""
        problem = self._get_early_problem() or self._get_lock_problem()
        return [problem] if problem else []

    def _get_early_problem(self):
        """F1: return why the month cannot be billed yet (it has not ended), or None."""
        self.ensure_one()
        company = self.company_id.sudo()
        start = billing.billable_from(self.month, company._hotel_day_end_hours())
        if company._hotel_local(fields.Datetime.now()) >= start:
            return None
        return self.env._(
            "%(month)s can be billed from %(start)s on, when the last outlet's day has ended.",
            month=month_name(self.env, self.month),
            start=format_datetime(self.env, company._hotel_utc(start), tz=company.hotel_tz),
        )

    def _get_lock_problem(self):
        """F1: return the message that names the lock on the month's last day, or None.

        Asked before anything is done: Odoo itself would post to a later date without a word.
        """
        self.ensure_one()
        company = self.company_id.sudo()
        last_day = billing.month_end(self.month)
        locks = company._get_violated_lock_dates(last_day, True, company._hotel_billing_journal())
        if not locks:
            return None
        names = self.env["res.company"].sudo().fields_get([name for _day, name in locks], ["string"])
        return self.env._(
            "%(day)s is locked in accounting, so the month is not billed: %(locks)s. "
            "Set the lock to an earlier date or grant an exception in Accounting > Lock Dates, then start the run again.",
            day=format_date(self.env, last_day),
            locks=", ".join(f"{names[name]['string']} {format_date(self.env, day)}" for day, name in locks),
        )

    def _work_chunk(self, limit=None):
        """Bill up to `limit` (default `CHUNK`) agreements of the run."""
        self.ensure_one()
        self = self.sudo().with_company(self.company_id)
        problems = self._get_start_problems()
        if problems:
            return self._block("\n".join(problems))
        agreements = self.env["hotel.billing"]._get_to_bill(
            self.company_id, self.month, self.problem_ids.agreement_id, limit or CHUNK
        )
        if not agreements:
            self._finish()
            return 0
        try:
            self.company_id._hotel_set_up_accounting()
        except UserError as error:
            return self._block(str(error))
        if not self._try_to_bill(agreements, alone=len(agreements) == 1) and len(agreements) > 1:
            # One of them has a problem: find out which, bill the others.
            for agreement in agreements:
                self._try_to_bill(agreement, alone=True)
        return len(agreements)

    def _try_to_bill(self, agreements, alone):
        """Bill `agreements` in a savepoint and return whether it worked; a single one's problem is written down."""
        try:
            with self.env.cr.savepoint():
                statements = self.env["hotel.billing"]._bill(agreements, self.month, self)
                self._advance(len(statements))
            return True
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            # One agreement with a fault must not keep the others from being billed; it is told, not swallowed.
            if alone:
                _logger.warning("Agreement %s not billed for %s", agreements.name, self.month, exc_info=True)
                self.env["hotel.billing.problem"].create(
                    {"run_id": self.id, "agreement_id": agreements.id, "message": str(error) or type(error).__name__}
                )
            return False

    @api.model
    def _prepare_due_runs(self):
        """F1: make a run for every month that is over, has slips to bill and no run yet; take up unfinished ones.

        :return: the runs to work on
        """
        now = fields.Datetime.now()
        first_days = self.env["hotel.charge"].sudo()._read_group(
            [("state", "=", "authorised")], ["company_id"], ["business_date:min"]
        )
        for company, first_day in first_days:
            last = billing.last_billable_month(company._hotel_local(now), company._hotel_day_end_hours())
            months = list(billing.months_between(first_day, last))
            known = self.search([("company_id", "=", company.id), ("month", "in", months)])
            missing = set(months) - set(known.mapped("month"))
            made = self.create([{"company_id": company.id, "month": month} for month in sorted(missing)])
            (made + known.filtered(lambda run: run.state == "draft"))._start()
        self._restart_unfinished()
        return self.search([("state", "=", "running")], order="month")

    @api.model
    def _cron_bill(self):
        """F1, F7: bill the months that are due; goes on where a run was broken off."""
        self._prepare_due_runs()._work_in_cron()
