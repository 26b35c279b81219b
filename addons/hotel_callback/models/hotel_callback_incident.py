from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HotelCallbackIncident(models.Model):
    """I16: a callback that a re-check found false or never made; decided by the general manager or the sales head."""

    _name = "hotel.callback.incident"
    _description = "False Callback"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    callback_id = fields.Many2one("hotel.callback", required=True, readonly=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Made by", required=True, readonly=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(related="callback_id.partner_id", string="Customer")
    company_id = fields.Many2one("res.company", "Hotel", required=True, readonly=True, ondelete="restrict", index=True)
    kind = fields.Selection([("false", "Record is false"), ("not_made", "Never made")], required=True, readonly=True)
    finding = fields.Text("What the customer said", required=True, readonly=True)
    found_by_id = fields.Many2one("res.users", "Found by", required=True, readonly=True, ondelete="restrict")
    found_at = fields.Datetime("Found", required=True, readonly=True)
    state = fields.Selection([("open", "To decide"), ("decided", "Decided")], default="open", required=True, readonly=True, index=True, tracking=True)
    verdict = fields.Selection(
        [("unfounded", "Unfounded"), ("warning", "Warning"), ("deduction", "Deduction from the bonus"), ("dismissal", "Dismissal")],
        readonly=True,
        tracking=True,
    )
    decision = fields.Text(readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime("Decided", readonly=True)

    _server_fields = frozenset(
        {
            "callback_id", "user_id", "company_id", "kind", "finding", "found_by_id", "found_at", "state", "verdict", "decision",
            "decided_by_id", "decided_at",
        }
    )  # fmt: skip

    _once = models.UniqueIndex("(callback_id)")

    @api.depends("callback_id.name", "user_id.name")
    def _compute_display_name(self):
        for incident in self:
            incident.display_name = f"{incident.callback_id.name} {incident.user_id.name}"

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Incidents stay on record (M2)."))

    @api.model
    def _open(self, line):
        """Open the incident of a line of a check (superuser mode). Return it."""
        callback = line.callback_id
        known = self.search([("callback_id", "=", callback.id)])
        if known:
            return known
        incident = self.create({
            "callback_id": callback.id,
            "user_id": (callback.done_by_id or callback.owner_id).id,
            "company_id": callback.company_id.id,
            "kind": line.result,
            "finding": line.note,
            "found_by_id": line.checked_by_id.id,
            "found_at": line.checked_at,
        })
        decider = incident._get_decider()
        if decider:
            incident.activity_schedule(
                "hotel_callback.mail_activity_incident", callback.company_id._hotel_today(), user_id=decider.id,
                summary=self.env._("Decide on a false callback"),
            )  # fmt: skip
            self.env["hotel.clock"].start(
                incident, "callback_incident", self.env["hotel.workdays"].deadline(fields.Datetime.now(), 3, callback.company_id), decider,
                name=lambda env: env._("Decide on a false callback"),
            )  # fmt: skip
        return incident

    def _get_decider(self):
        company = self.company_id
        for user in (company.hotel_gm_id, company.hotel_sales_head_id):
            if user and user.active and user != self.user_id:
                return user
        return None

    def action_decide(self, verdict, decision=None):
        """Decide, with a reason; nobody decides about themselves."""
        self.check_access("read")
        words = (decision or "").strip()
        for incident in self:
            incident_sudo = incident.sudo()
            allowed = self.env.user.has_group("hotel_base.group_gm") or self.env.user.has_group("hotel_base.group_sales_head")
            if not allowed or self.env.user == incident_sudo.user_id:
                raise AccessError(self.env._("A false callback is decided on by the general manager or the sales head, never by who made it."))
            incident_sudo.lock_for_update()
            if incident_sudo.state == "decided":
                raise UserError(self.env._("%s is decided already.", incident.display_name))
            if verdict not in dict(self._fields["verdict"].selection) or not words:
                raise UserError(self.env._("Choose a verdict and give the reason."))
            incident_sudo.write({
                "state": "decided", "verdict": verdict, "decision": words, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()
            })  # fmt: skip
            incident_sudo.activity_ids.filtered(lambda activity: not activity.hotel_clock_id).unlink()
            self.env["hotel.clock"].stop(incident_sudo)
        return True

    def action_open_decide(self):
        """Open the window of the decision."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide"),
            "res_model": "hotel.callback.incident.decide",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_incident_id": self.id},
        }
