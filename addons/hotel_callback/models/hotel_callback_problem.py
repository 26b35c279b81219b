from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from odoo.addons.hotel_base.rules import business_day


class HotelCallbackProblem(models.Model):
    """I8, I15: a problem that a callback brought up: a task, a visit or a complaint with an owner.

    Not solved within 2 days it goes to the manager (the clock escalates); once solved the customer is told the same day.
    """

    _name = "hotel.callback.problem"
    _description = "Problem from a Callback"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Problem", required=True, tracking=True)
    callback_id = fields.Many2one("hotel.callback", required=True, readonly=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="restrict", index=True)
    kind = fields.Selection([("task", "Task"), ("visit", "Visit"), ("complaint", "Complaint")], required=True, readonly=True)
    owner_id = fields.Many2one("res.users", "Responsible", required=True, readonly=True, ondelete="restrict", index=True, tracking=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Complaint", readonly=True, ondelete="restrict", index="btree_not_null")
    visit_id = fields.Many2one("hotel.callback", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [("open", "Open"), ("escalated", "With the manager"), ("solved", "Solved"), ("told", "Customer told")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    opened_at = fields.Datetime("Taken up on", required=True, readonly=True)
    escalated_at = fields.Datetime("With the manager since", readonly=True)
    solution = fields.Text(readonly=True)
    solved_at = fields.Datetime("Solved", readonly=True)
    solved_by_id = fields.Many2one("res.users", "Solved by", readonly=True, ondelete="restrict")
    told_at = fields.Datetime("Customer told", readonly=True)
    told_by_id = fields.Many2one("res.users", "Told by", readonly=True, ondelete="restrict")

    _server_fields = frozenset(
        {
            "callback_id", "partner_id", "company_id", "kind", "owner_id", "ticket_id", "visit_id", "state", "opened_at", "escalated_at",
            "solution", "solved_at", "solved_by_id", "told_at", "told_by_id",
        }
    )  # fmt: skip

    @api.model
    def _take_up(self, callback, kind, owner=None, name=None):
        """I8: make a problem of what the customer said (superuser mode is entered here). Return it."""
        callback._check_mine()
        callback._check_open()
        words = (name or callback.problems or "").strip()
        if not words:
            raise UserError(self.env._("Write down what the problem is before it is taken up."))
        callback_sudo = callback.sudo()
        owner = owner or callback_sudo.owner_id
        problem_sudo = self.sudo().with_context(clean_context(self.env.context)).create({
            "name": words.splitlines()[0][:200],
            "callback_id": callback.id,
            "partner_id": callback_sudo.partner_id.id,
            "company_id": callback_sudo.company_id.id,
            "kind": kind,
            "owner_id": owner.id,
            "opened_at": fields.Datetime.now(),
        })
        if callback_sudo.has_problem != "yes":
            callback_sudo.has_problem = "yes"
        if not callback_sudo.problems:
            callback_sudo.problems = words
        problem_sudo._start(words)
        callback_sudo.invalidate_recordset(["problem_ids", "missing"])
        return problem_sudo.sudo(False)

    def _start(self, words):
        """Make the task, visit or complaint, and start the clock of I15 (superuser mode)."""
        self.ensure_one()
        hours = self.company_id.hotel_callback_problem_hours
        due = self.opened_at + timedelta(hours=hours)
        if self.kind == "complaint":
            self.ticket_id = self.env["helpdesk.ticket"].with_company(self.company_id).create(self._prepare_ticket_vals(words))
        elif self.kind == "visit":
            self.visit_id = self.callback_id._plan_one(
                self.callback_id.contact_id or self.partner_id, self.env._("Visit about: %s", self.name),
                fields.Datetime.now() + timedelta(days=1), way="visit", owner=self.owner_id, due=fields.Datetime.now() + timedelta(days=14),
                company=self.company_id, record=self,
            )  # fmt: skip
        self.activity_schedule(
            "hotel_callback.mail_activity_problem", self.company_id._hotel_local(due).date(), summary=self.name, user_id=self.owner_id.id
        )
        self.env["hotel.clock"].start(
            self, "callback_problem", due, self.owner_id, name=lambda env: env._("Problem of a customer"), escalate_to=self._get_manager()
        )

    def _prepare_ticket_vals(self, words):
        """Return the values of the complaint; addons extend them (channel, kind, level)."""
        self.ensure_one()
        return {
            "name": self.name,
            "description": words,
            "partner_id": (self.callback_id.contact_id or self.partner_id).id,
            "company_id": self.company_id.id,
            "user_id": self.owner_id.id,
        }

    def _get_manager(self):
        """Return who gets what is not solved in time: the team's leader, else the sales head; None: the owner's superior."""
        leader = self.callback_id.team_id.user_id or self.company_id.hotel_sales_head_id
        return leader if leader and leader.active and leader != self.owner_id else None

    def _clocks_late(self, clocks):
        """I15: not solved in time: the problems are the managers' now (superuser mode)."""
        problems = self.browse(clocks.filtered(lambda clock: clock.kind == "callback_problem").mapped("res_id"))
        problems.filtered(lambda problem: problem.state == "open").write({"state": "escalated", "escalated_at": fields.Datetime.now()})

    def action_solve(self, solution=None):
        """I15: note the solution; the customer has to be told until the end of the day.

        :raise UserError: without a solution, or when it is solved already
        """
        self.check_access("read")
        for problem in self:
            problem._check_responsible()
            problem_sudo = problem.sudo().with_context(clean_context(self.env.context))
            problem_sudo.lock_for_update()
            if problem_sudo.state not in ("open", "escalated"):
                raise UserError(self.env._("%s is solved already.", problem.display_name))
            words = (solution or "").strip()
            if not words:
                raise UserError(self.env._("How was %s solved? The customer will be told.", problem.display_name))
            now = fields.Datetime.now()
            problem_sudo.write({"state": "solved", "solution": words, "solved_at": now, "solved_by_id": self.env.uid})
            clocks = self.env["hotel.clock"]
            clocks.stop(problem_sudo, "callback_problem")
            problem_sudo.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
            company = problem_sudo.company_id
            clocks.start(
                problem_sudo, "callback_tell", business_day.end_of_day(company._hotel_today(), company.hotel_tz), problem_sudo.owner_id,
                name=lambda env: env._("Tell the customer of the solution"),
            )  # fmt: skip
            problem_sudo.activity_schedule(
                "hotel_callback.mail_activity_problem", company._hotel_today(), user_id=problem_sudo.owner_id.id,
                summary=self.env._("Tell %s of the solution", problem_sudo.partner_id.name),
            )  # fmt: skip
        return True

    def action_told(self):
        """I15: note that the customer was told of the solution."""
        self.check_access("read")
        for problem in self:
            problem._check_responsible()
            problem_sudo = problem.sudo()
            if problem_sudo.state != "solved":
                raise UserError(self.env._("%s is not solved, or the customer was told already.", problem.display_name))
            problem_sudo.write({"state": "told", "told_at": fields.Datetime.now(), "told_by_id": self.env.uid})
            self.env["hotel.clock"].stop(problem_sudo)
            problem_sudo.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
        return True

    def action_open_solve(self):
        """Open the window in which the solution is entered."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Solved"),
            "res_model": "hotel.callback.words",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_model": self._name, "default_res_id": self.id, "default_method": "action_solve"},
        }

    def _check_responsible(self):
        self.ensure_one()
        problem_sudo = self.sudo()
        if self.env.su or self.env.user in (problem_sudo.owner_id | problem_sudo._manager_users()):
            return
        raise AccessError(self.env._("%(problem)s is dealt with by %(owner)s.", problem=problem_sudo.name, owner=problem_sudo.owner_id.name))

    def _manager_users(self):
        heads = self.env.user if self.env["hotel.callback"]._is_head() else self.env["res.users"]
        return heads | self.callback_id.team_id.user_id
