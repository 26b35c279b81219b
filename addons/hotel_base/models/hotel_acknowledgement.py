from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context


class HotelAcknowledgement(models.Model):
    """Who must confirm which revision of what, and has (C3, H5): one row an outlet, department or person."""

    _name = "hotel.acknowledgement"
    _description = "Acknowledgement"
    _inherit = ["hotel.link.mixin", "hotel.protected.mixin", "mail.activity.mixin"]
    _order = "asked_at desc, id desc"
    _rec_name = "subject"

    subject = fields.Char(required=True, readonly=True)
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    record_name = fields.Char("Concerns", readonly=True)
    revision = fields.Integer(readonly=True, required=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade", index=True)
    outlet_id = fields.Many2one("hotel.outlet", readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict")
    user_ids = fields.Many2many(
        "res.users", "hotel_acknowledgement_user_rel", "acknowledgement_id", "user_id", string="May confirm", readonly=True
    )
    asked_at = fields.Datetime("Told", required=True, readonly=True)
    due = fields.Datetime(readonly=True)
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, ondelete="restrict")
    confirmed_at = fields.Datetime("Confirmed", readonly=True)
    state = fields.Selection(
        [("waiting", "Not confirmed yet"), ("confirmed", "Confirmed"), ("void", "Replaced")],
        default="waiting",
        required=True,
        readonly=True,
    )
    may_acknowledge = fields.Boolean(compute="_compute_may_acknowledge", search="_search_may_acknowledge")

    _server_fields = frozenset(
        {
            "subject", "res_model", "res_id", "record_name", "revision", "company_id", "outlet_id", "department_id",
            "user_ids", "asked_at", "due", "confirmed_by_id", "confirmed_at", "state",
        }
    )  # fmt: skip

    _of_record = models.Index("(res_model, res_id, state)")
    _waiting = models.Index("(company_id, outlet_id) WHERE state = 'waiting'")

    @api.depends("outlet_id", "department_id", "subject")
    def _compute_display_name(self):
        for row in self:
            party = row.outlet_id.display_name or row.department_id.display_name
            row.display_name = f"{row.subject} ({party})" if party else row.subject

    @api.depends_context("uid")
    @api.depends("user_ids", "state")
    def _compute_may_acknowledge(self):
        for row in self:
            row.may_acknowledge = row.state == "waiting" and self.env.user in row.user_ids

    def _search_may_acknowledge(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("state", "=", "waiting") & Domain("user_ids", "in", [self.env.uid])
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return mine if True in wanted else ~mine

    @api.private
    def ask(self, record, revision, subject, outlets=None, departments=None, users=None, due=None):
        """Ask outlets (their cashiers), departments (their managers) and users to confirm a revision of `record`.

        Open rows of older revisions become void; who has already confirmed or is already asked for this revision is not
        asked again. Each person who may confirm gets an activity.

        :param revision: int, counted up by the record
        :param subject: what they confirm, in words
        :param due: naive UTC instant; starts a clock for each row with somebody to act
        :return: the new rows
        """
        record.ensure_one()
        now = fields.Datetime.now()
        company = ("company_id" in record._fields and record.sudo().company_id) or self.env.company
        rows_sudo = self.sudo().with_context(clean_context(self.env.context))
        earlier = rows_sudo.search([("res_model", "=", record._name), ("res_id", "=", record.id)])
        earlier.filtered(lambda row: row.state == "waiting" and row.revision < revision)._void()
        asked = earlier.filtered(lambda row: row.revision == revision and row.state != "void")
        vals = {
            "subject": subject,
            "res_model": record._name,
            "res_id": record.id,
            "record_name": record.sudo().display_name,
            "revision": revision,
            "company_id": company.id,
            "asked_at": now,
            "due": due,
        }
        new_outlets = (outlets or rows_sudo.outlet_id) - asked.outlet_id
        new_departments = (departments or rows_sudo.department_id) - asked.department_id
        alone = asked.filtered(lambda row: not row.outlet_id and not row.department_id).user_ids
        new_users = (users or rows_sudo.user_ids) - alone
        rows = rows_sudo.create(
            [
                {**vals, "outlet_id": outlet.id, "user_ids": rows_sudo._get_outlet_users(outlet.sudo()).ids}
                for outlet in new_outlets
            ]
            + [
                {**vals, "department_id": department.id, "user_ids": department.sudo().manager_id.user_id.ids}
                for department in new_departments
            ]
            + [{**vals, "user_ids": user.ids} for user in new_users]
        )
        rows._schedule()
        if due:
            self.env["hotel.clock"].start_many([
                {"record": row, "kind": "acknowledgement", "due": due, "owner": row.user_ids[0], "name": subject}
                for row in rows
                if row.user_ids
            ])
        return rows.sudo(False).with_context(self.env.context)

    def action_acknowledge(self):
        """Confirm, as one of the people who may.

        :raise UserError: naming each row that is not waiting or that somebody else has to confirm
        """
        self.check_access("read")
        rows_sudo = self.sudo()
        rows_sudo.lock_for_update()
        rows_sudo.invalidate_recordset(["state"])
        problems = []
        for row in rows_sudo:
            if row.state == "confirmed":
                problems.append(
                    self.env._(
                        "%(subject)s was confirmed by %(user)s already.", subject=row.display_name, user=row.confirmed_by_id.name
                    )
                )
            elif row.state == "void":
                problems.append(
                    self.env._("%(subject)s was replaced by a newer revision: confirm that one.", subject=row.display_name)
                )
            elif self.env.user not in row.user_ids:
                problems.append(
                    self.env._(
                        "%(subject)s is confirmed by %(users)s only.",
                        subject=row.display_name,
                        users=", ".join(row.user_ids.mapped("name")) or self.env._("a cashier or manager yet to be named"),
                    )
                )
        if problems:
            raise UserError("\n".join(problems))
        rows_sudo.write({
            "state": "confirmed",
            "confirmed_by_id": self.env.uid,
            "confirmed_at": fields.Datetime.now(),
        })
        rows_sudo._end()
        return True

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Do nothing: an acknowledgement carries activities, but has no followers."""
        return True

    @api.model
    def _get_outlet_users(self, outlet):
        """Return who may confirm for an outlet: its cashiers, or the head of its department while it has none."""
        return outlet.cashier_ids.filtered("active") or outlet.department_id.manager_id.user_id

    @api.model
    def _update_outlet_users(self, outlets):
        """Let the present cashiers of `outlets`, and nobody else, confirm what is still waiting."""
        rows_sudo = self.sudo().search([("outlet_id", "in", outlets.ids), ("state", "=", "waiting")])
        for outlet, rows in rows_sudo.grouped("outlet_id").items():
            rows.write({"user_ids": [fields.Command.set(self._get_outlet_users(outlet).ids)]})
        self.env["mail.activity"].sudo().search([("hotel_acknowledgement_id", "in", rows_sudo.ids)]).unlink()
        rows_sudo._schedule()

    def _void(self):
        self.write({"state": "void"})
        self._end()

    def _end(self):
        """Take away the activities and clocks of rows that wait no longer."""
        self.env["mail.activity"].sudo().search([("hotel_acknowledgement_id", "in", self.ids)]).unlink()
        self.env["hotel.clock"].stop(self)

    def _schedule(self):
        """Give everybody who may confirm an activity."""
        model_id = self.env["ir.model"]._get_id(self._name)
        type_id = self.env.ref("hotel_base.mail_activity_acknowledge").id
        activities_sudo = self.env["mail.activity"].sudo()
        activities_sudo.with_context(clean_context(self.env.context), mail_activity_quick_update=True).create([
            {
                "res_model_id": model_id,
                "res_id": row.id,
                "activity_type_id": type_id,
                "user_id": user.id,
                "summary": row.subject,
                "date_deadline": row.company_id._hotel_local(row.due or row.asked_at).date(),
                "hotel_acknowledgement_id": row.id,
                "automated": True,
            }
            for row in self
            for user in row.user_ids
            if user.active
        ])
