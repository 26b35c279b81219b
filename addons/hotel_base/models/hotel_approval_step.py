from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.base.models.ir_attachment import condition_values

from ..rules import approval as rules

STATES = [
    ("waiting", "Waiting"),
    ("pending", "To decide"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("skipped", "Not needed"),
    ("cancelled", "Not asked any more"),
]


class HotelApprovalStep(models.Model):
    """One tier of one round on one document: who was asked, until when, who decided what and when (M2).

    Nobody has the right to write, create or delete steps; the approval mixin does under sudo. Who may read a document
    may read its steps. A decided step is never changed, by nobody.
    """

    _name = "hotel.approval.step"
    _description = "Approval step"
    _order = "res_model, res_id, round, sequence, id"

    res_model = fields.Char(string="Document model", required=True)
    res_id = fields.Many2oneReference(string="Document", model_field="res_model", required=True)
    record_name = fields.Char(string="Document name", compute="_compute_record_name")
    model_name = fields.Char(string="Kind of document", compute="_compute_model_name")
    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="restrict")
    round = fields.Integer(required=True, default=1)
    tier_id = fields.Many2one("hotel.approval.tier", required=True, index=True, ondelete="restrict")
    tier_code = fields.Char(required=True)
    sequence = fields.Integer(required=True)
    role = fields.Char(related="tier_id.name")
    state = fields.Selection(STATES, required=True, default="waiting", index=True)
    requested_by_id = fields.Many2one("res.users", string="Submitted by", required=True, ondelete="restrict")
    requested_at = fields.Datetime(string="Submitted at", required=True, default=fields.Datetime.now)
    approver_id = fields.Many2one(
        "res.users", string="Reviewer", ondelete="restrict", help="Whom the tier was addressed to; empty: a whole role."
    )
    group_id = fields.Many2one("res.groups", string="Reviewing role", ondelete="restrict")
    delegated_to_id = fields.Many2one("res.users", string="Delegated to", ondelete="restrict")
    delegation_ids = fields.One2many("hotel.approval.delegation", "step_id", string="Replacements")
    excluded_user_ids = fields.Many2many(
        "res.users",
        "hotel_approval_step_excluded_rel",
        string="May not decide",
        help="B6: who requested the document, decided another tier or is involved otherwise.",
    )
    approver_ids = fields.Many2many(
        "res.users", string="May decide", compute="_compute_approver_ids", compute_sudo=True
    )
    escalated_to_id = fields.Many2one("res.users", string="Escalated to", ondelete="restrict")
    started_at = fields.Datetime(string="Handed over")
    deadline = fields.Datetime()
    decided_by_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    decided_at = fields.Datetime("Decided on")
    comment = fields.Text(string="Remark")
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    waiting_for_me = fields.Boolean(compute="_compute_waiting_for_me", search="_search_waiting_for_me")

    _document = models.Index("(res_model, res_id)")
    _one_pending = models.UniqueIndex(
        "(res_model, res_id) WHERE state = 'pending'", "A document waits for one tier at a time."
    )
    _one_a_tier = models.UniqueIndex(
        "(res_model, res_id, round, tier_id)", "Each tier is asked once in a round."
    )
    _pending_approver = models.Index("(approver_id) WHERE state = 'pending'")
    _pending_delegate = models.Index("(delegated_to_id) WHERE state = 'pending'")
    _decision_complete = models.Constraint(
        "CHECK (state NOT IN ('approved', 'rejected') OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL))",
        "A decision needs the person and the time.",
    )
    _rejection_has_reason = models.Constraint(
        "CHECK (state <> 'rejected' OR btrim(comment) <> '')", "B5: a rejection needs a reason."
    )

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_record_name(self):
        by_model = self.grouped("res_model")
        for model, steps in by_model.items():
            names = {}
            if model in self.env:
                records = self.env[model].browse(set(steps.mapped("res_id"))).exists()
                names = {record.id: record.display_name for record in records._filtered_access("read")}
            for step in steps:
                step.record_name = names.get(step.res_id, False)

    @api.depends("res_model")
    def _compute_model_name(self):
        for model, steps in self.grouped("res_model").items():
            steps.model_name = self.env["ir.model"]._get(model).name

    @api.depends("state", "approver_id", "delegated_to_id", "group_id", "excluded_user_ids", "company_id")
    def _compute_approver_ids(self):
        for step in self:
            if step.state not in ("waiting", "pending"):
                step.approver_ids = step.decided_by_id
                continue
            users = step.delegated_to_id or step.approver_id
            if not users and step.group_id:
                users = step.tier_id._get_group_users(step.company_id)
            step.approver_ids = users - step.excluded_user_ids

    @api.depends("deadline", "decided_at", "state")
    def _compute_late(self):
        now = fields.Datetime.now()
        for step in self:
            step.late = rules.is_late(step.deadline, now, step.decided_at)

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()

        def to_sql(model, alias, query):
            decided_at = model._field_to_sql(alias, "decided_at", query)
            deadline = model._field_to_sql(alias, "deadline", query)
            return SQL("COALESCE(%s, %s) > %s", decided_at, now, deadline)

        late = Domain("deadline", "!=", False) & Domain.custom(to_sql=to_sql)
        return late if set(value) == {True} else ~Domain("id", "in", self.sudo()._search(late))

    @api.depends_context("uid")
    @api.depends("state", "approver_ids")
    def _compute_waiting_for_me(self):
        mine = self.filtered_domain(self._waiting_for_me_domain())
        mine.waiting_for_me = True
        (self - mine).waiting_for_me = False

    def _search_waiting_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self._waiting_for_me_domain()
        return mine if set(value) == {True} else ~mine

    @api.model
    def _waiting_for_me_domain(self):
        """Return the domain of the steps that the current user may decide now (B6: not those of own documents)."""
        user = self.env.user
        nobody_named = Domain("approver_id", "=", False) & Domain("group_id", "in", user.all_group_ids.ids)
        addressed = Domain("delegated_to_id", "=", user.id) | (
            Domain("delegated_to_id", "=", False) & (Domain("approver_id", "=", user.id) | nobody_named)
        )
        return (
            Domain("state", "=", "pending")
            & addressed
            & Domain("excluded_user_ids", "not in", user.ids)
            & Domain("company_id", "in", user.company_ids.ids)
        )

    @api.model
    @api.readonly
    def get_waiting_for_me(self):
        """Return what the current user is asked to decide now, for the systray.

        :return: {"count": int, "documents": [{"step", "model", "id", "name", "kind", "role", "requested_by",
            "started_at", "deadline", "late"}]}, the nearest deadline first, at most 80 documents; instants in UTC
        """
        domain = self._waiting_for_me_domain()
        steps = self.search(domain, order="deadline, started_at, id", limit=80)
        documents = [
            {
                "step": step.id,
                "model": step.res_model,
                "id": step.res_id,
                "name": step.record_name,
                "kind": step.model_name,
                "role": step.role,
                "requested_by": step.requested_by_id.sudo().name,
                "started_at": fields.Datetime.to_string(step.started_at),
                "deadline": fields.Datetime.to_string(step.deadline) if step.deadline else False,
                "late": step.late,
            }
            for step in steps
        ]
        count = len(steps) if len(steps) < 80 else self.search_count(domain)
        return {"count": count, "documents": documents}

    @api.depends("tier_id", "res_model", "res_id")
    def _compute_display_name(self):
        for step in self:
            step.display_name = f"{step.role}: {step.record_name}" if step.record_name else step.role

    def _check_access(self, operation):
        """Steps are read by whoever may read their document, besides the rights and the company rule."""
        result = super()._check_access(operation)
        if self.env.su or operation != "read" or not self:
            return result
        forbidden = result[0] if result else self.browse()
        for model, steps in (self - forbidden).sudo().grouped("res_model").items():
            if model not in self.env:
                forbidden |= steps.sudo(False)
                continue
            records = self.env[model].browse(set(steps.mapped("res_id"))).exists()
            readable = set(records._filtered_access("read").ids)
            forbidden |= steps.filtered(lambda step: step.res_id not in readable).sudo(False)  # noqa: B023
        if not forbidden:
            return None
        return forbidden, lambda: AccessError(
            self.env._("You cannot read the approvals of a document that you cannot read.")
        )

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False):
        """Keep to the documents that the user may read, in SQL: one subquery a kind of document."""
        if not (self.env.su or bypass_access):
            readable = Domain.FALSE
            domain = Domain(domain)
            wanted = condition_values(self, "res_model", domain)
            for name in self.env["hotel.approval.policy"]._get_model_names():
                if wanted and name not in wanted:
                    continue
                model = self.env[name].with_context(active_test=False)
                if model.has_access("read"):
                    readable |= Domain("res_model", "=", name) & Domain("res_id", "in", model._search(Domain.TRUE))
            domain &= readable
        return super()._search(
            domain, offset, limit, order, active_test=active_test, bypass_access=bypass_access
        )

    def write(self, vals):
        """M2: what was decided stays as it was decided, whoever writes."""
        if closed := self.filtered(lambda step: not rules.STEP_TRANSITIONS[step.state]):
            raise UserError(
                self.env._(
                    "%(steps)s: already decided; a decision on record is never changed.",
                    steps=", ".join(closed.mapped("display_name")),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _never_delete(self):
        raise UserError(self.env._("Approvals on record are never deleted."))

    def _set_state(self, state, vals=None):
        """Move every step of `self` to `state`, with further values, if the table of transitions allows it."""
        for step in self:
            if not rules.may_become(rules.STEP_TRANSITIONS, step.state, state):
                raise UserError(
                    self.env._(
                        "%(step)s cannot become %(new)s: it is %(old)s.",
                        step=step.role,
                        old=step.state,
                        new=state,
                    )
                )
        self.write({**(vals or {}), "state": state})
        # one pending step a document is held by a unique index: close the old one before the next one opens
        self.flush_recordset()

    def _get_rule_steps(self):
        """Return the steps as values for the rules."""
        return [
            rules.Step(
                key=step.id,
                sequence=step.sequence,
                state=step.state,
                above=step.tier_id.amount_above if step.tier_id.applies == "above_amount" else None,
            )
            for step in self
        ]

    def _get_course(self):
        """Return the steps of one document as a form shows them, the latest round first.

        :return: [{"round", "requested_by", "requested_at", "steps": [{"id", "role", "state", "late", "reviewers",
            "group", "decided_by", "started_at", "deadline", "decided_at", "comment", "escalated_to",
            "replacements"}]}]; people as {"id", "name"}, instants as strings in UTC
        """
        rounds = []
        for number, steps in sorted(self.sudo().grouped("round").items(), reverse=True):
            rounds.append(
                {
                    "round": number,
                    "requested_by": _person(steps[0].requested_by_id),
                    "requested_at": _instant(steps[0].requested_at),
                    "steps": [step._get_course_step() for step in steps],
                }
            )
        return rounds

    def _get_course_step(self):
        reviewers = self.delegated_to_id or self.approver_id
        if not reviewers and self.state == "pending" and len(self.approver_ids) <= 3:
            reviewers = self.approver_ids
        return {
            "id": self.id,
            "role": self.role,
            "state": self.state,
            "late": self.late,
            "reviewers": [_person(user) for user in reviewers],
            "group": self.group_id.name,
            "decided_by": _person(self.decided_by_id),
            "started_at": _instant(self.started_at),
            "deadline": _instant(self.deadline),
            "decided_at": _instant(self.decided_at),
            "comment": self.comment,
            "escalated_to": self.escalated_to_id.name,
            "replacements": [
                {
                    "from": replaced.from_id.name,
                    "to": replaced.to_id.name,
                    "by": replaced.decided_by_id.name,
                    "date": _instant(replaced.date),
                    "reason": replaced.reason,
                }
                for replaced in self.delegation_ids
            ],
        }

    def action_open_document(self):
        """Open the document that the step decides on."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
            "views": [(False, "form")],
        }


def _person(user):
    return {"id": user.id, "name": user.name} if user else False


def _instant(value):
    return fields.Datetime.to_string(value) if value else False
