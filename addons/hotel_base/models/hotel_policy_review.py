from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools.misc import clean_context

#: Reviews reminded in one step of the cron.
REMIND_LIMIT = 200


class HotelPolicyReview(models.Model):
    """M7: each policy is looked at again once a year by its owner."""

    _name = "hotel.policy.review"
    _description = "Policy review"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "next_review, name"
    _check_company_auto = True

    name = fields.Char("Policy", required=True, translate=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    owner_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    description = fields.Text("What to look at")
    last_review = fields.Date("Last review", tracking=True)
    next_review = fields.Date(
        "Next review",
        required=True,
        default=lambda self: self.env.company._hotel_today() + relativedelta(years=1),
        tracking=True,
        index=True,
    )
    conclusion = fields.Text("Last conclusion", tracking=True)
    active = fields.Boolean(default=True)
    due = fields.Boolean("Is due", compute="_compute_due", search="_search_due")

    @api.depends("next_review")
    def _compute_due(self):
        for review in self:
            review.due = bool(review.next_review) and review.next_review <= review.company_id._hotel_today()

    def _search_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        due = fields.Domain("next_review", "<=", self.env.company._hotel_today())
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return fields.Domain.TRUE
        return due if True in wanted else ~due

    def action_reviewed(self):
        """Note that the policy was reviewed today; the next review is a year from today."""
        for company, reviews in self.grouped("company_id").items():
            today = company._hotel_today()
            reviews.write({"last_review": today, "next_review": today + relativedelta(years=1)})
        self.activity_unlink(["hotel_base.mail_activity_policy_review"])

    @api.model
    def _cron_remind(self):
        """M7: give the owner of each policy whose review day has come an activity, once."""
        while reminded := self._remind_chunk(REMIND_LIMIT):
            if not self.env["ir.cron"]._commit_progress(reminded):
                break

    def _remind_chunk(self, limit):
        """Create the activities of up to `limit` reviews. Never commits. Return how many."""
        activity_type = self.env.ref("hotel_base.mail_activity_policy_review")
        # Some hotel is always first in the day: each company's own date decides below.
        latest = fields.Date.add(fields.Date.today(), days=1)
        reviews = self.search(
            [
                ("next_review", "<=", latest),
                ("owner_id.active", "=", True),
                "!", ("activity_ids.activity_type_id", "=", activity_type.id),
            ],
            limit=limit,
        ).try_lock_for_update(allow_referencing=True)  # fmt: skip
        reviews = reviews.filtered(lambda review: review.next_review <= review.company_id._hotel_today())
        model_id = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].with_context(clean_context(self.env.context), mail_activity_quick_update=True).create([
            {
                "res_model_id": model_id,
                "res_id": review.id,
                "activity_type_id": activity_type.id,
                "user_id": review.owner_id.id,
                "summary": review.name,
                "date_deadline": review.next_review,
                "automated": True,
            }
            for review in reviews
        ])
        return len(reviews)
