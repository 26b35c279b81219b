from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules import approval as rules

STATES = [
    ("draft", "Draft"),
    ("pending", "Under review"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("cancelled", "Withdrawn"),
]


class HotelApprovalMixin(models.AbstractModel):
    """A document that is submitted, reviewed tier by tier, and approved or sent back (B2, B4-B7, M2, M6).

    Who decides is data: `hotel.approval.policy` with its tiers. A model inherits this mixin and answers the hooks
    below; `_inherit = ["hotel.approval.mixin"]` brings chatter and activities too. Its views show::

        <header>
            <button name="action_submit" type="object" string="Submit" class="btn-primary" invisible="not can_submit"/>
            <button name="action_open_approve" type="object" string="Approve" class="btn-success"
                    invisible="not can_approve"/>
            <button name="action_open_reject" type="object" string="Send back" class="btn-danger"
                    invisible="not can_approve"/>
            <button name="action_open_delegate" type="object" string="Delegate" invisible="not can_delegate"/>
            <button name="action_open_withdraw" type="object" string="Withdraw" invisible="not can_withdraw"/>
            <field name="approval_state" widget="statusbar" statusbar_visible="draft,pending,approved"/>
        </header>
        <field name="approval_banner" widget="hotel_approval_banner" nolabel="1"/>      (first in the sheet)
        <page string="Approval" name="approval" invisible="not approval_step_ids">
            <field name="approval_step_ids" widget="hotel_approval_steps" nolabel="1" readonly="1"/>
        </page>
        <chatter/>

    Fields of the form are made read-only with `readonly="approval_locked"`; the lock itself is in write(), and in
    the children, which inherit `hotel.approval.child.mixin` (B7).

    Hooks run with the rights of the acting user; what must be written for them goes through a short sudo of their own.
    """

    _name = "hotel.approval.mixin"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Document under approval"

    _server_fields = frozenset(
        {
            "approval_state",
            "approval_round",
            "approval_step_ids",
            "approval_policy_id",
            "approval_requested_by",
            "approval_requested_at",
            "approval_current_step_id",
        }
    )

    approval_state = fields.Selection(
        STATES, string="Approval", required=True, default="draft", copy=False, index=True, readonly=True, group_expand=True
    )
    approval_round = fields.Integer(copy=False, readonly=True, help="How often the document was submitted (B5).")
    approval_step_ids = fields.One2many(
        "hotel.approval.step",
        "res_id",
        string="Approvals",
        domain=lambda self: [("res_model", "=", self._name)],
        copy=False,
        readonly=True,
    )
    approval_policy_id = fields.Many2one(
        "hotel.approval.policy",
        string="Approval policy",
        copy=False,
        readonly=True,
        ondelete="restrict",
        help="M6: the policy in force when the document was submitted.",
    )
    approval_requested_by = fields.Many2one(
        "res.users", string="Submitted by", copy=False, readonly=True, ondelete="restrict"
    )
    approval_requested_at = fields.Datetime(string="Submitted at", copy=False, readonly=True)
    approval_current_step_id = fields.Many2one(
        "hotel.approval.step", string="Tier to decide", copy=False, readonly=True, index=True, ondelete="restrict"
    )
    approval_deadline = fields.Datetime(related="approval_current_step_id.deadline", string="Decide until")
    approval_late = fields.Boolean(related="approval_current_step_id.late", string="Decision late")
    approval_approver_names = fields.Char(string="Waits for", compute="_compute_approval_approver_names")
    approval_banner = fields.Json(compute="_compute_approval_banner", help="What the head of the form says.")
    approval_course = fields.Json(compute="_compute_approval_course", help="What the list of tiers shows, by round.")
    approval_locked = fields.Boolean(compute="_compute_approval_locked", help="B7: the reviewed fields are locked.")
    can_submit = fields.Boolean(compute="_compute_can_approve")
    can_approve = fields.Boolean(compute="_compute_can_approve", search="_search_can_approve")
    can_delegate = fields.Boolean(compute="_compute_can_approve")
    can_withdraw = fields.Boolean(compute="_compute_can_approve")

    # Hooks

    def _approval_company(self):
        """Return the company (branch) whose persons and working days count."""
        self.ensure_one()
        return ("company_id" in self._fields and self.company_id) or self.env.company

    def _approval_policy_domain(self):
        """Return the domain of the policies that may apply on submitting; the newest in it is taken (M6)."""
        company = self._approval_company()
        return self.env["hotel.approval.policy"]._get_domain(self._name, company, company._hotel_today())

    def _approval_amount(self):
        """Return (amount, currency) that the thresholds compare with; amount None = without limit, above all (B4).

        Asked on submitting and after every decision, so that a granted amount decides and not the one asked for.
        """
        return 0.0, self._approval_company().currency_id

    def _approval_submit_problems(self):
        """Return every reason (list of sentences) why the document cannot be submitted as it is."""
        return []

    def _approval_decision_problems(self, step):
        """Return every reason (list of sentences) why `step` cannot be approved as the document is now."""
        return []

    def _approval_locked_fields(self):
        """Return the names of the fields that are locked under review and after approval (B7).

        By default every stored field but technical ones, server fields, chatter, activities and those of
        `_approval_step_fields`.
        """
        free = set(models.MAGIC_COLUMNS) | self._get_server_fields() | self._approval_all_step_fields()
        for mixin in ("mail.thread", "mail.activity.mixin"):
            free |= set(self.env[mixin]._fields)
        return {name for name, field in self._fields.items() if field.store and name not in free}

    def _approval_step_fields(self):
        """Return {tier code: set of fields that only this tier's reviewer writes, while it is theirs to decide}."""
        return {}

    def _approval_may_decide_twice(self, first_step, second_step):
        """Return whether who approved `first_step` may decide `second_step` too (B6: no)."""
        return False

    def _approval_already_involved_users(self):
        """Return the users who may not decide, besides the one who submitted (B6)."""
        return self.env["res.users"]

    def _approval_done(self, step):
        """Called after each approval, before the next tier is asked."""

    def _approval_approved(self):
        """Called when the last tier has approved."""

    def _approval_rejected(self, step, reason):
        """Called when a tier has sent the document back."""

    @api.depends("approval_current_step_id.approver_ids")
    def _compute_approval_approver_names(self):
        for record in self:
            step_sudo = record.sudo().approval_current_step_id
            users = step_sudo.approver_ids
            # a whole role is named by the role, not by its twenty members
            record.approval_approver_names = step_sudo.role if len(users) > 3 else ", ".join(users.mapped("name"))

    @api.depends("approval_state", "approval_current_step_id")
    @api.depends_context("uid", "lang", "tz")
    def _compute_approval_banner(self):
        for record in self:
            step_sudo = record.sudo().approval_current_step_id
            rejected_sudo = record.sudo().approval_step_ids.filtered(
                lambda step, record=record: step.state == "rejected" and step.round == record.approval_round
            )
            banner = {"state": record.approval_state, "mine": record.can_approve}
            if record.approval_state == "pending":
                banner |= {
                    "role": step_sudo.role,
                    "approvers": record.approval_approver_names,
                    "deadline": fields.Datetime.to_string(step_sudo.deadline) if step_sudo.deadline else False,
                    "late": step_sudo.late,
                    "escalated_to": step_sudo.escalated_to_id.name,
                    "warning": record._approval_workdays_warning(),
                }
            elif record.approval_state == "rejected" and rejected_sudo:
                banner |= {
                    "role": rejected_sudo[-1].role,
                    "by": rejected_sudo[-1].decided_by_id.name,
                    "comment": rejected_sudo[-1].comment,
                }
            record.approval_banner = banner

    @api.depends("approval_state", "approval_current_step_id")
    @api.depends_context("lang")
    def _compute_approval_course(self):
        for record in self:
            record.approval_course = record.approval_step_ids._get_course()

    @api.depends("approval_state")
    def _compute_approval_locked(self):
        for record in self:
            record.approval_locked = record.approval_state in rules.LOCKED_STATES

    @api.depends("approval_state", "approval_current_step_id.approver_ids", "approval_requested_by")
    @api.depends_context("uid")
    def _compute_can_approve(self):
        writable = self._filtered_access("write")
        for record in self:
            pending = record.approval_state == "pending"
            step_sudo = record.sudo().approval_current_step_id
            resubmit = rules.may_become(rules.DOCUMENT_TRANSITIONS, record.approval_state, "pending")
            record.can_submit = resubmit and record in writable
            # who may not decide is kept on the step when it opens; the decision itself asks anew
            record.can_approve = pending and step_sudo.waiting_for_me
            record.can_delegate = pending and record._approval_may_delegate()
            record.can_withdraw = pending and record.approval_requested_by == self.env.user

    def _search_can_approve(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("approval_current_step_id", "any", self.env["hotel.approval.step"]._waiting_for_me_domain())
        return mine if set(value) == {True} else ~mine

    def action_submit(self):
        """Submit the documents for approval: take the policy in force and hand over to the first tier (M6).

        :raises UserError: naming every reason why a document cannot be submitted
        """
        self.check_access("write")
        for record in self:
            record._approval_lock()
            record._approval_check_transition("pending")
            policy, problems = record._approval_prepare_submit()
            if problems := problems + record._approval_submit_problems():
                raise UserError(
                    self.env._(
                        "%(document)s cannot be submitted:\n%(reasons)s",
                        document=record.display_name,
                        reasons=self._approval_bullets(problems),
                    )
                )
            record._approval_start_round(policy)
        return True

    def action_approve(self, comment=None):
        """Approve the tier that is the current user's to decide; hand over to the next one or finish.

        :param comment: remark kept with the decision
        :raises UserError: naming every reason why the user may not decide, or the document cannot be approved (B6)
        """
        step = self._approval_begin_decision()
        if problems := self._approval_decision_problems(step):
            raise UserError(
                self.env._(
                    "%(document)s cannot be approved:\n%(reasons)s",
                    document=self.display_name,
                    reasons=self._approval_bullets(problems),
                )
            )
        self._approval_close_step(step, "approved", self._approval_text(comment))
        self._approval_done(step)
        self._approval_hand_over()
        return True

    def action_reject(self, reason):
        """Send the document back to who submitted it; it can be corrected and submitted again (B5).

        :param reason: required, kept with the decision
        """
        step = self._approval_begin_decision()
        reason = self._approval_text(reason)
        if not reason:
            raise UserError(self.env._("Give the reason why %(document)s is sent back.", document=self.display_name))
        self._approval_close_step(step, "rejected", reason)
        self._approval_end("rejected")
        self._approval_rejected(step, reason)
        return True

    def action_delegate(self, user_id, reason=None):
        """Let another user decide the current tier (B6). The deadline stays; the record keeps who was replaced.

        :param user_id: id (int) of an active internal user of the company who can read the document, did not submit
            it and decided no other tier of it
        """
        self.ensure_one()
        self.check_access("read")
        self._approval_lock()
        step_sudo = self.sudo().approval_current_step_id
        if self.approval_state != "pending" or not self._approval_may_delegate():
            raise UserError(
                self.env._(
                    "Only the reviewer of %(document)s, or the superior it was escalated to, can delegate it.",
                    document=self.display_name,
                )
            )
        user = self.env["res.users"].browse(user_id if type(user_id) is int else 0).exists()
        if problems := self._approval_delegate_problems(user):
            raise UserError("\n".join(problems))
        self._approval_replace(step_sudo, user, self.env.user, self._approval_text(reason))
        self._approval_post(
            self.env._("%(role)s: delegated to %(user)s.", role=step_sudo.role, user=user.sudo().name), reason
        )
        return True

    def action_approval_cancel(self, reason):
        """Withdraw a document under review; who submitted it alone can (M2: the round stays on record).

        :param reason: required
        """
        self.ensure_one()
        self.check_access("read")
        self._approval_lock()
        self._approval_check_transition("cancelled")
        if self.approval_requested_by != self.env.user:
            raise UserError(
                self.env._(
                    "%(document)s can only be withdrawn by %(user)s, who submitted it.",
                    document=self.display_name,
                    user=self.sudo().approval_requested_by.name,
                )
            )
        reason = self._approval_text(reason)
        if not reason:
            raise UserError(self.env._("Give the reason why %(document)s is withdrawn.", document=self.display_name))
        self._approval_close_step(self.approval_current_step_id, "cancelled", reason)
        self._approval_end("cancelled")
        return True

    def action_open_approve(self):
        """Open the dialog that asks for a remark and approves."""
        return self._approval_open_dialog("approve", self.env._("Approve"))

    def action_open_reject(self):
        """Open the dialog that asks for the reason and sends back."""
        return self._approval_open_dialog("reject", self.env._("Send back"))

    def action_open_delegate(self):
        """Open the dialog that asks who decides instead."""
        return self._approval_open_dialog("delegate", self.env._("Delegate"))

    def action_open_withdraw(self):
        """Open the dialog that asks for the reason and withdraws."""
        return self._approval_open_dialog("withdraw", self.env._("Withdraw"))

    def _approval_open_dialog(self, decision, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "hotel.approval.decide",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_decision": decision,
            },
        }

    def _approval_text(self, text):
        """Return a remark as it is stored: trimmed text, False for none (RPC may pass anything)."""
        return text.strip() if isinstance(text, str) else False

    @api.model
    def _approval_bullets(self, sentences):
        return "\n".join(f"- {sentence}" for sentence in sentences)

    def _approval_state_label(self, state):
        return dict(self._fields["approval_state"]._description_selection(self.env))[state]
