from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

REVIEW = "hotel_base.mail_activity_approval_review"
REMIND_LIMIT = 200


class HotelApprovalPolicy(models.Model):
    """Who approves which kind of document, from when on.

    M6: a policy that was used does not change; a change is a new version with its own start date, and documents
    submitted under the old one are decided under the old one. M7: it has a yearly review date with an owner.
    """

    _name = "hotel.approval.policy"
    _description = "Approval policy"
    _inherit = ["hotel.versioned.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "model, date_from desc, id desc"
    _check_company_auto = True

    # What decides who approves, and does not change any more once the policy was used.
    _fixed_once_used = frozenset({"model", "company_id", "currency_id", "date_from", "tier_ids"})

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True, tracking=True, help="Documents are no longer submitted under an archived policy.")
    model = fields.Selection(
        selection="_get_model_selection",
        string="Document",
        required=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        index=True,
        help="Empty: for all companies that have no policy of their own.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        help="Currency of the thresholds. Documents in another currency are converted on the day of the decision.",
    )
    date_from = fields.Date(
        string="In force from",
        required=True,
        default=fields.Date.context_today,
        help="M6: documents submitted from this day on are decided under this policy.",
    )
    review_date = fields.Date(
        string="Next review",
        default=lambda self: self.env.company._hotel_today() + relativedelta(years=1),
        tracking=True,
        help="M7: each policy is reviewed once a year.",
    )
    review_owner_id = fields.Many2one(
        "res.users",
        string="Reviewed by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    tier_ids = fields.One2many("hotel.approval.tier", "policy_id", string="Tiers", copy=True)
    used = fields.Boolean(
        compute="_compute_used",
        help="M6: documents were submitted under this policy; make a new version to change it.",
    )

    _one_a_day = models.UniqueIndex(
        "(model, COALESCE(company_id, 0), date_from) WHERE active",
        "There is already a policy for this document and company from this day on.",
    )

    @api.model
    def _get_model_selection(self):
        """Return (model, label) of every model that can be approved."""
        return [(name, self.env["ir.model"]._get(name).name) for name in self._get_model_names()]

    @api.model
    def _get_model_names(self):
        """Return the names of all models that inherit the approval mixin, sorted."""
        mixin = self.env.registry["hotel.approval.mixin"]
        return sorted(
            name for name, model in self.env.registry.items() if not model._abstract and issubclass(model, mixin)
        )

    def _compute_used(self):
        groups = self.env["hotel.approval.step"].sudo()._read_group(
            [("tier_id.policy_id", "in", self.ids)], ["tier_id"], []
        )
        used = {tier.policy_id.id for (tier,) in groups}
        for policy in self:
            policy.used = policy.id in used

    def write(self, vals):
        if self._fixed_once_used & vals.keys():
            self._check_unused()
        return super().write(vals)

    def action_reviewed(self):
        """M7: note that the owner has looked at the policy; the next review is a year from today."""
        for policy in self:
            if policy.review_owner_id != self.env.user:
                policy.check_access("write")
            today = (policy.company_id or self.env.company)._hotel_today()
            policy_sudo = policy.sudo()
            policy_sudo.review_date = today + relativedelta(years=1)
            policy_sudo.activity_unlink([REVIEW])
            policy_sudo.message_post(body=self.env._("Reviewed."), author_id=self.env.user.partner_id.id)

    @api.model
    def _cron_remind_review(self):
        """M7: give the owner of each policy whose review day has come an activity, once."""
        while reminded := self._remind_review_chunk(REMIND_LIMIT):
            if not self.env["ir.cron"]._commit_progress(reminded):
                break

    def _remind_review_chunk(self, limit):
        """Create the activities of up to `limit` due reviews. Never commits. Return how many."""
        due = self.search(
            Domain("review_date", "<=", fields.Date.today())
            & Domain("review_owner_id.active", "=", True)
            & ~Domain("activity_ids.activity_type_id", "in", self.env.ref(REVIEW).ids),
            limit=limit,
        ).try_lock_for_update(allow_referencing=True)
        for policy in due.with_context(clean_context(self.env.context), mail_activity_quick_update=True):
            policy.activity_schedule(
                REVIEW, date_deadline=policy.review_date, user_id=policy.review_owner_id.id, summary=policy.name
            )
        return len(due)

    def _check_unused(self):
        """M6: raise a UserError naming the policies of `self` under which documents were already submitted."""
        used = self.filtered("used")
        if used:
            raise UserError(
                self.env._(
                    "Documents were already submitted under %(policies)s, so it stays as it is. "
                    "Make a new version with its own start date instead.",
                    policies=", ".join(used.mapped("display_name")),
                )
            )

    @api.model
    def _get_in_force(self, domain):
        """Return the policy in force within `domain`: a company's own before a common one, then the newest."""
        policies = self.search(Domain(domain) & Domain("active", "=", True))
        return policies.sorted(lambda policy: (bool(policy.company_id), policy.date_from, policy.id))[-1:]

    @api.model
    def _get_domain(self, model, company, day):
        """Return the domain of policies for documents of `model` of `company` submitted on `day` (a date)."""
        return Domain("model", "=", model) & Domain("company_id", "in", [False, company.id]) & Domain(
            "date_from", "<=", day
        )
