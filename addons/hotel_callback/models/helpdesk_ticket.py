from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import complaint_state as course
from ..rules import complaint_text as texts

KINDS = [("soft", "Soft (service, environment)"), ("hard", "Hard (product, facility)")]
LEVELS = [("general", "General"), ("important", "Important"), ("major", "Major")]
MANAGER = "helpdesk_mgmt.group_helpdesk_manager"


class HelpdeskTicket(models.Model):
    """A complaint: received on any channel, dealt with against running clocks, asked about afterwards (J1-J8).

    The rest of it, one concern a file: the course, the clocks, repeats and levels, the satisfaction call, what comes in
    from outside, what the case library knows.
    """

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "hotel.protected.mixin"]
    _check_company_auto = True

    _server_fields = frozenset(
        {
            "complaint_state", "complaint_policy_id", "complaint_received", "complaint_reacted", "complaint_checked",
            "complaint_replied", "complaint_solved", "complaint_due", "complaint_drop_reason", "complaint_room_text",
        }
    )  # fmt: skip
    #: What a step or the system writes; asked for by hand it is ignored at creation and refused later.
    _complaint_given = frozenset({"number", "stage_id", "duplicate_id", "closed_date", "last_stage_update", "assigned_date", "access_token"})
    #: What belongs to the facts of a complaint and stays once it has ended.
    _complaint_facts = frozenset(
        {
            "name", "description", "partner_id", "partner_name", "partner_email", "category_id", "channel_id", "complaint_kind",
            "complaint_anonymous", "complaint_phone", "complaint_room_id", "complaint_outlet_id", "complaint_department_ids",
            "complaint_cause_id", "complaint_finding", "complaint_measure", "complaint_answer",
        }
    )  # fmt: skip

    #: What a customer reads of a complaint; the rest of our fields is for the staff.
    _complaint_for_customers = frozenset(
        {
            "complaint_kind", "complaint_state", "complaint_received", "complaint_reacted", "complaint_replied", "complaint_solved",
            "complaint_drop_reason", "complaint_anonymous", "complaint_room_text", "complaint_answer", "complaint_open",
            "complaint_satisfaction", "complaint_satisfaction_note", "complaint_satisfaction_at",
        }
    )  # fmt: skip

    complaint_kind = fields.Selection(KINDS, "Kind", required=True, default="soft", tracking=True, index=True)
    complaint_state = fields.Selection(
        [
            ("new", "New"),
            ("reacted", "Taken up"),
            ("checked", "Facts checked"),
            ("replied", "Answered"),
            ("closed", "Closed"),
            ("dropped", "Unfounded or withdrawn"),
            ("merged", "Part of another complaint"),
        ],
        "State", required=True, default="new", readonly=True, copy=False, index=True, tracking=True,
    )  # fmt: skip
    complaint_policy_id = fields.Many2one(
        "hotel.complaint.policy", "Policy", readonly=True, copy=False, ondelete="restrict", index=True
    )
    complaint_received = fields.Datetime(
        "Received", required=True, readonly=True, copy=False, index=True, default=lambda self: fields.Datetime.now()
    )
    complaint_reacted = fields.Datetime("First reaction", readonly=True, copy=False)
    complaint_checked = fields.Datetime("Checked on", readonly=True, copy=False)
    complaint_replied = fields.Datetime("Answered on", readonly=True, copy=False)
    complaint_solved = fields.Datetime("Solved on", readonly=True, copy=False)
    complaint_drop_reason = fields.Selection(
        [("unfounded", "Unfounded"), ("withdrawn", "Withdrawn by the customer")], "Ended because", readonly=True, copy=False
    )
    complaint_anonymous = fields.Boolean("Anonymous", copy=False, help="J8: nobody can be answered or called afterwards.")
    complaint_phone = fields.Char("Phone")
    complaint_room_id = fields.Many2one(
        "hotel.complaint.room", "Room", check_company=True, ondelete="restrict"
    )
    complaint_room_text = fields.Char("Room as written", readonly=True, copy=False, help="The customer named a room that is not in the list.")
    complaint_outlet_id = fields.Many2one("hotel.outlet", "Outlet", check_company=True, ondelete="restrict", index="btree_not_null")
    complaint_department_ids = fields.Many2many(
        "hr.department", string="Departments", copy=False,
        help="J8: a matter that concerns several departments is one complaint; each is told and confirms.",
    )  # fmt: skip
    complaint_cause_id = fields.Many2one("hotel.complaint.cause", "Cause", copy=False, ondelete="restrict", index="btree_not_null", tracking=True)
    complaint_finding = fields.Text("What was found", copy=False)
    complaint_measure = fields.Text("Measure", copy=False, help="What was done to put it right.")
    complaint_answer = fields.Text("Answer to the customer", copy=False)
    complaint_open = fields.Boolean("Open", compute="_compute_complaint_may")
    complaint_may_work = fields.Boolean(compute="_compute_complaint_may")
    complaint_may_decide = fields.Boolean(compute="_compute_complaint_may")

    _complaint_of_firm = models.Index("(commercial_partner_id, category_id, complaint_received)")
    _complaint_of_room = models.Index("(complaint_room_id, category_id, complaint_received) WHERE complaint_room_id IS NOT NULL")
    _complaint_of_email = models.Index("(partner_email, category_id) WHERE partner_email IS NOT NULL")
    _complaint_running = models.Index("(company_id, complaint_due) WHERE complaint_due IS NOT NULL")
    _complaint_of_partner = models.Index("(partner_id)")
    _complaint_of_company = models.Index("(company_id, complaint_received DESC)")

    @api.depends("complaint_state")
    @api.depends_context("uid")
    def _compute_complaint_may(self):
        writable = self._filtered_access("write")
        manager = self.env.user.has_group(MANAGER)
        for ticket in self:
            ticket.complaint_open = ticket.complaint_state in course.OPEN
            ticket.complaint_may_work = ticket.complaint_open and ticket in writable
            ticket.complaint_may_decide = manager and ticket in writable

    @api.model
    def _has_field_access(self, field, operation):
        """A customer who sees the own complaint sees nothing of how it is judged inside the hotel."""
        ours = field.name.startswith("complaint_") and not self.env.su and self.env.user.share
        if ours and (operation != "read" or field.name not in self._complaint_for_customers):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _get_fields_without_user_defaults(self):
        return super()._get_fields_without_user_defaults() | self._complaint_given

    @api.constrains("complaint_anonymous", "partner_id", "partner_email", "complaint_phone")
    def _check_complaint_anonymous(self):
        named = self.filtered(lambda ticket: ticket.complaint_anonymous and (ticket.partner_id or ticket.partner_email or ticket.complaint_phone))
        if named:
            raise UserError(
                self.env._(
                    "%(complaints)s: an anonymous complaint names no customer, e-mail address or phone number. "
                    "Take them out, or untick Anonymous.",
                    complaints=", ".join(named.mapped("display_name")),
                )
            )

    # ------------------------------------------------------------------ create, write, delete

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name not in self._complaint_given} for vals in vals_list]
        files = [self._complaint_prepare_texts(vals) for vals in vals_list]
        self._complaint_prepare_kinds(vals_list)
        tickets = super().create(vals_list)
        tickets._complaint_keep_files(files)
        tickets.sudo()._complaint_begin()
        return tickets

    def write(self, vals):
        if not self.env.su:
            self._complaint_check_write(vals)
            vals = self._complaint_take_steps(vals)
        before = {ticket: (ticket.user_id, ticket.complaint_kind, ticket.sudo().complaint_department_ids) for ticket in self}
        result = super().write(vals)
        if vals.keys() & {"user_id", "team_id", "complaint_kind", "complaint_department_ids"}:
            self.sudo()._complaint_follow_changes(before)
        if vals.keys() & {"partner_id", "partner_email", "category_id", "complaint_room_id"}:
            self.sudo()._complaint_judge()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: a complaint stays on record."""
        raise UserError(self.env._("Complaints stay on record. End it as unfounded or withdrawn, or merge it into another one."))

    def copy_data(self, default=None):
        """A copy is a new complaint: nothing that was found or done belongs to it."""
        kept = set(default or ())
        return [{name: value for name, value in vals.items() if name not in self._complaint_given - kept} for vals in super().copy_data(default)]

    def _complaint_begin(self):
        """Give new complaints their policy, first stage, clocks and level (superuser mode)."""
        policies = self.env["hotel.complaint.policy"]
        for company, tickets in self.grouped("company_id").items():
            tickets.write({"complaint_policy_id": policies._get_in_force(company, company._hotel_today()).id})
        for ticket in self:
            if ticket.stage_id.complaint_state not in (False, "new") or not ticket.stage_id:
                ticket.stage_id = ticket._complaint_stage("new")
        self._complaint_start_clocks()
        self._complaint_judge()
        self._complaint_tell_departments(dict.fromkeys(self, self.env["hr.department"]))

    def _complaint_check_write(self, vals):
        """Refuse what only a step, a manager or nobody may change.

        :raise UserError: naming every reason
        """
        problems = []
        fixed = self._complaint_given - {"stage_id", "duplicate_id"}
        if names := vals.keys() & fixed:
            problems.append(self.env._("%(fields)s: written by the system.", fields=self._complaint_labels(names)))
        for ticket in self:
            problems += ticket._complaint_write_problems(vals)
        if problems:
            raise UserError("\n".join(problems))

    def _complaint_write_problems(self, vals):
        """Return why `vals` cannot be written to one complaint, as sentences."""
        self.ensure_one()
        problems = []
        if "company_id" in vals and vals["company_id"] != self.company_id.id:
            problems.append(self.env._("%(complaint)s belongs to %(company)s and stays there.", complaint=self.display_name, company=self.company_id.name))
        facts = vals.keys() & self._complaint_facts
        if facts and self.complaint_state not in course.OPEN:
            problems.append(
                self.env._(
                    "%(complaint)s has ended; %(fields)s cannot be changed any more.",
                    complaint=self.display_name, fields=self._complaint_labels(facts),
                )
            )  # fmt: skip
        if "active" in vals and not vals["active"] and self.complaint_state in course.OPEN:
            problems.append(self.env._("%(complaint)s is open and cannot be archived.", complaint=self.display_name))
        if "complaint_kind" in vals and vals["complaint_kind"] != self.complaint_kind:
            problems += self._complaint_kind_problems()
        if vals.get("complaint_anonymous") and not self.complaint_anonymous and not self.env.user.has_group(MANAGER):
            problems.append(self.env._("%(complaint)s: only the service manager makes a complaint anonymous.", complaint=self.display_name))
        return problems

    def _complaint_kind_problems(self):
        """J2: the kind sets the clocks, so it is put right before the first reaction, or by the manager; never once one is late."""
        if self._complaint_has_late_clock():
            return [self.env._("%(complaint)s: a deadline has passed already, so the kind stays.", complaint=self.display_name)]
        if self.complaint_state != "new" and not self.env.user.has_group(MANAGER):
            return [self.env._("%(complaint)s: after the first reaction only the service manager changes the kind.", complaint=self.display_name)]
        return []

    def _complaint_take_steps(self, vals):
        """Take the steps that a stage or a duplicate in `vals` stands for; return what is left to be written plainly."""
        vals = dict(vals)
        if vals.get("duplicate_id"):
            for ticket in self:
                ticket._complaint_merge(self.browse(vals["duplicate_id"]).exists())
            vals.pop("duplicate_id")
            vals.pop("stage_id", None)
        elif "duplicate_id" in vals and self.duplicate_id:
            raise UserError(self.env._("A merged complaint stays part of the other one."))
        if "stage_id" in vals:
            stage = self.env["helpdesk.ticket.stage"].browse(vals.pop("stage_id")).exists()
            for ticket in self.filtered(lambda ticket: ticket.stage_id != stage):
                ticket._complaint_move_to(stage)
        return vals

    @api.model
    def _complaint_prepare_kinds(self, vals_list):
        """J1: a complaint whose kind nobody chose has the one of its subject."""
        categories = self.env["helpdesk.ticket.category"].sudo()
        for vals in vals_list:
            if not vals.get("complaint_kind") and vals.get("category_id"):
                kind = categories.browse(vals["category_id"]).complaint_kind
                if kind and "default_complaint_kind" not in self.env.context:
                    vals["complaint_kind"] = kind
            if not vals.get("complaint_kind"):
                vals.pop("complaint_kind", None)

    def _complaint_check_manager(self):
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Only the service manager decides this."))

    def _complaint_labels(self, names):
        return ", ".join(sorted(self._fields[name]._description_string(self.env) or name for name in names))

    @api.model
    def _complaint_subject(self, name, description):
        return texts.subject(name, description) or self.env._("Complaint without a subject")
