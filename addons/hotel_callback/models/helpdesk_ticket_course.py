from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import complaint_state as course

#: State -> the field that keeps when it was first reached.
REACHED = {"reacted": "complaint_reacted", "checked": "complaint_checked", "replied": "complaint_replied", "closed": "complaint_solved"}


class HelpdeskTicket(models.Model):
    """The course of a complaint: each step is one method, whichever screen or call it comes from (J2, J4, J8)."""

    _inherit = "helpdesk.ticket"

    def action_complaint_react(self):
        """J2: the customer was spoken to or written to for the first time."""
        for ticket in self:
            ticket._complaint_step("reacted")
        return True

    def action_complaint_check(self):
        """J2: the facts are known; what was found is written down."""
        for ticket in self:
            ticket._complaint_step("checked", ticket._complaint_missing("complaint_finding"))
        return True

    def action_complaint_reply(self):
        """J2: the customer is answered; the answer goes to them by e-mail and shows in the portal."""
        for ticket in self:
            ticket._complaint_step("replied", ticket._complaint_missing("complaint_answer"))
            ticket._complaint_send_answer()
        return True

    def action_complaint_close(self):
        """J4: it is solved; the satisfaction call is planned."""
        for ticket in self:
            ticket._complaint_step("closed", ticket._complaint_close_problems())
            ticket.sudo()._complaint_plan_satisfaction()
        return True

    def action_complaint_drop(self, reason, note):
        """End a complaint without a solution; the manager decides, and why stays on record.

        :param reason: "unfounded" or "withdrawn"
        :param note: why, in words
        """
        self.ensure_one()
        self.check_access("write")
        self._complaint_check_manager()
        note = note.strip() if isinstance(note, str) else ""
        if reason not in dict(self._fields["complaint_drop_reason"].selection) or not note:
            raise UserError(self.env._("%(complaint)s: say whether it is unfounded or withdrawn, and why.", complaint=self.display_name))
        self._complaint_step("dropped")
        self.sudo().complaint_drop_reason = reason
        self._complaint_note(self.env._("Ended without a solution: %(reason)s", reason=note))
        return True

    def action_complaint_reopen(self, reason):
        """Take an ended complaint up again; the manager decides (who is dissatisfied reopens without being asked, J4)."""
        self.ensure_one()
        self.check_access("write")
        self._complaint_check_manager()
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("%(complaint)s: give the reason why it is reopened.", complaint=self.display_name))
        self._complaint_lock()
        if not course.may_reopen(self.complaint_state):
            raise UserError(self.env._("%(complaint)s has not ended.", complaint=self.display_name))
        self.sudo()._complaint_reopen(self.env._("Reopened: %(reason)s", reason=reason))
        return True

    def action_complaint_merge(self, other_id):
        """J8: this is the same matter as complaint `other_id` (int)."""
        self.ensure_one()
        self._complaint_merge(self.browse(other_id if type(other_id) is int else 0).exists())
        return True

    # ------------------------------------------------------------------ the one way through which every step goes

    def _complaint_step(self, state, problems=()):
        """Take a step: lock, check, note the time, stop the clocks it ends, show it as a stage.

        :raise UserError: naming every reason why it cannot be taken
        """
        self.ensure_one()
        self.check_access("write")
        self._complaint_lock()
        self._complaint_check_transition(state)
        if problems:
            raise UserError(
                self.env._(
                    "%(complaint)s cannot become %(state)s:\n%(reasons)s",
                    complaint=self.display_name,
                    state=self._complaint_state_label(state),
                    reasons="\n".join(f"- {problem}" for problem in problems),
                )
            )
        self.sudo()._complaint_reach(state)

    def _complaint_reach(self, state):
        """Write what a step brings (superuser mode)."""
        now = fields.Datetime.now()
        vals = {"complaint_state": state}
        ended = course.ENDS[state]
        for clock, reached in (("reaction", "complaint_reacted"), ("check", "complaint_checked"), ("reply", "complaint_replied")):
            # Who has solved has also reacted; an unfounded complaint got no answer.
            if clock in ended and not self[reached] and (state == "closed" or REACHED.get(state) == reached or clock == "reaction"):
                vals[reached] = now
        if state == "closed":
            vals["complaint_solved"] = now
        if state == "merged":
            vals.pop("complaint_reacted", None)
        if stage := self._complaint_stage(state):
            vals["stage_id"] = stage.id
        self.write(vals)
        self._complaint_stop_clocks(ended)

    def _complaint_reopen(self, message):
        """J4: the work starts again with clocks of its own; what was measured before stays on the old clocks (superuser mode)."""
        self._complaint_stop_clocks(("satisfaction",))
        self.write({
            "complaint_state": "reacted",
            "stage_id": self._complaint_stage("reacted").id,
            "complaint_checked": False,
            "complaint_replied": False,
            "complaint_solved": False,
            "complaint_satisfaction": False,
            "complaint_drop_reason": False,
            "closed_date": False,
            "complaint_reworks": self.complaint_reworks + (self.complaint_state == "closed"),
        })
        self._complaint_start_clocks(reopened=True)
        self._complaint_propose_level()
        self._complaint_note(message)

    def _complaint_merge(self, other):
        """J8: make this complaint part of `other`, which takes over its departments; the customer's words stay here."""
        self.ensure_one()
        self.check_access("write")
        problems = []
        if not other or other == self:
            problems.append(self.env._("choose the other complaint."))
        else:
            other.check_access("write")
            other._complaint_lock()
            if other.company_id != self.company_id:
                problems.append(self.env._("%(other)s belongs to another company.", other=other.display_name))
            if other.complaint_state not in course.OPEN:
                problems.append(self.env._("%(other)s has ended.", other=other.display_name))
        self._complaint_step("merged", problems)
        self.sudo().write({"duplicate_id": other.id})
        other.sudo().complaint_department_ids |= self.sudo().complaint_department_ids
        other._complaint_note(self.env._("The same matter came in as %(complaint)s.", complaint=self.display_name))
        self._complaint_note(self.env._("Dealt with as %(complaint)s.", complaint=other.display_name))

    def _complaint_move_to(self, stage):
        """Take the step that a stage stands for; a stage without one only changes the column."""
        self.ensure_one()
        state = stage.complaint_state
        if not stage or self.complaint_state == "merged":
            raise UserError(self.env._("%(complaint)s is part of another complaint.", complaint=self.display_name))
        if state == "dropped":
            raise UserError(self.env._("%(complaint)s: use the button End without solution, which asks for the reason.", complaint=self.display_name))
        if state == "closed":
            if stage.closed:
                self.action_complaint_close()
        elif state == "replied":
            self.action_complaint_reply()
        elif state == "reacted" and self.complaint_state == "new":
            self.action_complaint_react()
        elif stage.closed or self.complaint_state not in course.OPEN or (state == "new" and self.complaint_state != "new"):
            raise UserError(
                self.env._(
                    "%(complaint)s is %(state)s and cannot be moved to %(stage)s. An ended complaint is reopened with its button.",
                    complaint=self.display_name, state=self._complaint_state_label(self.complaint_state), stage=stage.name,
                )
            )  # fmt: skip
        if self.stage_id != stage:
            self.sudo().stage_id = stage

    # ------------------------------------------------------------------ what a step needs

    def _complaint_close_problems(self):
        """Return why this complaint cannot be closed, as sentences; extended by what hangs on it."""
        self.ensure_one()
        return self._complaint_missing("complaint_cause_id", "complaint_measure")

    def _complaint_missing(self, *names):
        self.ensure_one()
        return [
            self.env._("%(field)s is missing.", field=self._complaint_labels([name]))
            for name in names
            if not (self[name].strip() if isinstance(self[name], str) else self[name])
        ]

    def _complaint_check_transition(self, state):
        if not course.may_become(self.complaint_state, state):
            raise UserError(
                self.env._(
                    "%(complaint)s is %(old)s and cannot become %(new)s.",
                    complaint=self.display_name,
                    old=self._complaint_state_label(self.complaint_state),
                    new=self._complaint_state_label(state),
                )
            )

    def _complaint_lock(self):
        """Of two steps at once only one is taken."""
        self.sudo().lock_for_update()
        self.invalidate_recordset(["complaint_state"])

    @api.model
    def _complaint_state_label(self, state):
        return dict(self._fields["complaint_state"]._description_selection(self.env))[state]

    def _complaint_stage(self, state):
        """Return the first stage of the complaint's team that stands for `state`; none for a step without a stage of its own."""
        self.ensure_one()
        wanted = {"checked": "reacted", "merged": "dropped"}.get(state, state)
        stages = self.team_id.with_company(self.company_id)._get_applicable_stages()
        return stages.filtered(lambda stage: stage.complaint_state == wanted)[:1]

    def _complaint_note(self, body):
        self.sudo().message_post(body=body, author_id=self.env.user.partner_id.id, subtype_xmlid="mail.mt_note")

    def _complaint_send_answer(self):
        """Post the answer where the customer sees it, and send it by e-mail where there is an address."""
        self.ensure_one()
        ticket_sudo = self.sudo()
        to = {"partner_ids": ticket_sudo.partner_id.ids} if ticket_sudo.partner_id else {}
        if not to and ticket_sudo.partner_email:
            to = {"outgoing_email_to": ticket_sudo.partner_email}
        ticket_sudo.message_post(
            body=ticket_sudo.complaint_answer, author_id=self.env.user.partner_id.id, message_type="comment", subtype_xmlid="mail.mt_comment", **to
        )
