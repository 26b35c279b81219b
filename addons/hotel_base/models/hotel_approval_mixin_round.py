from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..rules import approval as rules


class HotelApprovalMixin(models.AbstractModel):
    """The course of a round: submit, ask tier by tier, decide, end (B2, B4, B5, M6)."""

    _inherit = "hotel.approval.mixin"

    def _approval_begin_decision(self):
        """Lock the document, then check that the current user may decide its current tier now. Return the step."""
        self.ensure_one()
        self.check_access("read")
        self._approval_lock()
        if self.approval_state != "pending":
            raise UserError(
                self.env._(
                    "%(document)s is %(state)s, there is nothing to decide.",
                    document=self.display_name,
                    state=self._approval_state_label(self.approval_state),
                )
            )
        if obstacles := self._approval_obstacles():
            raise UserError(
                self.env._(
                    "You cannot decide on %(document)s:\n%(reasons)s",
                    document=self.display_name,
                    reasons=self._approval_bullets(obstacles),
                )
            )
        return self.approval_current_step_id

    def _approval_close_step(self, step, state, comment):
        """Keep the decision on the step, stop its clock, tell the followers."""
        step_sudo = step.sudo()
        self._approval_untell(step_sudo)
        step_sudo._set_state(
            state,
            {"decided_by_id": self.env.uid, "decided_at": fields.Datetime.now(), "comment": comment},
        )
        labels = dict(step_sudo._fields["state"]._description_selection(self.env))
        self._approval_post(
            self.env._("%(role)s: %(decision)s.", role=step_sudo.role, decision=labels[state].lower()), comment
        )

    def _approval_round_steps(self):
        """Return the steps of the current round."""
        self.ensure_one()
        return self.env["hotel.approval.step"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("round", "=", self.approval_round),
            ]
        )

    def _approval_check_transition(self, state):
        self.ensure_one()
        if not rules.may_become(rules.DOCUMENT_TRANSITIONS, self.approval_state, state):
            raise UserError(
                self.env._(
                    "%(document)s is %(old)s and cannot become %(new)s.",
                    document=self.display_name,
                    old=self._approval_state_label(self.approval_state),
                    new=self._approval_state_label(state),
                )
            )

    def _approval_prepare_submit(self):
        """Return (policy, list of problems): every tier that applies now needs a reviewer of its own (B6)."""
        policy = self.env["hotel.approval.policy"].sudo()._get_in_force(self._approval_policy_domain())
        if not policy.tier_ids:
            return policy, [
                self.env._(
                    "there is no approval policy with tiers for it that is in force in %(company)s.",
                    company=self._approval_company().name,
                )
            ]
        excluded = self.env.user | self._approval_already_involved_users()
        problems = []
        amount = self._approval_policy_amount(policy)
        digits = policy.currency_id.decimal_places
        for tier in policy.tier_ids:
            above = tier.amount_above if tier.applies == "above_amount" else None
            if rules.tier_applies(above, amount, digits):
                problem = self._approval_find_reviewer(tier, excluded)[2]
                problems += [problem] if problem else []
        return policy, problems

    def _approval_policy_amount(self, policy_sudo):
        """Return the amount in the policy's currency at today's rate, None = without limit."""
        amount, currency = self._approval_amount()
        if amount is None or currency == policy_sudo.currency_id:
            return amount
        company = self._approval_company()
        return currency._convert(amount, policy_sudo.currency_id, company, company._hotel_today())

    def _approval_start_round(self, policy):
        """Make the steps of a new round, all tiers of the policy, and hand over to the first that applies."""
        record_sudo = self.sudo()
        record_sudo.write(
            {
                "approval_state": "pending",
                "approval_round": self.approval_round + 1,
                "approval_policy_id": policy.id,
                "approval_requested_by": self.env.uid,
                "approval_requested_at": fields.Datetime.now(),
                "approval_current_step_id": False,
            }
        )
        # default_* keys of the caller's context are not for rows that only the server writes
        steps_sudo = self.env["hotel.approval.step"].sudo().with_context(clean_context(self.env.context))
        steps_sudo.create(
            [
                {
                    "res_model": self._name,
                    "res_id": self.id,
                    "company_id": self._approval_company().id,
                    "round": record_sudo.approval_round,
                    "tier_id": tier.id,
                    "tier_code": tier.code,
                    "sequence": tier.sequence,
                    "requested_by_id": self.env.uid,
                }
                for tier in policy.sudo().tier_ids
            ]
        )
        record_sudo.invalidate_recordset(["approval_step_ids"])
        self._approval_post(self.env._("Submitted for approval."))
        self._approval_hand_over()

    def _approval_hand_over(self):
        """B4: see which tiers are needed for the amount as it is now; ask the next one, or approve with none left."""
        self.ensure_one()
        steps_sudo = self.sudo()._approval_round_steps()
        policy_sudo = self.sudo().approval_policy_id
        amount = self._approval_policy_amount(policy_sudo)
        digits = policy_sudo.currency_id.decimal_places
        changes = rules.reevaluate(steps_sudo._get_rule_steps(), amount, digits)
        for state in ("skipped", "waiting"):
            steps_sudo.filtered(lambda step, state=state: changes.get(step.id) == state)._set_state(state)
        key = rules.next_step(steps_sudo._get_rule_steps())
        if key:
            self._approval_open_step(steps_sudo.browse(key))
            return
        self._approval_end("approved")
        self._approval_approved()

    def _approval_open_step(self, step_sudo):
        """B2: hand over to a tier: from now on its working days run."""
        tier_sudo = step_sudo.tier_id
        excluded = self.env["res.users"].union(*self._approval_excluded_users(step_sudo.sudo(False)))
        reviewer, expected, problem = self._approval_find_reviewer(tier_sudo, excluded)
        if problem:
            raise UserError(problem)
        now = fields.Datetime.now()
        company = self._approval_company()
        deadline = tier_sudo.deadline_days and self.env["hotel.workdays"].deadline(
            now, tier_sudo.deadline_days, company.sudo()
        )
        step_sudo._set_state(
            "pending",
            {
                "started_at": now,
                "deadline": deadline or False,
                "approver_id": (expected or reviewer).id,
                "group_id": tier_sudo.group_id.id if tier_sudo.approver_kind == "group" else False,
                "excluded_user_ids": [fields.Command.set(excluded.ids)],
            },
        )
        self.sudo().approval_current_step_id = step_sudo
        if reviewer != expected:
            self._approval_replace(step_sudo, reviewer, None, self.env._("The reviewer may not decide this document."))
        else:
            self._approval_tell(step_sudo)

    def _approval_replace(self, step_sudo, user, ordered_by, reason):
        """B6: let `user` decide instead; keep who was replaced, by whom (None: by the rule) and why."""
        replaced = step_sudo.delegated_to_id or step_sudo.approver_id
        self.env["hotel.approval.delegation"].sudo().with_context(clean_context(self.env.context)).create(
            {
                "step_id": step_sudo.id,
                "from_id": replaced.id,
                "to_id": user.id,
                "decided_by_id": ordered_by.id if ordered_by else False,
                "reason": reason,
            }
        )
        self._approval_untell(step_sudo)
        step_sudo.delegated_to_id = user
        self._approval_tell(step_sudo)

    def _approval_end(self, state):
        """End the round: the document becomes `state`, tiers that were not asked any more are closed."""
        self._approval_check_transition(state)
        steps_sudo = self.sudo()._approval_round_steps()
        if state != "approved":
            steps_sudo.filtered(lambda step: step.state == "waiting")._set_state("cancelled")
        self.sudo().write({"approval_state": state, "approval_current_step_id": False})
        self.sudo().approval_requested_by._bus_send("hotel_base.waiting", {})
