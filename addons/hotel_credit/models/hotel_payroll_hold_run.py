from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import billing
from ..tools.months import month_name

#: Credits dealt with in one transaction.
CHUNK = 500


class HotelPayrollHoldRun(models.Model):
    """E5, F7: the end of a month in one company: who guarantees a credit past its working days has the pay held.

    What is left is read from the credits, never remembered: a credit is done when its guarantor's pay is held for it.
    """

    _name = "hotel.payroll.hold.run"
    _description = "Payroll Holds of a Month's End"
    _inherit = ["hotel.month.run.mixin"]
    _check_company_auto = True

    _run_cron = "hotel_credit.ir_cron_payroll_hold"

    state = fields.Selection(selection_add=[("blocked", "Cannot be done")])
    total = fields.Integer("To hold")
    done = fields.Integer("Held")
    hold_ids = fields.One2many("hotel.payroll.hold", "run_id", "Holds", readonly=True)
    hold_count = fields.Integer("Number of holds", compute="_compute_hold_count")

    _unique_month = models.UniqueIndex(
        "(company_id, month)", "This month's end was dealt with already. Open its run and start it again: nothing is held twice."
    )

    def _compute_hold_count(self):
        counts = dict(self.env["hotel.payroll.hold"]._read_group([("run_id", "in", self.ids)], ["run_id"], ["__count"]))
        for run in self:
            run.hold_count = counts.get(run._origin, 0)

    def action_open_holds(self):
        """List the holds that the run put on."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payroll holds"),
            "res_model": "hotel.payroll.hold",
            "view_mode": "list,form",
            "domain": [("run_id", "=", self.id)],
        }

    def _get_start_problems(self):
        """E5: the holds are switched off, or the month has not ended."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()
        if not company_sudo.hotel_payroll_hold:
            return [
                self.env._(
                    "%(company)s holds no pay: it is switched off in Hotel > Configuration > Settings.", company=company_sudo.name
                )
            ]
        if company_sudo._hotel_today() <= billing.month_end(self.month):
            return [self.env._("%(month)s has not ended yet.", month=month_name(self.env, self.month))]
        return []

    def _count_left(self):
        self.ensure_one()
        [[count]] = self._query_left("SELECT COUNT(*)")
        return count

    def _query_left(self, select, tail=SQL()):  # noqa: B008 (SQL is immutable)
        """Query the credits of which no guarantor's pay is held yet (see `temporary_credit.is_to_be_held`)."""
        self.env["hotel.temporary.credit"].flush_model(["company_id", "approval_state", "settled_at", "latest_date", "move_id"])
        self.env["hotel.guarantee"].flush_model(["move_id", "kind", "role"])
        self.env["hotel.payroll.hold"].flush_model(["guarantee_id", "state"])
        return self.env.execute_query(
            SQL(
                """%s FROM hotel_temporary_credit credit
                     JOIN hotel_guarantee guarantee
                       ON guarantee.move_id = credit.move_id AND guarantee.kind = 'temporary_credit' AND guarantee.role = 'guarantor'
                    WHERE credit.company_id = %s AND credit.approval_state = 'approved' AND credit.settled_at IS NULL
                      AND credit.latest_date <= %s
                      AND NOT EXISTS (SELECT FROM hotel_payroll_hold hold
                                       WHERE hold.guarantee_id = guarantee.id AND hold.state = 'held')
                   %s""",
                SQL(select),
                self.company_id.id,
                billing.month_end(self.month),
                tail,
            )
        )

    def _work_chunk(self, limit=None):
        """Hold the pay for up to `limit` (default `CHUNK`) credits."""
        self.ensure_one()
        self = self.sudo().with_company(self.company_id)
        problems = self._get_start_problems()
        if problems:
            return self._block("\n".join(problems))
        rows = self._query_left("SELECT credit.id", SQL("ORDER BY credit.id LIMIT %s", limit or CHUNK))
        credits = self.env["hotel.temporary.credit"].browse(credit_id for (credit_id,) in rows)
        if not credits:
            self._finish()
            return 0
        self.env["hotel.payroll.hold"]._put_on(credits, self.month, self)
        self._advance(len(credits))
        return len(credits)

    @api.model
    def _prepare_due_runs(self):
        """E5: make a run for the month that is over in each company where it is switched on; take up unfinished ones."""
        companies = self.env["res.company"].sudo().search([("hotel_payroll_hold", "=", True)])
        used = self.env["hotel.temporary.credit"].sudo()._read_group([("approval_state", "=", "approved")], ["company_id"])
        for company in companies & self.env["res.company"].union(*(company for (company,) in used)):
            month = billing.previous_month(company._hotel_today())
            run = self.search([("company_id", "=", company.id), ("month", "=", month)])
            run = run or self.create({"company_id": company.id, "month": month})
            run.filtered(lambda each: each.state == "draft")._start()
        self._restart_unfinished()
        return self.search([("state", "=", "running")], order="month")

    @api.model
    def _cron_hold(self):
        """E5, F7: hold pay at the end of the month; goes on where a run was broken off."""
        self._prepare_due_runs()._work_in_cron()
