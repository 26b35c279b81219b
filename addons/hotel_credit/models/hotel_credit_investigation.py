from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.amounts import check_amounts

# What a report says before it can be passed (A4).
REPORTED = ("company_size", "business_results", "credit_standing", "grade", "recommended_limit")


class HotelCreditInvestigation(models.Model):
    """One version of the report on a customer's credit: written by sales, passed by the sales head (A4, A5).

    A version that was passed is never edited or deleted. Finance or the GM may send it back: it stays, and the
    application needs a new version.
    """

    _name = "hotel.credit.investigation"
    _description = "Credit Investigation Report"
    _inherit = ["hotel.approval.child.mixin", "mail.thread", "mail.activity.mixin"]
    _mail_post_access = "read"
    _order = "application_id desc, version desc"
    _check_company_auto = True
    _approval_parent = "application_id"
    # Discussion and activities are not the report.
    _approval_free_fields = frozenset(
        {"message_ids", "message_follower_ids", "message_partner_ids", "message_main_attachment_id", "activity_ids"}
    )
    _server_fields = frozenset(
        {
            "version",
            "state",
            "passed_by_id",
            "passed_at",
            "sent_back_by_id",
            "sent_back_at",
            "sent_back_reason",
        }
    )

    application_id = fields.Many2one("hotel.credit.application", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="application_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="application_id.currency_id", store=True)
    partner_id = fields.Many2one(related="application_id.partner_id", store=True, string="Customer")
    application_name = fields.Char(related="application_id.name", string="Application number")
    version = fields.Integer(compute="_compute_version", store=True, precompute=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("passed", "Passed"), ("sent_back", "Sent back")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users", "Investigated by", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    date = fields.Date("Investigated on", default=lambda self: self.env.company._hotel_today())
    company_size = fields.Text("Company size", help="Staff, capital, premises, branches.")
    business_results = fields.Text("Business results", help="Turnover, profit, outlook.")
    credit_standing = fields.Text("Credit standing", help="Payment habits, court cases, references.")
    grade = fields.Selection(
        [("a", "A - excellent"), ("b", "B - good"), ("c", "C - fair"), ("d", "D - poor")], tracking=True
    )
    recommended_limit_mode = fields.Selection(
        [("limited", "Monthly limit"), ("unlimited", "No limit")], "Recommendation", required=True, default="limited"
    )
    recommended_limit = fields.Monetary("Recommended monthly limit", tracking=True)
    remarks = fields.Text()
    attachment_ids = fields.Many2many(
        "ir.attachment", "hotel_credit_investigation_attachment_rel", string="Attachments", copy=False
    )
    passed_by_id = fields.Many2one("res.users", "Passed by", readonly=True, copy=False, ondelete="restrict")
    passed_at = fields.Datetime("Passed on", readonly=True, copy=False)
    sent_back_by_id = fields.Many2one("res.users", "Sent back by", readonly=True, copy=False, ondelete="restrict")
    sent_back_at = fields.Datetime("Sent back on", readonly=True, copy=False)
    sent_back_reason = fields.Text("Sent back because", readonly=True, copy=False)

    _version_unique = models.UniqueIndex("(application_id, version)", "This version of the report is there already.")
    _one_draft = models.UniqueIndex(
        "(application_id) WHERE state = 'draft'",
        "A draft of the investigation report is there already: go on with that one.",
    )
    _limit_not_negative = models.Constraint(
        "CHECK (recommended_limit >= 0)", "The recommended limit cannot be negative."
    )

    @api.depends("application_id")
    def _compute_version(self):
        """Number the versions of an application's report from 1 on; none is ever reused."""
        groups = self.sudo()._read_group(
            [("application_id", "in", self.application_id.ids)], ["application_id"], ["version:max"]
        )
        latest = {application.id: version for application, version in groups}
        for report in self:
            number = latest.get(report.application_id.id, 0) + 1
            latest[report.application_id.id] = number
            report.version = number

    @api.depends("application_id.name", "version")
    def _compute_display_name(self):
        for report in self:
            report.display_name = self.env._(
                "%(application)s report %(version)s",
                application=report.application_id.name or "",
                version=report.version,
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            check_amounts(self, vals, {"recommended_limit"})
        reports = super().create(vals_list)
        reports._claim_attachments()
        return reports

    def write(self, vals):
        check_amounts(self, vals, {"recommended_limit"})
        if "application_id" in vals and any(report.application_id.id != vals["application_id"] for report in self):
            raise UserError(self.env._("A report stays with the application that it was written for."))
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._claim_attachments()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        """M2: a version that was passed or sent back stays, whoever asks."""
        decided = self.filtered(lambda report: report.state != "draft")
        if decided:
            raise UserError(
                self.env._(
                    "%(reports)s: a report that was passed is kept. Write a new version instead.",
                    reports=", ".join(decided.mapped("display_name")),
                )
            )

    def _approval_check_parents(self):
        """A4, B7: a passed version is fixed, and every version while its application is under review or approved."""
        super()._approval_check_parents()
        if self.env.su:
            return
        if fixed := self.filtered(lambda report: report.state != "draft"):
            raise UserError(
                self.env._(
                    "%(reports)s: passed, so it cannot be changed. Write a new version instead.",
                    reports=", ".join(fixed.mapped("display_name")),
                )
            )

    def _approval_is_attachment_locked(self, field, created):
        if self.state != "draft" and (not created or not self.passed_at or created <= self.passed_at):
            return True
        return super()._approval_is_attachment_locked(field, created)

    def _claim_attachments(self):
        """Tie files that were uploaded before the report was saved to the report, so that its rights guard them."""
        for report in self:
            loose_sudo = report.attachment_ids.sudo().filtered(
                lambda file: not file.res_id and (file.create_uid == self.env.user or self.env.su)
            )
            if loose_sudo:
                loose_sudo.write({"res_model": self._name, "res_id": report.id})

    def _pass_problems(self):
        """A4: return what keeps this version from being passed, as a list of sentences."""
        self.ensure_one()
        problems = []
        blank = [
            self._fields[name]._description_string(self.env)
            for name in REPORTED
            if not (self[name].strip() if isinstance(self[name], str) else self[name])
            and not (name == "recommended_limit" and self.recommended_limit_mode == "unlimited")
            # Grade D may well come with the advice to grant nothing.
            and not (name == "recommended_limit" and self.grade == "d")
        ]
        if blank:
            problems.append(self.env._("Fill in: %(fields)s.", fields=", ".join(blank)))
        if self.state != "draft":
            problems.append(self.env._("This version was passed already."))
        if self.application_id._approval_is_locked():
            problems.append(self.env._("The application is under review or approved."))
        return problems

    def action_pass(self):
        """A4: the sales head passes the report; from now on the application can be submitted.

        :raise AccessError: not a sales head
        :raise UserError: what is blank, all of it
        """
        if not self.env.su and not self.env.user.has_group("hotel_base.group_sales_head"):
            raise AccessError(self.env._("Only the sales head passes an investigation report."))
        self.check_access("write")
        for report in self:
            if problems := report._pass_problems():
                raise UserError("\n".join([report.display_name, *problems]))
            report.sudo().write({"state": "passed", "passed_by_id": self.env.uid, "passed_at": fields.Datetime.now()})
            report.message_post(body=self.env._("Passed by %(user)s.", user=self.env.user.name))
        return True

    def action_open_application(self):
        """Open the application that the report belongs to."""
        self.ensure_one()
        return self.application_id._get_records_action()

    def _get_signature_boxes(self):
        """Return the boxes of the printed form: who investigated, and the sales head who passed it."""
        self.ensure_one()
        return [
            {"label": self.env._("Investigated by"), "name": self.user_id.sudo().name, "date": self.date},
            {
                "label": self.env._("Sales head"),
                "name": self.passed_by_id.sudo().name,
                "date": self.passed_at and self.company_id._hotel_local(self.passed_at),
            },
        ]

    def _send_back(self, reason):
        """Mark passed versions as sent back by the current user. The caller has checked that the user may."""
        self.sudo().write(
            {
                "state": "sent_back",
                "sent_back_by_id": self.env.uid,
                "sent_back_at": fields.Datetime.now(),
                "sent_back_reason": reason,
            }
        )
