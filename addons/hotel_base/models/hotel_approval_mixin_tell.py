from markupsafe import Markup

from odoo import models
from odoo.tools.misc import clean_context

CLOCK = "approval"
ACTIVITY = "hotel_base.mail_activity_approval"


class HotelApprovalMixin(models.AbstractModel):
    """B2: reviewers are told by an activity, their time by a clock, the others by the chatter."""

    _inherit = "hotel.approval.mixin"

    def _approval_tell(self, step_sudo):
        """B2: give the reviewers an activity and start the clock of the tier."""
        record_sudo = self.sudo().with_context(clean_context(self.env.context))
        company = self._approval_company().sudo()
        day = company._hotel_local(step_sudo.deadline).date() if step_sudo.deadline else company._hotel_today()
        reviewers = step_sudo.approver_ids
        summary = self.env._("Decide: %(role)s", role=step_sudo.role)
        for user in reviewers.filtered(lambda user: self._approval_is_reader(user.sudo(False))):
            record_sudo.activity_schedule(ACTIVITY, date_deadline=day, summary=summary, user_id=user.id)
        if step_sudo.deadline:
            approver = step_sudo.delegated_to_id or step_sudo.approver_id
            self.env["hotel.clock"].start(
                self,
                CLOCK,
                step_sudo.deadline,
                approver or self._approval_group_head(reviewers, company),
                name=lambda env: env._("Decide: %(role)s", role=step_sudo.with_context(lang=env.lang).role),
                escalate_to=step_sudo.tier_id._get_escalation_user(approver, company) or None,
                activity_type=ACTIVITY,
            )
        reviewers._bus_send("hotel_base.waiting", {})

    def _approval_group_head(self, members, company):
        """Return who answers for a whole role: the person of the company's settings who holds it, else any member."""
        persons = self.env["res.users"].concat(*company._hotel_persons().values())
        return (persons & members)[:1] or members.sorted("id")[:1]

    def _approval_untell(self, step_sudo):
        """Stop the clock of the tier and take the activities back."""
        record_sudo = self.sudo()
        self.env["hotel.clock"].stop(self, CLOCK)
        record_sudo.activity_unlink([ACTIVITY])
        step_sudo.approver_ids._bus_send("hotel_base.waiting", {})

    def _clocks_late(self, clocks):
        """B2: keep on the tier whom its lateness was escalated to; that superior may name another reviewer."""
        for clock in clocks.filtered(lambda each: each.kind == CLOCK):
            step_sudo = self.browse(clock.res_id).sudo().approval_current_step_id
            if step_sudo:
                step_sudo.escalated_to_id = clock.sudo().escalated_to_id

    def _approval_workdays_warning(self):
        """M1: return a sentence when the deadline reaches into a year whose holidays are not published, else False."""
        self.ensure_one()
        step_sudo = self.sudo().approval_current_step_id
        if not step_sudo.deadline:
            return False
        company = self._approval_company().sudo()
        start, end = (company._hotel_local(day).date() for day in (step_sudo.started_at, step_sudo.deadline))
        return self.env["hotel.workdays"].workdays_warning(start, end, company)

    def _approval_post(self, sentence, comment=None):
        """Note a step of the course in the chatter, in the acting user's name."""
        body = Markup("<p>%s</p>") % sentence
        if comment:
            body += Markup("<blockquote>%s</blockquote>") % comment
        self.sudo().with_context(clean_context(self.env.context)).message_post(
            body=body, author_id=self.env.user.sudo().partner_id.id, subtype_xmlid="mail.mt_note"
        )
