from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import complaint_state as course
from .helpdesk_ticket import MANAGER
from .helpdesk_ticket_clocks import NAMES, PREFIX


class HelpdeskTicket(models.Model):
    """J4: after closing the customer is asked within 24 hours; who is dissatisfied reopens the complaint."""

    _inherit = "helpdesk.ticket"

    _server_fields = frozenset(
        {"complaint_follower_id", "complaint_satisfaction", "complaint_satisfaction_note", "complaint_satisfaction_at", "complaint_satisfaction_by_id"}
    )

    complaint_follower_id = fields.Many2one(
        "res.users", "Follow-up call by", readonly=True, copy=False, ondelete="restrict",
        help="J3: assistant, supervisor or manager, by the level.",
    )  # fmt: skip
    complaint_satisfaction = fields.Selection(
        [
            ("satisfied", "Satisfied"),
            ("average", "Average"),
            ("dissatisfied", "Dissatisfied"),
            ("unreachable", "Unreachable"),
        ],
        "Satisfaction", readonly=True, copy=False, index="btree_not_null", tracking=True,
    )  # fmt: skip
    complaint_satisfaction_note = fields.Text("Customer's words", readonly=True, copy=False)
    complaint_satisfaction_at = fields.Datetime("Asked on", readonly=True, copy=False)
    complaint_satisfaction_by_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False, ondelete="restrict")
    complaint_satisfaction_ids = fields.One2many("hotel.complaint.satisfaction", "ticket_id", "Answers", readonly=True)
    complaint_may_ask = fields.Boolean(compute="_compute_complaint_may_ask")

    @api.depends("complaint_state", "complaint_satisfaction", "complaint_follower_id")
    @api.depends_context("uid")
    def _compute_complaint_may_ask(self):
        for ticket in self:
            ticket.complaint_may_ask = ticket._complaint_waits_for_answer() and ticket._complaint_is_asker()

    def action_complaint_satisfaction(self, answer, note=None):
        """J4: record the answer of the follow-up call.

        :param answer: "satisfied", "average", "dissatisfied" or "unreachable"
        :param note: the customer's words; needed when dissatisfied
        """
        self.ensure_one()
        self.check_access("read")
        if not self._complaint_is_asker():
            raise AccessError(
                self.env._(
                    "%(complaint)s: the follow-up call is made by %(user)s or the service manager.",
                    complaint=self.display_name, user=self.complaint_follower_id.sudo().name or "-",
                )
            )  # fmt: skip
        self._complaint_answered(answer, note, self.env.user)
        return True

    def action_complaint_ask(self):
        """Open the dialog for the answer of the follow-up call."""
        self.ensure_one()
        return self._complaint_dialog("satisfaction", self.env._("Satisfaction call"))

    # ------------------------------------------------------------------ for the call, the portal and the course

    @api.private
    def _complaint_answered(self, answer, note, user):
        """J4: note the customer's answer, whoever asked; a dissatisfied one reopens the complaint.

        :param user: who recorded it: a caller, or the customer in the portal
        :raise UserError: nobody is being asked now, or the answer is none
        """
        self.ensure_one()
        self._complaint_lock()
        note = note.strip()[:5000] if isinstance(note, str) else ""
        if answer not in (*course.SATISFACTION, "unreachable"):
            raise UserError(self.env._("The answer is satisfied, average, dissatisfied or unreachable."))
        if not self._complaint_waits_for_answer():
            raise UserError(self.env._("%(complaint)s does not wait for the customer's answer.", complaint=self.display_name))
        if answer == "dissatisfied" and not note:
            raise UserError(self.env._("%(complaint)s: write down what the customer is dissatisfied with.", complaint=self.display_name))
        ticket_sudo = self.sudo()
        ticket_sudo.write({
            "complaint_satisfaction": answer,
            "complaint_satisfaction_note": note,
            "complaint_satisfaction_at": fields.Datetime.now(),
            "complaint_satisfaction_by_id": user.id,
        })
        self.env["hotel.complaint.satisfaction"].sudo().create({
            "ticket_id": self.id,
            "answer": answer,
            "note": note,
            "user_id": user.id,
            "solved": ticket_sudo.complaint_solved,
        })
        ticket_sudo._complaint_stop_clocks(("satisfaction",))
        ticket_sudo._complaint_end_call()
        if course.after_satisfaction(answer) != "closed":
            ticket_sudo._complaint_reopen(self.env._("The customer is dissatisfied: %(words)s", words=note))

    def _complaint_plan_satisfaction(self):
        """J4, J8: start the clock of the follow-up call, unless nobody can be called (superuser mode)."""
        for ticket in self.filtered(lambda ticket: not ticket.complaint_anonymous):
            company = ticket.company_id
            follower = ticket.complaint_policy_id._get_follower(ticket.complaint_level, company) or ticket._complaint_owner()
            terms = ticket.complaint_policy_id._get_terms()
            ticket.complaint_follower_id = follower
            if not terms.satisfaction:
                continue
            due = ticket.complaint_solved + timedelta(hours=terms.satisfaction)
            self.env["hotel.clock"].start(
                ticket, PREFIX + "satisfaction", due, follower, name=NAMES["satisfaction"]
            )
            ticket._complaint_refresh_due()
            ticket._complaint_plan_call(due)

    def _complaint_give_follow_up(self):
        """Let the person of the (new) level make the call that is due (superuser mode)."""
        follower = self.complaint_policy_id._get_follower(self.complaint_level, self.company_id)
        if follower and follower != self.complaint_follower_id:
            self.complaint_follower_id = follower
            self.env["hotel.clock"].give(self, follower, [PREFIX + "satisfaction"])

    def _complaint_plan_call(self, due):
        """Plan the follow-up call as a callback, where there is a customer to call (superuser mode)."""

    def _complaint_end_call(self):
        """The customer has answered: a callback that is still planned is not needed any more (superuser mode)."""

    def _complaint_waits_for_answer(self):
        self.ensure_one()
        return self.complaint_state == "closed" and not self.complaint_anonymous and not self.sudo().complaint_satisfaction

    def _complaint_is_asker(self):
        self.ensure_one()
        return self.env.user == self.sudo().complaint_follower_id or (
            self.env.user.has_group(MANAGER) and self.has_access("write")
        )
