from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import crew

APPROVERS = ("hotel_base.group_department_head", "hotel_base.group_sales_head", "hotel_base.group_gm")
#: A change of these needs a new approval.
CONTENT = frozenset({"event_id", "risk_ids", "exits", "assembly_point", "doctor", "doctor_phone", "fire_phone", "police_phone",
                     "responsible_id", "phone", "guards", "note"})  # fmt: skip


class HotelEventEmergency(models.Model):
    """The emergency and security plan of an event, approved before its order is issued (H21)."""

    _name = "hotel.event.emergency"
    _description = "Emergency Plan of an Event"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    _server_fields = frozenset({"approved_at", "approved_by_id"})

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    risk_ids = fields.One2many("hotel.event.risk", "plan_id", "Risks", copy=True)
    exits = fields.Text("Exits and escape routes", default=lambda self: self.env.company.hotel_event_exits)
    assembly_point = fields.Char(default=lambda self: self.env.company.hotel_event_assembly_point)
    doctor = fields.Char("Doctor or hospital")
    doctor_phone = fields.Char("Phone of the doctor", default=lambda self: self.env.company.hotel_event_doctor_phone)
    fire_phone = fields.Char("Phone of the fire brigade", default=lambda self: self.env.company.hotel_event_fire_phone)
    police_phone = fields.Char("Phone of the police", default=lambda self: self.env.company.hotel_event_police_phone)
    responsible_id = fields.Many2one("hr.employee", ondelete="restrict", check_company=True, index="btree_not_null")
    phone = fields.Char("Phone on the day")
    guards = fields.Integer("Security staff")
    note = fields.Text("Remarks")
    missing = fields.Char("Still missing", compute="_compute_missing")
    state = fields.Selection(
        [("draft", "To be approved"), ("approved", "Approved")], compute="_compute_state", store=True, tracking=True
    )
    approved_at = fields.Datetime("Approved", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False, ondelete="restrict", tracking=True)

    _one_plan_an_event = models.UniqueIndex("(event_id)", "The event has an emergency plan already.")

    @api.depends("approved_at")
    def _compute_state(self):
        for plan in self:
            plan.state = "approved" if plan.approved_at else "draft"

    @api.depends("risk_ids", "exits", "assembly_point", "doctor_phone", "fire_phone", "police_phone", "responsible_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        for plan in self:
            plan.missing = ", ".join(plan._get_missing()) or False

    @api.depends("event_id.name")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._("Emergency plan: %s", plan.event_id.name or "")

    def write(self, vals):
        changed = self.filtered("approved_at") if vals.keys() & CONTENT else self.browse()
        result = super().write(vals)
        if changed:
            changed._withdraw()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unapproved_only(self):
        """The plan by which an order was issued is kept too, when it was changed since and waits for a new approval."""
        kept = self.filtered(lambda plan: plan.approved_at or any(plan.sudo().event_id.hotel_order_ids.mapped("revision")))
        if kept:
            raise UserError(self.env._("An approved plan is kept (M2): %s.", ", ".join(kept.mapped("display_name"))))

    def action_approve(self):
        """H21: approve the plan once it is complete; heads of departments, the sales head and the GM may.

        :raise UserError: naming all that is missing
        """
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in APPROVERS):
            raise AccessError(self.env._("Emergency plans are approved by a department head, the sales head or the GM."))
        incomplete = self.filtered("missing")
        if incomplete:
            raise UserError(
                "\n".join(
                    self.env._("%(plan)s: enter %(missing)s first.", plan=plan.display_name, missing=plan.missing) for plan in incomplete
                )
            )
        self.filtered(lambda plan: not plan.approved_at).sudo().write(
            {"approved_at": fields.Datetime.now(), "approved_by_id": self.env.uid}
        )
        return True

    def _withdraw(self):
        """What was changed after the approval is approved anew; the chatter keeps the first one (M2)."""
        for plan in self:
            plan.sudo().message_post(
                body=self.env._("Changed after %s had approved it: it needs a new approval.", plan.sudo().approved_by_id.name)
            )
        self.sudo().write({"approved_at": False, "approved_by_id": False})

    def _get_missing(self):
        """Return the names of what the plan does not say yet."""
        self.ensure_one()
        names = {name: self._fields[name] for name in crew.PLAN if name in self._fields}
        names |= {"risks": self._fields["risk_ids"], "responsible": self._fields["responsible_id"]}
        values = {name: self[field.name] for name, field in names.items()}
        return [names[name]._description_string(self.env) for name in crew.plan_missing(values)]
