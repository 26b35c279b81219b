from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.complaint_clocks import Terms


class HotelComplaintPolicy(models.Model):
    """How fast complaints are dealt with, by whom they are followed up, and what is aimed at (J2-J4, J7).

    M6: a complaint keeps the policy under which it came in; one that was used does not change, a change is a new
    version with its own start date.
    """

    _name = "hotel.complaint.policy"
    _description = "Complaint Policy"
    _inherit = ["hotel.versioned.mixin", "mail.thread"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    #: What may be changed at any time, because no complaint has been decided by it.
    _free = frozenset({"active", "assistant_id", "supervisor_id", "manager_id", "desk_user_id"})

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies that have no policy of their own.")
    date_from = fields.Date("In force from", required=True, default=fields.Date.context_today)
    soft_reaction = fields.Integer("Soft: first reaction", default=15, required=True, help="Minutes.")
    soft_check = fields.Integer("Soft: checked", default=30, required=True, help="Minutes.")
    hard_reaction = fields.Integer("Hard: first reaction", default=60, required=True, help="Minutes.")
    hard_check = fields.Integer("Hard: checked", default=180, required=True, help="Minutes.")
    reply = fields.Integer(default=24, required=True, help="Hours until the customer is answered.")
    solution = fields.Integer(default=72, required=True, help="Hours until the complaint is solved.")
    satisfaction = fields.Integer("Satisfaction call", default=24, required=True, help="Hours after closing.")
    repeat_days = fields.Integer(
        "Repeats within", default=365, required=True, help="Days in which a second complaint on the same subject is a repeat."
    )
    rework_level = fields.Integer(
        "Higher level from rework", default=3, required=True, help="J3: from this rework on a higher level is proposed; 0 = never."
    )
    target_solved = fields.Float("Target: solved", default=98.0, help="Per cent.")
    target_satisfied = fields.Float("Target: satisfied", default=95.0, help="Per cent.")
    desk_user_id = fields.Many2one(
        "res.users", "Responsible without assignment", domain="[('share', '=', False)]",
        help="Whose deadlines run while nobody is assigned. Empty: the manager.",
    )  # fmt: skip
    assistant_id = fields.Many2one(
        "res.users", "Follow-up: general", domain="[('share', '=', False)]", help="J3: the assistant calls about general complaints."
    )
    supervisor_id = fields.Many2one(
        "res.users", "Follow-up: important", domain="[('share', '=', False)]", help="J3: the supervisor calls about important ones."
    )
    manager_id = fields.Many2one(
        "res.users", "Follow-up: major", domain="[('share', '=', False)]", help="J3: the manager calls about major ones."
    )
    used = fields.Boolean(compute="_compute_used", help="M6: complaints came in under this policy; make a new version to change it.")

    _one_a_day = models.UniqueIndex(
        "(COALESCE(company_id, 0), date_from) WHERE active", "There is already a complaint policy for this company from this day on."
    )
    _durations = models.Constraint(
        "CHECK (LEAST(soft_reaction, soft_check, hard_reaction, hard_check, reply, solution, satisfaction, repeat_days, rework_level) >= 0)",
        "Minutes, hours, days and reworks of a complaint policy cannot be negative; 0 means no such deadline.",
    )
    _reaction_first = models.Constraint(
        "CHECK ((soft_check = 0 OR soft_reaction <= soft_check) AND (hard_check = 0 OR hard_reaction <= hard_check))",
        "The first reaction is due before the check.",
    )
    _targets = models.Constraint(
        "CHECK (target_solved BETWEEN 0 AND 100 AND target_satisfied BETWEEN 0 AND 100)", "A target lies between 0 and 100 per cent."
    )

    def _compute_used(self):
        found = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)._read_group(
            [("complaint_policy_id", "in", self.ids)], ["complaint_policy_id"]
        )
        used = {policy.id for (policy,) in found}
        for policy in self:
            policy.used = policy.id in used

    def write(self, vals):
        if vals.keys() - self._free:
            self._check_unused()
        return super().write(vals)

    def copy_data(self, default=None):
        """M6: the next version is archived until somebody turns it on, however it was made."""
        return super().copy_data({"active": False, **(default or {})})

    def _check_unused(self):
        if used := self.filtered("used"):
            raise UserError(
                self.env._(
                    "Complaints came in under %(policies)s, so it stays as it is. Make a new version with its own start date instead.",
                    policies=", ".join(used.mapped("display_name")),
                )
            )

    @api.model
    def _get_in_force(self, company, day):
        """M6: return the policy of `company` on `day` (date): its own before a common one, then the newest."""
        policies = self.sudo().search([("company_id", "in", [False, company.id]), ("date_from", "<=", day)])
        return policies.sorted(lambda policy: (bool(policy.company_id), policy.date_from, policy.id))[-1:].sudo(False)

    def _get_terms(self):
        """Return the `Terms` of the policy; the rules' own where a company has none."""
        return Terms(*(self[name] for name in Terms._fields)) if self else Terms()

    def _get_follower(self, level, company):
        """J3: return the user who calls about a complaint of `level`: the person named, else the next higher one, else the GM."""
        persons = {"general": self.assistant_id, "important": self.supervisor_id, "major": self.manager_id}
        for name in list(persons)[list(persons).index(level) :]:
            if persons[name].active:
                return persons[name]
        return company.sudo().hotel_gm_id.filtered("active").sudo(False)

    def _get_desk(self, company):
        """Return the user who answers for a complaint that nobody is assigned to; never empty."""
        policy_sudo = self.sudo()
        found = (policy_sudo.desk_user_id | policy_sudo.manager_id | company.sudo().hotel_gm_id).filtered("active")[:1]
        return found.sudo(False) or self.env.ref("base.user_admin").sudo(False)
