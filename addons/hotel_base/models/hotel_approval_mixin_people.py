from odoo import models

from ..rules import approval as rules


class HotelApprovalMixin(models.AbstractModel):
    """B6: who may decide, who may not, and who takes their place."""

    _inherit = "hotel.approval.mixin"

    def _approval_excluded_users(self, step):
        """B6: return who may not decide `step`: who submitted, is involved, or approved another tier of the round."""
        self.ensure_one()
        record_sudo = self.sudo()
        step_sudo = step.sudo()
        deciders = self.env["res.users"]
        for other in record_sudo._approval_round_steps():
            decided = other != step_sudo and other.state == "approved"
            if decided and not self._approval_may_decide_twice(other.sudo(False), step):
                deciders |= other.decided_by_id.sudo(False)
        return record_sudo.approval_requested_by.sudo(False), deciders, self._approval_already_involved_users()

    def _approval_obstacles(self):
        """B6: return why the current user may not decide the current tier, as sentences (empty list = may)."""
        self.ensure_one()
        step = self.approval_current_step_id
        requester, deciders, involved = self._approval_excluded_users(step)
        codes = rules.decision_obstacles(
            self.env.uid, requester.id, step.sudo().approver_ids.ids, deciders.ids, involved.ids
        )
        return [self._approval_obstacle_message(code, self.env.user) for code in codes]

    def _approval_obstacle_message(self, code, user):
        step_sudo = self.sudo().approval_current_step_id
        name = user.sudo().name
        if code == "requester":
            return self.env._("%(user)s submitted this document; nobody approves what they requested.", user=name)
        if code == "decided":
            return self.env._("%(user)s approved another tier of it; nobody approves two tiers.", user=name)
        if code == "involved":
            return self.env._("%(user)s took part in preparing this document and cannot decide it.", user=name)
        return self.env._(
            "%(user)s is not asked: %(role)s is to be decided by %(approvers)s.",
            user=name,
            role=step_sudo.role,
            approvers=self.approval_approver_names or step_sudo.role,
        )

    def _approval_may_delegate(self):
        """Return whether the current user may name another reviewer: a reviewer, or the superior when it is late."""
        self.ensure_one()
        step_sudo = self.sudo().approval_current_step_id
        user = self.env.user
        if self.sudo().approval_requested_by == user:
            return False
        return user in step_sudo.approver_ids or (bool(step_sudo) and step_sudo.escalated_to_id == user)

    def _approval_delegate_problems(self, user):
        """B6: return why `user` cannot become the reviewer of the current tier, as sentences."""
        self.ensure_one()
        if not user:
            return [self.env._("Choose the user who decides instead.")]
        step = self.approval_current_step_id
        requester, deciders, involved = self._approval_excluded_users(step)
        codes = rules.conflict_of_interest(user.id, requester.id, deciders.ids, involved.ids)
        problems = [self._approval_obstacle_message(code, user) for code in codes]
        company = self._approval_company()
        if user in (step.sudo().delegated_to_id or step.sudo().approver_id):
            problems.append(self.env._("%(user)s is the reviewer already.", user=user.sudo().name))
        if not self._approval_is_staff(user):
            problems.append(
                self.env._(
                    "%(user)s is not an active employee user of %(company)s.",
                    user=user.sudo().name,
                    company=company.name,
                )
            )
        elif not self._approval_is_reader(user):
            problems.append(
                self.env._(
                    "%(user)s cannot open %(document)s; give them a role that can first.",
                    user=user.sudo().name,
                    document=self.display_name,
                )
            )
        return problems

    def _approval_delegate_candidates(self):
        """Return the users to whom the current tier can be delegated (B6)."""
        self.ensure_one()
        step = self.approval_current_step_id
        excluded = self.env["res.users"].union(*self._approval_excluded_users(step))
        excluded |= step.sudo().delegated_to_id or step.sudo().approver_id
        return self.env["res.users"].search(
            [
                ("share", "=", False),
                ("company_ids", "in", self._approval_company().ids),
                ("id", "not in", excluded.ids),
            ]
        )

    def _approval_is_staff(self, user):
        """Return whether `user` is an active internal user of the document's company."""
        user_sudo = user.sudo()
        return user_sudo.active and not user_sudo.share and self._approval_company() in user_sudo.company_ids

    def _approval_is_reader(self, user):
        """Return whether `user` can read the document (nobody decides what they cannot see)."""
        company = self._approval_company()
        return self.with_user(user).with_context(allowed_company_ids=company.ids).has_access("read")

    def _approval_find_reviewer(self, tier, excluded):
        """B6: return (user, expected user, problem) for `tier`.

        The expected person, or the nearest superior who may decide when the expected one may not; for a whole role
        nobody in particular, when at least one member may.
        """
        self.ensure_one()
        tier_sudo = tier.sudo()
        company_sudo = self._approval_company().sudo()
        nobody = self.env["res.users"]
        if tier_sudo.approver_kind == "group":
            members = tier_sudo._get_group_users(company_sudo).sudo(False) - excluded
            if any(self._approval_is_reader(user) for user in members):
                return nobody, nobody, None
            return nobody, nobody, self.env._(
                "%(role)s: nobody in %(company)s with the role %(group)s may decide this document.",
                role=tier_sudo.name,
                company=company_sudo.name,
                group=tier_sudo.group_id.full_name,
            )
        expected = tier_sudo._get_expected_user(self.sudo()).sudo(False)
        if not expected:
            return nobody, nobody, self.env._(
                "%(role)s: %(company)s has nobody for it. Name the person in Settings > Hotel, or on the document.",
                role=tier_sudo.name,
                company=company_sudo.name,
            )
        chain = expected + tier_sudo._get_superiors(expected.sudo(), company_sudo).sudo(False)
        able = chain.filtered(lambda user: self._approval_is_staff(user) and self._approval_is_reader(user))
        reviewer = rules.first_free(list(able), set(excluded))
        if reviewer:
            return reviewer, expected, None
        return nobody, expected, self.env._(
            "%(role)s: %(user)s may not decide this document (submitted it, approved another tier, took part in it, "
            "or cannot open it), and no superior of %(user)s can take their place. "
            "Name another person in Settings > Hotel, or let somebody else submit it.",
            role=tier_sudo.name,
            user=expected.sudo().name,
        )
