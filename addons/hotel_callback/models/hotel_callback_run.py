import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

_logger = logging.getLogger(__name__)

#: Customers planned in one transaction.
CHUNK = 5000


class HotelCallbackRun(models.Model):
    """I2: the planning of one hotel: each rule finds its reasons, then the customers' calls are planned from them.

    Resumable: a rule that was gathered for the run carries it, a reason that is not planned yet is new.
    """

    _name = "hotel.callback.run"
    _description = "Planning of Callbacks"
    _inherit = ["hotel.run.mixin"]
    _order = "id desc"
    _check_company_auto = True

    _run_cron = "hotel_callback.ir_cron_plan"

    day = fields.Date(required=True, readonly=True, default=lambda self: self.env.company._hotel_today())
    # Repeated so that the labels are this model's own words.
    total = fields.Integer("Rules and reasons to plan")
    done = fields.Integer("Rules and reasons planned")
    problem_ids = fields.One2many("hotel.callback.run.problem", "run_id", "Problems", readonly=True)
    rule_ids = fields.One2many("hotel.callback.rule", "gathered_run_id", "Rules of this run", readonly=True)

    _server_fields = frozenset({"day"})

    @api.depends("day", "company_id")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{format_date(self.env, run.day)} - {run.company_id.name}"

    def _get_problems(self):
        return self.problem_ids

    def _get_problems_message(self, count):
        return self.env._("%s rules were not planned. Put them right and start again.", count)

    def _get_open_rules(self):
        """Return the rules that are still to be gathered (superuser mode)."""
        return self.env["hotel.callback.rule"].search(
            Domain("state", "=", "on")
            & Domain("template", "=", False)
            & Domain("company_id", "=", self.company_id.id)
            & (Domain("gathered_run_id", "=", False) | Domain("gathered_run_id", "!=", self.id))
        )

    def _get_new_domain(self):
        return Domain("state", "=", "new") & Domain("company_id", "=", self.company_id.id)

    def _count_left(self):
        self.ensure_one()
        run_sudo = self.sudo()
        return len(run_sudo._get_open_rules()) + self.env["hotel.callback.topic"].sudo().search_count(self._get_new_domain())

    def _start(self):
        """A run that is started again gathers its rules again."""
        self.sudo().rule_ids.write({"gathered_run_id": False})
        return super()._start()

    def _work_chunk(self, limit=None):
        """Gather one rule, or plan up to `limit` customers."""
        self.ensure_one()
        self = self.sudo().with_company(self.company_id)
        rule = self._get_open_rules()[:1]
        if rule:
            if rule._gather(self) is None:
                self.env["hotel.callback.run.problem"].create({"run_id": self.id, "rule_id": rule.id, "message": rule.refused})
            self._advance(1)
            return 1
        topics = self.env["hotel.callback.topic"]
        customers = topics._read_group(self._get_new_domain(), ["partner_id"], limit=limit or CHUNK, order="partner_id")
        partners = self.env["res.partner"].browse([partner.id for (partner,) in customers])
        count = self.env["hotel.callback"]._plan_customers(self.company_id, partners)
        if not count:
            self.total = self.done
            self._finish()
            self._open_day()
            return 0
        self._advance(count)
        return count

    def _open_day(self):
        """Start the deadlines of what is to be made today (I3), of those whose clock does not run yet."""
        callbacks = self.env["hotel.callback"].search([
            ("company_id", "=", self.company_id.id), ("state", "=", "planned"), ("is_today", "=", True)
        ])  # fmt: skip
        callbacks._start_clocks()

    @api.model
    def _start_for(self, company):
        """Start the run of the day for a hotel (or start it again) and wake the cron (superuser mode)."""
        today = company._hotel_today()
        run = self.search([("company_id", "=", company.id), ("day", "=", today)], limit=1)
        run = run or self.create({"company_id": company.id, "day": today})
        run._start()
        self.env.ref(self._run_cron).sudo()._trigger()
        return run

    @api.model
    def _cron_plan(self):
        """Plan the day for every hotel with rules; go on where a run was broken off."""
        companies = self.env["hotel.callback.rule"].search([("state", "=", "on"), ("template", "=", False)]).company_id
        for company in companies:
            today = company._hotel_today()
            if not self.search_count([("company_id", "=", company.id), ("day", "=", today)], limit=1):
                self._start_for(company)
        self._restart_unfinished()
        self.search([("state", "=", "running")], order="id")._work_in_cron()


class HotelCallbackRunProblem(models.Model):
    """A rule that a run did not plan, and why."""

    _name = "hotel.callback.run.problem"
    _description = "Rule not Planned"

    run_id = fields.Many2one("hotel.callback.run", required=True, readonly=True, ondelete="cascade", index=True)
    rule_id = fields.Many2one("hotel.callback.rule", required=True, readonly=True, ondelete="cascade")
    message = fields.Char("Why", readonly=True)
