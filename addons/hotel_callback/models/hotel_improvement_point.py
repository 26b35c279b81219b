from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.complaint_text import plain


class HotelImprovementPoint(models.Model):
    """What customers asked for in surveys and forums: owner, date, and an answer to who raised it (J11)."""

    _name = "hotel.improvement.point"
    _description = "Improvement Point"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "state, due_date, id desc"
    _number_field = "number"
    _check_company_auto = True

    _server_fields = frozenset({"number", "state", "answered_at", "answered_by_id", "ended_at", "survey_line_id"})

    number = fields.Char(readonly=True, copy=False, default="/")
    name = fields.Char("Point", required=True, tracking=True)
    description = fields.Text()
    source = fields.Selection(
        [
            ("survey", "Survey"),
            ("forum", "Customer forum"),
            ("complaint", "Complaint"),
            ("callback", "Callback"),
            ("check", "Mystery check"),
            ("other", "Other"),
        ],
        required=True, default="forum", index=True,
    )  # fmt: skip
    occasion = fields.Char(help="Which survey, forum or meeting, with its day.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Raised by", ondelete="restrict", index="btree_not_null")
    email = fields.Char("E-mail", compute="_compute_email", store=True, readonly=False)
    department_id = fields.Many2one("hr.department", ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", "Owner", required=True, domain="[('share', '=', False)]", default=lambda self: self.env.user,
        ondelete="restrict", index=True, tracking=True,
    )  # fmt: skip
    due_date = fields.Date("Due", required=True, tracking=True)
    measure = fields.Text(help="What is done about it, or why not.")
    answer = fields.Text("Answer to who raised it")
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("declined", "Not done")], required=True, default="open", readonly=True, copy=False, index=True, tracking=True
    )
    answered_at = fields.Datetime("Answered on", readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False, ondelete="restrict")
    ended_at = fields.Datetime("Ended on", readonly=True, copy=False)
    survey_line_id = fields.Many2one("survey.user_input.line", "From the answer", readonly=True, copy=False, ondelete="restrict")

    _one_a_line = models.UniqueIndex("(survey_line_id) WHERE survey_line_id IS NOT NULL")
    _open_due = models.Index("(company_id, due_date) WHERE state = 'open'")

    @api.depends("partner_id")
    def _compute_email(self):
        for point in self:
            point.email = point.partner_id.email or point.email

    @api.depends("number", "name")
    def _compute_display_name(self):
        for point in self:
            point.display_name = f"{point.number} {point.name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        points = super().create(vals_list)
        self.env["hotel.clock"].start_many([
            {"record": point, "kind": "improvement", "due": point._get_due(), "owner": point.user_id, "name": lambda env: env._("Improvement point")}
            for point in points.sudo()
        ])
        return points

    def write(self, vals):
        if not self.env.su and self.filtered(lambda point: point.state != "open"):
            raise UserError(self.env._("An improvement point that has ended stays as it is."))
        due = {point.id: point.due_date for point in self}
        owner = {point.id: point.user_id for point in self}
        result = super().write(vals)
        for point in self.sudo().filtered(lambda point: point.state == "open"):
            if point.due_date != due[point.id]:
                self.env["hotel.clock"].move(point, "improvement", point._get_due())
            if point.user_id != owner[point.id]:
                self.env["hotel.clock"].give(point, point.user_id)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Improvement points stay on record; end it as not done, with the reason."))

    def action_answer(self):
        """J11: send the answer to who raised the point, once."""
        for point in self:
            point._check_open()
            if not (point.answer or "").strip():
                raise UserError(self.env._("%(point)s: write the answer first.", point=point.display_name))
            if point.answered_at:
                raise UserError(self.env._("%(point)s was answered on %(day)s.", point=point.display_name, day=fields.Date.to_string(point.answered_at)))
            point_sudo = point.sudo()
            to = {"partner_ids": point_sudo.partner_id.ids} if point_sudo.partner_id else {}
            if not to and point_sudo.email:
                to = {"outgoing_email_to": point_sudo.email}
            point_sudo.message_post(
                body=point_sudo.answer, subject=point_sudo.name, author_id=self.env.user.partner_id.id,
                message_type="comment", subtype_xmlid="mail.mt_comment", **to,
            )  # fmt: skip
            point_sudo.write({"answered_at": fields.Datetime.now(), "answered_by_id": self.env.uid})
        return True

    def action_done(self):
        """J11: it is put into practice."""
        return self._end("done")

    def action_decline(self):
        """J11: it is not done, and who raised it knows why."""
        return self._end("declined")

    def _end(self, state):
        """End points; who raised one was answered, unless nobody knows who that is.

        :raise UserError: naming every reason
        """
        problems = []
        for point in self:
            point._check_open()
            if not (point.measure or "").strip():
                problems.append(self.env._("%(point)s: write down what was done, or why not.", point=point.display_name))
            if (point.partner_id or point.email) and not point.answered_at:
                problems.append(self.env._("%(point)s: who raised it is not answered yet.", point=point.display_name))
        if problems:
            raise UserError("\n".join(problems))
        self.sudo().write({"state": state, "ended_at": fields.Datetime.now()})
        self.env["hotel.clock"].stop(self.sudo(), "improvement")
        return True

    def _check_open(self):
        self.check_access("write")
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state", "answered_at"])
        if self.state != "open":
            raise UserError(self.env._("%(point)s has ended.", point=self.display_name))

    def _get_due(self):
        """Return the end of the day on which it is due, as naive UTC."""
        return self.company_id._hotel_utc(fields.Datetime.to_datetime(self.due_date).replace(hour=23, minute=59, second=59))

    @api.model
    def _make_from_survey(self, survey, owner, due_date):
        """J11: make a point of each free-text answer to `survey` that has none yet; return them.

        :param owner: user who answers for them
        :param due_date: date
        """
        lines_sudo = self.env["survey.user_input.line"].sudo().search([
            ("survey_id", "=", survey.id),
            ("user_input_id.state", "=", "done"),
            ("user_input_id.test_entry", "=", False),
            ("answer_type", "in", ("text_box", "char_box")),
            ("skipped", "=", False),
        ])
        known = set(self.sudo().search([("survey_line_id", "in", lines_sudo.ids)]).survey_line_id.ids)
        return self.sudo().create([
            {
                "name": plain(line.value_text_box or line.value_char_box)[:100],
                "description": line.value_text_box or line.value_char_box,
                "source": "survey",
                "occasion": survey.title,
                "partner_id": line.user_input_id.partner_id.id,
                "email": line.user_input_id.email,
                "user_id": owner.id,
                "due_date": due_date,
                "survey_line_id": line.id,
            }
            for line in lines_sudo
            if line.id not in known and plain(line.value_text_box or line.value_char_box)
        ]).sudo(False)
