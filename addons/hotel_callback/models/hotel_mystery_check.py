from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .helpdesk_ticket import MANAGER


class HotelMysteryCheck(models.Model):
    """A visit of somebody whom the outlet does not know: questionnaire, findings, deadlines, re-check (J10).

    The outlet sees nothing of a check before it is reported.
    """

    _name = "hotel.mystery.check"
    _description = "Mystery Check"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _server_fields = frozenset({"name", "state", "answer_id", "reported_at", "closed_at"})

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    outlet_id = fields.Many2one("hotel.outlet", required=True, check_company=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True, ondelete="restrict")
    date = fields.Date("Visit on", required=True, default=lambda self: self.env.company._hotel_today(), tracking=True)
    checker_id = fields.Many2one(
        "res.users", required=True, domain="[('share', '=', False)]", default=lambda self: self.env.user,
        ondelete="restrict", tracking=True,
    )  # fmt: skip
    guest_name = fields.Char("Visits as", help="The name under which the checker books and pays.")
    survey_id = fields.Many2one(
        "survey.survey", "Questionnaire", ondelete="restrict",
        default=lambda self: self.env.ref("hotel_callback.survey_mystery", raise_if_not_found=False),
    )  # fmt: skip
    answer_id = fields.Many2one("survey.user_input", "Filled-in questionnaire", readonly=True, copy=False, ondelete="restrict")
    score = fields.Float(compute="_compute_score", help="Per cent of what the questionnaire can give.")
    summary = fields.Text()
    state = fields.Selection(
        [("planned", "Planned"), ("reported", "Reported"), ("closed", "Closed"), ("cancelled", "Cancelled")],
        required=True, default="planned", readonly=True, copy=False, index=True, tracking=True,
    )  # fmt: skip
    reported_at = fields.Datetime("Reported on", readonly=True, copy=False)
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False)
    finding_ids = fields.One2many("hotel.mystery.finding", "check_id", "Findings")
    open_count = fields.Integer("Open findings", compute="_compute_open_count")

    def _compute_score(self):
        for check in self:
            check.score = check.sudo().answer_id.scoring_percentage

    @api.depends("finding_ids.state")
    def _compute_open_count(self):
        counts = dict(
            self.env["hotel.mystery.finding"]._read_group(
                [("check_id", "in", self.ids), ("state", "!=", "verified")], ["check_id"], ["__count"]
            )
        )
        for check in self:
            check.open_count = counts.get(check, 0)

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        for check in checks:
            check.sudo().name = self.env["ir.sequence"].sudo().with_company(check.company_id).next_by_code(self._name)
        return checks

    def write(self, vals):
        if not self.env.su and vals.keys() & {"outlet_id", "date", "checker_id", "survey_id", "summary", "company_id"}:
            ended = self.filtered(lambda check: check.state != "planned")
            if ended:
                raise UserError(
                    self.env._("%(checks)s: reported or cancelled, so it stays as it is.", checks=", ".join(ended.mapped("display_name")))
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Checks stay on record; one that is not made is cancelled."))

    def action_fill_in(self):
        """J10: open the questionnaire; it is begun once and gone on with."""
        self.ensure_one()
        self._check_checker()
        if self.state != "planned":
            raise UserError(self.env._("%(check)s is reported already.", check=self.display_name))
        if not self.survey_id:
            raise UserError(self.env._("%(check)s: choose the questionnaire.", check=self.display_name))
        check_sudo = self.sudo()
        if not check_sudo.answer_id:
            check_sudo.answer_id = check_sudo.survey_id._create_answer(user=self.env.user, check_attempts=False)
        return {"type": "ir.actions.act_url", "url": check_sudo.answer_id.get_start_url(), "target": "new"}

    def action_report(self):
        """J10: hand the report in; the outlet sees it, the deadlines of its findings run.

        :raise UserError: naming everything that is missing
        """
        for check in self:
            check._check_checker()
            problems = []
            if check.state != "planned":
                problems.append(self.env._("it is reported or cancelled already."))
            if check.survey_id and check.sudo().answer_id.state != "done":
                problems.append(self.env._("the questionnaire is not filled in."))
            if not (check.summary or "").strip():
                problems.append(self.env._("the summary is missing."))
            for finding in check.finding_ids:
                problems += finding._get_report_problems()
            if problems:
                raise UserError(
                    self.env._(
                        "%(check)s cannot be reported:\n%(reasons)s",
                        check=check.display_name, reasons="\n".join(f"- {problem}" for problem in problems),
                    )
                )  # fmt: skip
            check.sudo().write({"state": "reported", "reported_at": fields.Datetime.now()})
            check.sudo().finding_ids._start_clock()
            check.sudo()._close_if_done()
        return True

    def action_cancel(self):
        """A check that is not made after all."""
        for check in self:
            check._check_checker()
            if check.state != "planned":
                raise UserError(self.env._("%(check)s is reported already.", check=check.display_name))
            check.sudo().state = "cancelled"
        return True

    def action_open_answer(self):
        """Open the filled-in questionnaire to read it."""
        self.ensure_one()
        self.check_access("read")
        answer_sudo = self.sudo().answer_id
        if answer_sudo.state != "done":
            raise UserError(self.env._("%(check)s: the questionnaire is not filled in.", check=self.display_name))
        url = f"/survey/print/{answer_sudo.survey_id.access_token}?answer_token={answer_sudo.access_token}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _close_if_done(self):
        """Close a reported check whose findings are all put right (superuser mode)."""
        for check in self:
            if check.state == "reported" and all(finding.state == "verified" for finding in check.finding_ids):
                check.write({"state": "closed", "closed_at": fields.Datetime.now()})

    def _check_checker(self):
        """Refuse whoever is neither the checker nor the service manager."""
        self.ensure_one()
        self.check_access("read")
        if self.env.user != self.checker_id and not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("%(check)s is made by %(user)s.", check=self.display_name, user=self.checker_id.sudo().name))

    def _get_questions(self):
        """Return [{title, answer}] of the questionnaire for the printed sheet; answers are empty before it is filled in."""
        self.ensure_one()
        check_sudo = self.sudo()
        lines = check_sudo.answer_id.user_input_line_ids
        return [
            {
                "title": question.title,
                "answer": ", ".join(lines.filtered(lambda line, question=question: line.question_id == question and not line.skipped).mapped("display_name")),
            }
            for question in check_sudo.survey_id.question_ids
        ]

    def _get_signature_boxes(self):
        """Return the signature boxes of the printed sheet."""
        self.ensure_one()
        return [
            {"label": self.env._("Checker"), "name": self.checker_id.sudo().name, "date": self.reported_at},
            {"label": self.env._("Head of the outlet"), "name": False},
        ]
