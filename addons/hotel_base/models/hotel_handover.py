from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools.misc import clean_context, format_date

from ..rules import business_day
from ..rules.handover import PARTIES

#: Allowed next states.
NEXT = {
    "draft": {"confirming", "cancelled"},
    "confirming": {"done", "cancelled"},
    "done": set(),
    "cancelled": set(),
}
CONFIRMATION_FIELDS = frozenset(f"{party}_confirmed_{what}" for party in PARTIES for what in ("by_id", "at"))


class HotelHandover(models.Model):
    """E8, I11: what an employee is responsible for goes to another, confirmed by both, the department head, finance and GM."""

    _name = "hotel.handover"
    _description = "Hand-over"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, readonly=True, index=True
    )
    employee_id = fields.Many2one(
        "hr.employee",
        "From",
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        context={"active_test": False},
    )
    to_employee_id = fields.Many2one("hr.employee", "To", required=True, ondelete="restrict", tracking=True)
    reason = fields.Selection(
        [("department", "Another department"), ("job", "Another job"), ("leaving", "Leaving")],
        required=True,
        default="department",
        tracking=True,
    )
    effective_date = fields.Date(
        "Takes effect on", required=True, default=lambda self: self.env.company._hotel_today(), tracking=True
    )
    department_head_id = fields.Many2one(
        "res.users",
        "Department head responsible",
        compute="_compute_department_head_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    note = fields.Text("Remarks")
    line_ids = fields.One2many("hotel.handover.line", "handover_id", "What is handed over")
    line_count = fields.Integer(compute="_compute_line_count")
    state = fields.Selection(
        [("draft", "Draft"), ("confirming", "To be confirmed"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    submitted_at = fields.Datetime(readonly=True, copy=False)
    done_at = fields.Datetime(readonly=True, copy=False)
    used_at = fields.Datetime(
        "Used for a transfer", readonly=True, copy=False, help="A hand-over opens the way to one change of post."
    )
    cancelled_by_id = fields.Many2one("res.users", "Cancelled by", readonly=True, copy=False, ondelete="restrict")
    cancel_reason = fields.Char("Reason of the cancellation", readonly=True, copy=False)
    from_confirmed_by_id = fields.Many2one("res.users", "Handed over by", readonly=True, copy=False, ondelete="restrict")
    from_confirmed_at = fields.Datetime("Handed over", readonly=True, copy=False)
    to_confirmed_by_id = fields.Many2one("res.users", "Taken over by", readonly=True, copy=False, ondelete="restrict")
    to_confirmed_at = fields.Datetime("Taken over", readonly=True, copy=False)
    head_confirmed_by_id = fields.Many2one(
        "res.users", "Department head confirmed by", readonly=True, copy=False, ondelete="restrict"
    )
    head_confirmed_at = fields.Datetime("Department head confirmed", readonly=True, copy=False)
    finance_confirmed_by_id = fields.Many2one(
        "res.users", "Finance confirmed by", readonly=True, copy=False, ondelete="restrict"
    )
    finance_confirmed_at = fields.Datetime("Finance confirmed", readonly=True, copy=False)
    gm_confirmed_by_id = fields.Many2one(
        "res.users", "General manager confirmed by", readonly=True, copy=False, ondelete="restrict"
    )
    gm_confirmed_at = fields.Datetime("General manager confirmed", readonly=True, copy=False)
    can_confirm = fields.Boolean(compute="_compute_can_confirm")
    waiting_for = fields.Char("Waits for", compute="_compute_waiting_for")

    _server_fields = CONFIRMATION_FIELDS | {
        "name", "company_id", "state", "submitted_at", "done_at", "used_at", "cancelled_by_id", "cancel_reason",
    }  # fmt: skip

    _two_people = models.Constraint(
        "CHECK (employee_id <> to_employee_id)", "Somebody else has to take over: choose another employee."
    )

    @api.depends("employee_id")
    def _compute_company_id(self):
        for handover in self:
            handover.company_id = handover.employee_id.company_id or self.env.company

    @api.depends("employee_id")
    def _compute_department_head_id(self):
        for handover in self:
            head_sudo = handover.employee_id.sudo().department_id.manager_id.user_id
            handover.department_head_id = head_sudo.id or handover.department_head_id

    @api.depends("line_ids")
    def _compute_line_count(self):
        for handover in self:
            handover.line_count = len(handover.line_ids)

    @api.depends_context("uid")
    @api.depends("state", *CONFIRMATION_FIELDS, "department_head_id", "to_employee_id", "employee_id")
    def _compute_can_confirm(self):
        for handover in self:
            handover.can_confirm = bool(handover._get_own_parties())

    @api.depends("state", *CONFIRMATION_FIELDS)
    def _compute_waiting_for(self):
        names = self._get_party_names()
        for handover in self:
            waiting = handover._get_missing() if handover.state == "confirming" else ()
            handover.waiting_for = ", ".join(names[party] for party in waiting)

    @api.constrains("employee_id", "to_employee_id")
    def _check_same_company(self):
        for handover in self.sudo():
            if handover.to_employee_id.company_id != handover.employee_id.company_id:
                raise ValidationError(
                    self.env._(
                        "%(to)s works for another company than %(employee)s: name a successor of the same company.",
                        to=handover.to_employee_id.name,
                        employee=handover.employee_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        handovers = super().create(vals_list)
        for handover in handovers.sudo():
            sequence = self.env["ir.sequence"].sudo().with_company(handover.company_id)
            handover.name = sequence.next_by_code("hotel.handover")
        # What was brought along with create() could name anything: the list is the server's.
        handovers._collect()
        return handovers

    def write(self, vals):
        if not self.env.su:
            self._check_draft(vals)
        result = super().write(vals)
        if "employee_id" in vals:
            # Nobody makes another's hand-over out of the own one.
            self.check_access("write")
            self._collect()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        kept = self.filtered(lambda handover: handover.state != "draft")
        if kept:
            raise UserError(
                self.env._(
                    "A hand-over that was submitted stays on record (%(names)s): cancel it instead.",
                    names=", ".join(kept.mapped("name")),
                )
            )

    # ------------------------------------------------------------------ actions

    def action_collect(self):
        """List anew everything that the employee is responsible for (drafts only)."""
        self.check_access("write")
        self._check_draft({"line_ids": []})
        self._collect()

    def action_submit(self):
        """Send the hand-over to the five who confirm it.

        :raise UserError: with all that is missing
        """
        self.check_access("write")
        for handover in self:
            handover._check_transition("confirming")
            problems = handover._get_submit_problems()
            if problems:
                raise UserError("\n".join(problems))
        handovers_sudo = self.sudo().with_context(clean_context(self.env.context))
        handovers_sudo.write({"state": "confirming", "submitted_at": fields.Datetime.now()})
        for handover in handovers_sudo:
            handover._schedule()
            self.env["hotel.clock"].start(
                handover,
                "handover",
                business_day.end_of_day(handover.effective_date, handover.company_id.hotel_tz),
                handover.department_head_id,
                name=lambda env, name=handover.employee_id.name: env._("Hand-over of %(name)s", name=name),
            )
        return True

    def action_confirm(self):
        """Confirm for each party that the current user stands for; the last confirmation carries the hand-over out.

        :raise UserError: when it is not waiting for the current user
        """
        self.check_access("read")
        for handover in self:
            handover_sudo = handover.sudo()
            handover_sudo.lock_for_update()
            handover_sudo.invalidate_recordset(["state", *CONFIRMATION_FIELDS])
            parties = handover._get_own_parties()
            if not parties:
                raise UserError(
                    self.env._(
                        "The hand-over %(name)s does not wait for you. It waits for: %(parties)s",
                        name=handover.name,
                        parties=handover.waiting_for or self.env._("nobody"),
                    )
                )
            now = fields.Datetime.now()
            for party in parties:
                handover_sudo.write({f"{party}_confirmed_by_id": self.env.uid, f"{party}_confirmed_at": now})
            handover_sudo.activity_ids.filtered(
                lambda activity: activity.user_id == self.env.user and not activity.hotel_clock_id
            ).unlink()
            if not handover_sudo._get_missing():
                handover_sudo._carry_out()
        return True

    def action_cancel(self, reason=None):
        """Cancel a hand-over that is not done; open to its makers and to the five who confirm it."""
        self.check_access("read")
        for handover in self:
            if not (handover.has_access("write") or handover._get_own_parties()):
                raise UserError(
                    self.env._("Only who made the hand-over %(name)s or has to confirm it can cancel it.", name=handover.name)
                )
            handover._check_transition("cancelled")
        handovers_sudo = self.sudo()
        handovers_sudo.write({"state": "cancelled", "cancelled_by_id": self.env.uid, "cancel_reason": reason})
        handovers_sudo.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
        self.env["hotel.clock"].stop(handovers_sudo)
        return True

    # ------------------------------------------------------------------ private

    def _check_draft(self, vals):
        """Refuse to change what the parties have before them."""
        free = {"message_follower_ids", "message_ids", "activity_ids", "website_message_ids"}
        locked = [handover.name for handover in self if handover.state != "draft"]
        if locked and set(vals) - free:
            raise UserError(
                self.env._(
                    "%(names)s was submitted and cannot be changed any more: cancel it and make another one.",
                    names=", ".join(locked),
                )
            )

    def _check_transition(self, state):
        self.ensure_one()
        if state not in NEXT[self.state]:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "The hand-over %(name)s is %(state)s and cannot become %(new)s.",
                    name=self.name,
                    state=labels[self.state],
                    new=labels[state],
                )
            )

    def _collect(self):
        """Replace the lines by what each employee is responsible for now."""
        for handover_sudo in self.sudo().with_context(clean_context(self.env.context)):
            employee_sudo = handover_sudo.employee_id
            handover_sudo.line_ids.unlink()
            handover_sudo.write({
                "line_ids": [
                    Command.create(self.env["hotel.handover.line"]._prepare_line_vals(item))
                    for item in employee_sudo._hotel_open_responsibilities().get(employee_sudo, ())
                ]
            })

    def _get_submit_problems(self):
        self.ensure_one()
        handover_sudo = self.sudo()
        problems = []
        if not handover_sudo.line_ids:
            problems.append(
                self.env._("%(name)s is not responsible for anything: there is nothing to hand over.", name=self.employee_id.name)
            )
        if not handover_sudo.to_employee_id.user_id.active:
            problems.append(
                self.env._("%(name)s takes over but has no user to confirm with.", name=self.to_employee_id.name)
            )
        if not handover_sudo.department_head_id.active:
            problems.append(self.env._("Name the department head responsible."))
        elif handover_sudo.department_head_id == handover_sudo.employee_id.user_id:
            problems.append(
                self.env._("%(name)s hands over: somebody else has to confirm as department head.", name=self.employee_id.name)
            )
        elif not self._is_head(handover_sudo.department_head_id):
            problems.append(
                self.env._("%(name)s is no department head: name who heads the department.", name=handover_sudo.department_head_id.name)
            )
        for party, label in (
            ("finance", self.env._("finance head")),
            ("gm", self.env._("general manager")),
        ):
            if not handover_sudo._get_party_users(party):
                problems.append(
                    self.env._(
                        "%(company)s has no active %(role)s: name one in Hotel > Configuration > Settings.",
                        company=handover_sudo.company_id.name,
                        role=label,
                    )
                )
        return problems

    def _is_head(self, user):
        """E8: return whether `user` heads the employee's department, or has a department head's role."""
        roles = ("department_head", "sales_head", "gm")
        return user == self.sudo().employee_id.department_id.manager_id.user_id or any(
            user.has_group(f"hotel_base.group_{role}") for role in roles
        )

    def _schedule(self):
        """Give each who has to confirm an activity."""
        self.ensure_one()
        users = self.env["res.users"].union(*(self._get_party_users(party) for party in self._get_missing()))
        for user in users:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                "hotel_base.mail_activity_handover",
                self.effective_date,
                summary=self.with_context(lang=user.lang).env._(
                    "Confirm the hand-over of %(name)s", name=self.employee_id.name
                ),
                user_id=user.id,
            )

    def _carry_out(self):
        """Give what is listed, and still open, to the successor. What was taken on since stays open."""
        self.ensure_one()
        self._check_transition("done")
        employee_sudo = self.sudo().employee_id
        successor_sudo = self.sudo().to_employee_id
        employee_sudo._hotel_hand_over(self.line_ids, successor_sudo)
        now = fields.Datetime.now()
        self.line_ids.write({"handed_over_at": now})
        self.write({"state": "done", "done_at": now})
        self.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
        self.env["hotel.clock"].stop(self)
        self.message_post(
            body=self.env._(
                "%(count)s items went from %(employee)s to %(to)s on %(day)s.",
                count=len(self.line_ids),
                employee=self.employee_id.name,
                to=self.to_employee_id.name,
                day=format_date(self.env, self.company_id._hotel_today()),
            )
        )
