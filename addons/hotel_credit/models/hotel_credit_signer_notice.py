from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..rules import agreement_dates
from ..tools.scan import check_scan


class HotelCreditSignerNotice(models.Model):
    """The customer's written notice that signers are added or ended (C4)."""

    _name = "hotel.credit.signer.notice"
    _description = "Signer Notice"
    _inherit = ["hotel.protected.mixin", "hotel.numbered.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', 'in', ('active', 'suspended'))]",
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, precompute=True, index=True)
    commercial_partner_id = fields.Many2one(related="agreement_id.commercial_partner_id", store=True, string="Firm")
    received_on = fields.Date(
        "Received on", required=True, default=lambda self: self.env.company._hotel_today(), tracking=True
    )
    effective_on = fields.Date(
        "New signers valid from",
        help="Only if the notice names a later day. Who is ended is refused from the day of receipt in any case.",
    )
    scan = fields.Binary("Scanned notice", attachment=True)
    scan_filename = fields.Char("File name")
    line_ids = fields.One2many("hotel.credit.signer.notice.line", "notice_id", "Changes")
    state = fields.Selection(
        [("draft", "Draft"), ("applied", "Applied"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    applied_by_id = fields.Many2one("res.users", "Applied by", readonly=True, copy=False, ondelete="restrict")
    applied_at = fields.Datetime("Applied", readonly=True, copy=False)
    can_apply = fields.Boolean(compute="_compute_can_apply")

    _server_fields = frozenset({"name", "state", "applied_by_id", "applied_at", "company_id", "commercial_partner_id"})

    _effective_later = models.Constraint(
        "CHECK (effective_on IS NULL OR effective_on >= received_on)",
        "New signers are valid from the day of receipt at the earliest: name a later day, or none.",
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_apply(self):
        may = self._user_may_apply()
        for notice in self:
            notice.can_apply = may and notice.state == "draft"

    def _user_may_apply(self):
        return self.env.su or any(
            self.env.user.has_group(group) for group in ("hotel_base.group_finance", "hotel_base.group_sales_head")
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_scan(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_scan(vals)
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft_only(self):
        if any(notice.state == "applied" for notice in self):
            raise UserError(self.env._("A notice that was applied is kept (M2)."))

    def _check_scan(self, vals):
        if vals.get("scan"):
            check_scan(self.env, vals["scan"], self.env._("Scanned notice"))

    def _check_draft(self):
        """M2: an applied notice and its lines stay as they are; only the server writes them."""
        if self.env.su:
            return
        closed = self.filtered(lambda notice: notice.state != "draft")
        if closed:
            raise UserError(
                self.env._(
                    "Notice %(names)s is closed and stays as it is: enter a new one.", names=", ".join(closed.mapped("name"))
                )
            )

    def action_apply(self):
        """C4: add and end the signers that the notice names, from the day of its receipt.

        :raise UserError: naming all that is missing or wrong
        """
        if not self._user_may_apply():
            raise AccessError(self.env._("A signer notice is applied by finance or the sales head."))
        self.check_access("write")
        for notice in self:
            notice_sudo = notice.sudo().with_context(clean_context(self.env.context))
            notice_sudo.lock_for_update()
            notice_sudo.invalidate_recordset(["state"])
            problems = notice_sudo._get_problems()
            if problems:
                raise UserError(
                    self.env._(
                        "Notice %(name)s cannot be applied:\n%(problems)s",
                        name=notice_sudo.name,
                        problems="\n".join(f"- {problem}" for problem in problems),
                    )
                )
            notice_sudo._apply(self.env.user)
        return True

    def action_cancel(self):
        """Drop a notice that was never applied; it stays on the list."""
        self.check_access("write")
        self._check_draft()
        self.sudo().write({"state": "cancelled"})
        return True

    def _get_problems(self):
        self.ensure_one()
        problems = []
        if self.state != "draft":
            problems.append(self.env._("it is closed already"))
        if self.agreement_id.state not in ("active", "suspended"):
            problems.append(
                self.env._("agreement %(name)s is not in force: enter its signers there", name=self.agreement_id.name)
            )
        if self.received_on > self.company_id._hotel_today():
            problems.append(self.env._("the day of receipt %(day)s is still to come", day=self.received_on))
        if not self.scan:
            problems.append(self.env._("the scan of the customer's written notice is missing"))
        if not self.line_ids:
            problems.append(self.env._("it names nobody to add or to end"))
        for line in self.line_ids:
            problems += line._get_problems()
        return problems

    def _apply(self, user):
        self.ensure_one()
        first_day = agreement_dates.signer_from(self.received_on, self.effective_on)
        for line in self.line_ids.filtered(lambda each: each.action == "add"):
            line.signer_id = self.env["hotel.credit.signer"].create({
                "agreement_id": self.agreement_id.id,
                "name": line.name.strip(),
                "phone": line.phone,
                "specimen": line.specimen,
                "valid_from": first_day,
                "added_by_notice_id": self.id,
            })
        ended = self.line_ids.filtered(lambda each: each.action == "end").signer_id
        ended.write({"ended_on": self.received_on, "ended_by_notice_id": self.id})
        self.write({"state": "applied", "applied_by_id": user.id, "applied_at": fields.Datetime.now()})
        agreement = self.agreement_id
        added = self.line_ids.filtered(lambda each: each.action == "add").mapped("name")
        agreement.message_post(
            body=self.env._(
                "Notice %(notice)s: added %(added)s; ended %(ended)s",
                notice=self.name,
                added=", ".join(added) or "-",
                ended=", ".join(ended.mapped("name")) or "-",
            )
        )
        agreement._tell_outlets(
            self.env._(
                "Agreement %(name)s of %(customer)s: signers changed",
                name=agreement.name,
                customer=agreement.commercial_partner_id.name,
            )
        )
