from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.orm.models import NO_ACCESS
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ..rules import agreement_dates, agreement_papers, agreement_states
from ..tools.scan import check_scan

#: Roles that the tables in rules/agreement_states.py speak of.
ROLES = ("sales", "sales_head", "finance", "finance_head", "gm", "auditor")
#: Fields of the terms that every outlet must know (C3), with how a change is called.
TERMS = ("limit_mode", "monthly_limit", "date_start", "date_end", "outlet_ids")
PAPER_FLAGS = ("customer_signed", "customer_sealed", "hotel_signed", "company_sealed", "finance_sealed")


class HotelCreditAgreement(models.Model):
    """A customer firm's right to charge on account, under a monthly limit, between two dates (C1-C7)."""

    _name = "hotel.credit.agreement"
    _description = "Credit Agreement"
    _inherit = ["hotel.protected.mixin", "hotel.acknowledged.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    kind = fields.Selection(
        [("standard", "Standard"), ("special", "Special organisation")], required=True, default="standard"
    )
    state = fields.Selection(
        [
            ("to_sign", "To sign"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
        ],
        required=True,
        default="to_sign",
        group_expand=True,
        index=True,
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    application_id = fields.Many2one(
        "hotel.credit.application", copy=False, index="btree_not_null", ondelete="restrict", check_company=True
    )
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True, string="Firm"
    )
    user_id = fields.Many2one("res.users", "Responsible salesperson", required=True, tracking=True, index=True)
    date_start = fields.Date("First day", required=True, tracking=True)
    date_end = fields.Date("Last day", required=True, tracking=True, help="The last day itself is valid.")
    terminated_on = fields.Date("Terminated from", copy=False, tracking=True)
    limit_mode = fields.Selection(
        [("limited", "Monthly limit"), ("unlimited", "No limit")], required=True, default="limited", tracking=True
    )
    monthly_limit = fields.Monetary("Monthly limit", tracking=True)
    outlet_ids = fields.Many2many(
        "hotel.outlet", string="Outlets", check_company=True, help="Where the customer may charge; none = all."
    )
    overdue_policy = fields.Selection(
        [("refuse", "Refuse"), ("warn", "Warn"), ("ignore", "Ignore")],
        "With an overdue statement",
        required=True,
        default="warn",
    )
    signer_ids = fields.One2many("hotel.credit.signer", "agreement_id", "Authorised signers")
    notice_ids = fields.One2many("hotel.credit.signer.notice", "agreement_id", "Signer notices")
    note = fields.Text()

    # The papers (C1)
    customer_signed = fields.Boolean("Customer's signature", copy=False)
    customer_sealed = fields.Boolean("Customer's seal", copy=False)
    hotel_signed = fields.Boolean("Hotel's responsible signature", copy=False)
    company_sealed = fields.Boolean("Company seal", copy=False)
    finance_sealed = fields.Boolean("Finance seal", copy=False)
    signed_on = fields.Date("Signed on", copy=False)
    letter_received_on = fields.Date("Authorisation letter received on", copy=False)
    # In the table itself and for the server only: neither a read nor an attachment opens them, only the logged road (C2).
    scan = fields.Binary("Scanned agreement", attachment=False, copy=False, groups=NO_ACCESS)
    letter = fields.Binary("Authorisation letter", attachment=False, copy=False, groups=NO_ACCESS)
    scan_upload = fields.Binary(
        "Scanned agreement (upload)", compute="_compute_uploads", inverse="_inverse_scan_upload", copy=False
    )
    letter_upload = fields.Binary(
        "Authorisation letter (upload)", compute="_compute_uploads", inverse="_inverse_letter_upload", copy=False
    )
    scan_filename = fields.Char("Scan's file name", copy=False)
    letter_filename = fields.Char("Letter's file name", copy=False)
    has_scan = fields.Boolean("Scan is here", readonly=True, copy=False)
    has_letter = fields.Boolean("Letter is here", readonly=True, copy=False)

    # Entry and archive (C2)
    received_on = fields.Date("Received by finance on", copy=False, tracking=True)
    handed_by_id = fields.Many2one("res.users", "Handed to finance by", readonly=True, copy=False, ondelete="restrict")
    entry_due = fields.Datetime("To be entered by", readonly=True, copy=False)
    activated_by_id = fields.Many2one("res.users", "Activated by", readonly=True, copy=False, ondelete="restrict")
    activated_at = fields.Datetime("Activated", readonly=True, copy=False)
    entry_late = fields.Boolean("Entered late", compute="_compute_entry_late", search="_search_entry_late")
    archive_number = fields.Char("Archive number", copy=False, tracking=True)
    archive_place = fields.Char("Archive place", copy=False, tracking=True)
    archived_by_id = fields.Many2one("res.users", "Filed by", readonly=True, copy=False, ondelete="restrict")
    archived_at = fields.Datetime("Filed", readonly=True, copy=False)

    revision = fields.Integer(readonly=True, copy=False, help="Counted up each time the outlets are told (C3).")
    suspension_ids = fields.One2many("hotel.credit.suspension", "agreement_id", "Suspensions", readonly=True)
    suspension_reason = fields.Text("Reason of the suspension", compute="_compute_suspension_reason")
    termination_reason = fields.Text("Reason of the termination", readonly=True, copy=False)
    terminated_by_id = fields.Many2one("res.users", "Terminated by", readonly=True, copy=False, ondelete="restrict")

    missing_papers = fields.Text("Missing before activation", compute="_compute_missing_papers")
    can_edit_papers = fields.Boolean(compute="_compute_can")
    can_edit_outlets = fields.Boolean(compute="_compute_can")
    can_edit_policy = fields.Boolean(compute="_compute_can")
    can_assign = fields.Boolean(compute="_compute_can")
    can_archive = fields.Boolean(compute="_compute_can")
    can_hand_over = fields.Boolean(compute="_compute_can")
    can_activate = fields.Boolean(compute="_compute_can")
    can_suspend = fields.Boolean(compute="_compute_can")
    can_lift = fields.Boolean(compute="_compute_can")
    can_terminate = fields.Boolean(compute="_compute_can")

    _server_fields = frozenset({
        "name", "kind", "state", "company_id", "currency_id", "application_id", "partner_id", "commercial_partner_id",
        "date_start", "date_end", "terminated_on", "limit_mode", "monthly_limit", "has_scan", "has_letter",
        "handed_by_id", "entry_due", "activated_by_id", "activated_at", "archived_by_id", "archived_at", "revision",
        "suspension_ids", "termination_reason", "terminated_by_id", "notice_ids",
    })  # fmt: skip

    _unique_name = models.UniqueIndex("(company_id, name)", "The number of an agreement is used once.")
    _dates_in_order = models.Constraint("CHECK (date_start <= date_end)", "The last day is before the first day.")
    _limit_positive = models.Constraint(
        "CHECK (limit_mode = 'unlimited' OR monthly_limit > 0)",
        "A monthly limit is above zero; for a customer without a limit choose 'No limit'.",
    )
    _one_running = models.Constraint(
        "EXCLUDE USING gist (company_id WITH =, commercial_partner_id WITH =, "
        "daterange(date_start, date_end, '[]') WITH &&) WHERE (state IN ('active', 'suspended'))",
        "The firm has another running agreement on some of these days. End that one first, or change the dates.",
    )
    _charging = models.Index("(company_id, commercial_partner_id, date_end DESC) WHERE state <> 'to_sign'")
    _entry_due_idx = models.Index("(entry_due) WHERE activated_at IS NULL AND entry_due IS NOT NULL")

    # ------------------------------------------------------------------ computes

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for agreement in self:
            agreement.display_name = f"{agreement.name} {agreement.partner_id.display_name or ''}".strip()

    def _compute_uploads(self):
        # What was uploaded is not read back: opening it is logged.
        self.scan_upload = False
        self.letter_upload = False

    def _inverse_scan_upload(self):
        self._keep_paper("scan", self.env._("Scanned agreement"))

    def _inverse_letter_upload(self):
        self._keep_paper("letter", self.env._("Authorisation letter"))

    def _keep_paper(self, paper, label):
        """Keep an uploaded scan; nothing given leaves what is there."""
        for agreement in self:
            content = agreement[f"{paper}_upload"]
            if content:
                check_scan(self.env, content, label)
                agreement.sudo().write({paper: content, f"has_{paper}": True})

    @api.depends("entry_due", "activated_at", "state")
    def _compute_entry_late(self):
        now = fields.Datetime.now()
        for agreement in self:
            end = agreement.activated_at or (now if agreement.state == "to_sign" else False)
            agreement.entry_late = bool(agreement.entry_due and end and end > agreement.entry_due)

    def _search_entry_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        late = (Domain("state", "=", "to_sign") & Domain("entry_due", "<", now)) | Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s > %s",
                model._field_to_sql(alias, "activated_at", query),
                model._field_to_sql(alias, "entry_due", query),
            ),
            predicate=lambda agreement: agreement.entry_late,
        )
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return late if True in wanted else ~late

    @api.depends("suspension_ids.lifted_at", "suspension_ids.reason")
    def _compute_suspension_reason(self):
        for agreement in self:
            running = agreement.suspension_ids.filtered(lambda suspension: not suspension.lifted_at)
            agreement.suspension_reason = "\n".join(running.mapped("reason"))

    @api.depends("kind", *PAPER_FLAGS, "has_scan", "has_letter", "signer_ids.specimen")
    def _compute_missing_papers(self):
        for agreement in self:
            agreement.missing_papers = "\n".join(agreement._get_missing_papers())

    @api.depends("state", "handed_by_id")
    @api.depends_context("uid")
    def _compute_can(self):
        roles = self._get_roles()
        for agreement in self:
            state = agreement.state
            editable = agreement._get_editable_fields()
            agreement.can_edit_papers = "signer_ids" in editable
            agreement.can_edit_outlets = "outlet_ids" in editable
            agreement.can_edit_policy = "overdue_policy" in editable
            agreement.can_assign = "user_id" in editable
            agreement.can_archive = "archive_number" in editable
            agreement.can_hand_over = "signer_ids" in editable and not agreement.handed_by_id
            agreement.can_activate = state == "to_sign" and agreement_states.may_go(state, "active", roles)
            agreement.can_suspend = agreement_states.may_go(state, "suspended", roles)
            agreement.can_lift = state == "suspended" and agreement_states.may_go(state, "active", roles)
            agreement.can_terminate = agreement_states.may_go(state, "terminated", roles)

    def _get_roles(self):
        """Return the roles of the current user by the names of rules/agreement_states.py; the server is "system"."""
        if self.env.su:
            return {agreement_states.SYSTEM}
        return {role for role in ROLES if self.env.user.has_group(f"hotel_base.group_{role}")}

    def _get_editable_fields(self):
        """C2: return the names of the fields that the current user may write on this agreement."""
        self.ensure_one()
        return agreement_states.editable_fields(self.state, bool(self.handed_by_id), self._get_roles())

    def _get_missing_papers(self):
        """C1: return in words what is missing before the activation."""
        self.ensure_one()
        agreement_sudo = self.sudo()
        entered = {flag for flag in PAPER_FLAGS if agreement_sudo[flag]}
        entered |= {code for code in ("scan", "letter") if agreement_sudo[f"has_{code}"]}
        signers = agreement_sudo.signer_ids.with_context(bin_size=True)
        unsigned = ", ".join(signers.filtered(lambda signer: not signer.specimen).mapped("name"))
        words = {
            "customer_signed": self.env._("the customer's signature"),
            "customer_sealed": self.env._("the customer's seal"),
            "hotel_signed": self.env._("the hotel's responsible signature"),
            "company_sealed": self.env._("the company seal"),
            "finance_sealed": self.env._("the finance seal"),
            "scan": self.env._("the scanned agreement"),
            "letter": self.env._("the authorisation letter"),
            "signer": self.env._("at least one authorised signer with a specimen signature"),
            "specimen": self.env._("the specimen signature of %(names)s", names=unsigned),
        }
        codes = agreement_papers.missing_papers(self.kind, entered, [bool(signer.specimen) for signer in signers])
        return [words[code] for code in codes]

    # ------------------------------------------------------------------ CRUD

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(
                self.env._("An agreement comes only from an approved application (C1): submit an application first.")
            )
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
                vals["name"] = self.env["ir.sequence"].with_company(company).next_by_code("hotel.credit.agreement")
            if not vals.get("currency_id"):
                company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
                vals["currency_id"] = company.currency_id.id
        return super().create(vals_list)

    def write(self, vals):
        self._check_write(vals)
        running_before = {agreement.id: agreement.state for agreement in self}
        terms = {agreement.id: agreement._get_terms() for agreement in self if agreement.state in agreement_states.RUNNING}
        if not self.env.su and vals.keys() & agreement_states.ARCHIVE:
            vals_sudo = {"archived_by_id": self.env.uid, "archived_at": fields.Datetime.now()}
            super(HotelCreditAgreement, self.sudo()).write(vals_sudo)
        result = super().write(vals)
        if vals.keys() & {"state", *TERMS}:
            self._after_change(running_before, terms)
        return result

    def _check_write(self, vals):
        """C2, C5: refuse what the tables of states and fields do not allow, to the server's own code as well."""
        target = vals.get("state")
        for agreement in self:
            if target and target != agreement.state and not agreement_states.may_go(
                agreement.state, target, {agreement_states.SYSTEM}
            ):
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "Agreement %(name)s is %(state)s: it cannot become %(target)s.",
                        name=agreement.name,
                        state=labels[agreement.state],
                        target=labels.get(target, target),
                    )
                )
        if self.env.su:
            return
        # The chatter's own fields are Odoo's; computed ones without an inverse store nothing.
        names = {name for name in vals if name in self._fields and not self._is_chatter_field(name)}
        for agreement in self:
            refused = names - agreement._get_editable_fields()
            if refused:
                raise AccessError(
                    self.env._(
                        "You cannot change %(fields)s of agreement %(name)s in its present state. Terms come from approved "
                        "applications, signers from notices, the papers are entered by sales before the hand-over and by "
                        "finance after it, archive number and place by the auditor.",
                        fields=", ".join(sorted(self._fields[name]._description_string(self.env) for name in refused)),
                        name=agreement.name,
                    )
                )

    @api.model
    def _is_chatter_field(self, name):
        return name.startswith(("message_", "activity_")) or name in ("website_message_ids", "my_activity_date_deadline")

    def _get_terms(self):
        self.ensure_one()
        return tuple(self[name] for name in TERMS)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if any(agreement.state != "to_sign" or agreement.application_id for agreement in self):
            raise UserError(self.env._("Agreements are kept (M2): terminate it instead of deleting it."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("An agreement comes only from an approved application (C1): it cannot be copied."))

    # ------------------------------------------------------------------ coming into being

    @api.model
    def _create_from_application(self, application):
        """C1: return the agreement (state "to sign") of an approved application, with the granted limit and dates.

        :raise ValidationError: if the application is not approved
        """
        application.ensure_one()
        application_sudo = application.sudo()
        if application_sudo.approval_state != "approved":
            raise ValidationError(
                self.env._("Application %(name)s is not approved: there is no agreement yet.", name=application_sudo.name)
            )
        agreements_sudo = self.sudo().with_context(clean_context(self.env.context))
        existing = agreements_sudo.search([("application_id", "=", application_sudo.id)], limit=1)
        return existing or agreements_sudo.create(self._prepare_from_application_vals(application_sudo))

    @api.model
    def _prepare_from_application_vals(self, application):
        return {
            "application_id": application.id,
            "kind": "special" if application.special else "standard",
            "company_id": application.company_id.id,
            "currency_id": application.currency_id.id,
            "partner_id": application.partner_id.id,
            "user_id": application.user_id.id,
            "date_start": application.granted_start,
            "date_end": application.granted_end,
            "limit_mode": application.granted_limit_mode,
            "monthly_limit": application.granted_limit if application.granted_limit_mode == "limited" else 0,
            "outlet_ids": [fields.Command.set(application.outlet_ids.ids)],
        }

    @api.model
    def _find_for_charge(self, commercial_partner, company, business_date):
        """D1: return the firm's agreement whose dates cover `business_date` (a suspended one too), or none."""
        domain = Domain("company_id", "=", company.id) & Domain("commercial_partner_id", "=", commercial_partner.id)
        domain &= Domain("state", "!=", "to_sign") & Domain("date_start", "<=", business_date)
        domain &= Domain("date_end", ">=", business_date)
        return self.sudo().search(domain, order="date_start desc, id desc").filtered(
            lambda agreement: agreement._counts_on(business_date)
        )[:1]

    def _counts_on(self, day):
        """C5: True if the agreement's dates cover `day` (its state apart)."""
        self.ensure_one()
        return self.state != "to_sign" and agreement_dates.counts_on(
            day, self.date_start, self.date_end, self.terminated_on
        )
