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
    signed_on = fields.Date(copy=False)
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
    archive_number = fields.Char(copy=False, tracking=True)
    archive_place = fields.Char(copy=False, tracking=True)
    archived_by_id = fields.Many2one("res.users", "Filed by", readonly=True, copy=False, ondelete="restrict")
    archived_at = fields.Datetime("Filed", readonly=True, copy=False)

    revision = fields.Integer(readonly=True, copy=False, help="Counted up each time the outlets are told (C3).")
    suspension_ids = fields.One2many("hotel.credit.suspension", "agreement_id", "Suspensions", readonly=True)
    suspension_reason = fields.Text(compute="_compute_suspension_reason")
    termination_reason = fields.Text(readonly=True, copy=False)
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

    def copy(self, default=None):
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

    # ------------------------------------------------------------------ actions

    def action_hand_to_finance(self):
        """C2: hand the signed papers to finance, on the day in `received_on` (default: today), and start its clock.

        :raise UserError: if the papers are with finance already, or the day lies in the future
        """
        self._require_roles(
            {"sales", "finance"}, self.env._("Only sales or finance can hand an agreement over to finance.")
        )
        self.check_access("write")
        for agreement in self:
            agreement_sudo = agreement.sudo().with_context(clean_context(self.env.context))
            today = agreement_sudo.company_id._hotel_today()
            day = agreement_sudo.received_on or today
            if agreement_sudo.state != "to_sign" or agreement_sudo.handed_by_id:
                raise UserError(self.env._("Agreement %(name)s is with finance already.", name=agreement_sudo.name))
            if day > today:
                raise UserError(
                    self.env._(
                        "Received by finance on %(day)s: this day is still to come. Enter the day of receipt.", day=day
                    )
                )
            agreement_sudo._start_entry_clock(day, self.env.user)
        return True

    def _start_entry_clock(self, day, user):
        """C2: finance has a working day (setting) after the day of receipt."""
        company = self.company_id
        due = self.env["hotel.workdays"].deadline(
            company._hotel_utc(fields.Datetime.to_datetime(day)), company.hotel_agreement_entry_days, company
        )
        self.write({"received_on": day, "handed_by_id": user.id, "entry_due": due})
        owner = company.hotel_finance_head_id or user
        self.env["hotel.clock"].start(
            self, "agreement_entry", due, owner, name=self.env._("Enter the agreement"), remind_before=None
        )
        finance = self.env.ref("hotel_base.group_finance").all_user_ids.filtered(
            lambda each: each.active and company in each.company_ids
        )
        for each in finance:
            self.activity_schedule(
                "hotel_credit.mail_activity_agreement_entry",
                date_deadline=company._hotel_local(due).date(),
                user_id=each.id,
                summary=self.env._("Enter and activate agreement %(name)s", name=self.name),
            )

    def action_activate(self):
        """C1, C2: finance puts the agreement in force.

        :raise UserError: naming all that is missing
        """
        self._require_transition("active")
        for agreement in self:
            agreement_sudo = agreement.sudo().with_context(clean_context(self.env.context))
            agreement_sudo.lock_for_update()
            agreement_sudo.invalidate_recordset(["state"])
            if agreement_sudo.state != "to_sign":
                raise UserError(self.env._("Agreement %(name)s is not waiting to be signed.", name=agreement_sudo.name))
            problems = agreement_sudo._get_activation_problems()
            if problems:
                raise UserError(
                    self.env._(
                        "Agreement %(name)s cannot be activated. Missing:\n%(problems)s",
                        name=agreement_sudo.name,
                        problems="\n".join(f"- {problem}" for problem in problems),
                    )
                )
            agreement_sudo._activate(self.env.user)
        return True

    def _get_activation_problems(self):
        """C1: return in words all that stands in the way of the activation."""
        self.ensure_one()
        problems = self._get_missing_papers()
        if not self.handed_by_id:
            problems.append(self.env._("the hand-over to finance with the day of receipt"))
        if self.date_end < self.company_id._hotel_today():
            problems.append(self.env._("a last day that is not past (%(day)s)", day=self.date_end))
        other = self.search(
            [
                ("id", "!=", self.id),
                ("company_id", "=", self.company_id.id),
                ("commercial_partner_id", "=", self.commercial_partner_id.id),
                ("state", "in", agreement_states.RUNNING),
                ("date_start", "<=", self.date_end),
                ("date_end", ">=", self.date_start),
            ],
            limit=1,
        )
        if other:
            problems.append(
                self.env._(
                    "the end of agreement %(other)s, which runs from %(start)s to %(end)s",
                    other=other.name,
                    start=other.date_start,
                    end=other.date_end,
                )
            )
        return problems

    def _activate(self, user):
        self.ensure_one()
        now = fields.Datetime.now()
        today = self.company_id._hotel_today()
        for signer in self.signer_ids.filtered(lambda each: not each.valid_from):
            signer.valid_from = self.letter_received_on or self.received_on or today
        self.write({"state": "active", "activated_by_id": user.id, "activated_at": now})
        self.env["hotel.clock"].stop(self, "agreement_entry", when=now)
        self.activity_unlink(["hotel_credit.mail_activity_agreement_entry"])
        self._ask_for_archiving()

    def _ask_for_archiving(self):
        """C2: tell the auditors that there is an agreement to file."""
        for auditor in self.env.ref("hotel_base.group_auditor").all_user_ids.filtered(
            lambda each: each.active and self.company_id in each.company_ids
        ):
            self.activity_schedule(
                "hotel_credit.mail_activity_agreement_archive",
                user_id=auditor.id,
                summary=self.env._("File agreement %(name)s", name=self.name),
            )

    def action_suspend(self, reason):
        """C6: the finance head or GM suspends the agreement by hand, with a reason."""
        self._require_transition("suspended")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement._get_locked_sudo()._suspend("hand", reason, user=self.env.user)
        return True

    def action_lift(self, reason):
        """C6: the finance head or GM lifts every running suspension, with a reason."""
        self._require_transition("active")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement_sudo = agreement._get_locked_sudo()
            if agreement_sudo.state != "suspended":
                raise UserError(self.env._("Agreement %(name)s is not suspended.", name=agreement_sudo.name))
            agreement_sudo._lift(None, reason, user=self.env.user)
        return True

    def action_terminate(self, reason):
        """C6: the finance head or GM ends the agreement from today on, with a reason."""
        self._require_transition("terminated")
        reason = self._clean_reason(reason)
        for agreement in self:
            agreement_sudo = agreement._get_locked_sudo()
            agreement_sudo.write({
                "state": "terminated",
                "terminated_on": agreement_sudo.company_id._hotel_today(),
                "termination_reason": reason,
                "terminated_by_id": self.env.uid,
            })
            agreement_sudo.message_post(body=self.env._("Terminated: %(reason)s", reason=reason))
        return True

    def action_open_notices(self):
        """Open the notices that added and ended this agreement's signers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_credit.hotel_credit_signer_notice_action")
        action["domain"] = [("agreement_id", "=", self.id)]
        action["context"] = {"default_agreement_id": self.id}
        return action

    def action_open_application(self):
        """Open the application that this agreement comes from."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hotel.credit.application",
            "res_id": self.application_id.id,
            "views": [(False, "form")],
        }

    def action_open_charges(self):
        """Open the slips charged on this agreement."""
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_credit.hotel_charge_action")
        action["domain"] = [("agreement_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_ask_suspend(self):
        """Open the dialog that asks for the reason of a suspension."""
        return self.env["hotel.credit.reason"]._open("agreement_suspend", self.ensure_one())

    def action_ask_lift(self):
        """Open the dialog that asks for the reason of lifting a suspension."""
        return self.env["hotel.credit.reason"]._open("agreement_lift", self.ensure_one())

    def action_ask_terminate(self):
        """Open the dialog that asks for the reason of the termination."""
        return self.env["hotel.credit.reason"]._open("agreement_terminate", self.ensure_one())

    def _suspend(self, kind, reason, user=None, documents=None):
        """Suspend for a cause: by "hand" (C6), "documents" (A8), "dunning" (G2). The server's own call; causes add up."""
        for agreement in self:
            self.env["hotel.credit.suspension"].sudo().create({
                "agreement_id": agreement.id,
                "kind": kind,
                "reason": reason,
                "suspended_by_id": user.id if user else False,
                "document_ids": [fields.Command.set(documents.ids)] if documents else False,
            })
            if agreement.state != "suspended":
                agreement.sudo().write({"state": "suspended"})
            agreement.message_post(body=self.env._("Suspended: %(reason)s", reason=reason))

    def _lift(self, kind, reason, user=None):
        """Lift the running suspensions of a kind (None: all); the agreement is active again when none is left."""
        for agreement in self:
            running = agreement.sudo().suspension_ids.filtered(lambda each: not each.lifted_at)
            lifted = running.filtered(lambda each: not kind or each.kind == kind)
            lifted.write({
                "lifted_at": fields.Datetime.now(),
                "lifted_by_id": user.id if user else False,
                "lift_reason": reason,
            })
            if agreement.state == "suspended" and not running - lifted:
                agreement.sudo().write({"state": "active"})
            agreement.message_post(body=self.env._("Suspension lifted: %(reason)s", reason=reason))

    def _get_locked_sudo(self):
        self.check_access("read")
        agreement_sudo = self.sudo().with_context(clean_context(self.env.context))
        agreement_sudo.lock_for_update()
        agreement_sudo.invalidate_recordset(["state"])
        return agreement_sudo

    def _clean_reason(self, reason):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say the reason: it is kept with the agreement (C6)."))
        return reason

    def _require_roles(self, roles, message):
        if not self.env.su and not roles & self._get_roles():
            raise AccessError(message)

    def _require_transition(self, target):
        """C5, C6: refuse a way that the table does not show, or that another role goes."""
        self.check_access("read")
        labels = dict(self._fields["state"]._description_selection(self.env))
        roles = self._get_roles()
        for agreement in self:
            state = agreement.state
            if not agreement_states.may_go(state, target, {agreement_states.SYSTEM}) and state != target:
                raise UserError(
                    self.env._(
                        "Agreement %(name)s is %(state)s: it cannot become %(target)s.",
                        name=agreement.name,
                        state=labels[state],
                        target=labels[target],
                    )
                )
            # A suspended agreement may be suspended for a further cause: by those who may suspend a running one.
            source = "active" if state == target == "suspended" else state
            if not agreement_states.may_go(source, target, roles):
                who = agreement_states.TRANSITIONS[source].get(target, set())
                raise AccessError(
                    self.env._(
                        "Agreement %(name)s is made %(target)s by %(who)s only.",
                        name=agreement.name,
                        target=labels[target],
                        who=", ".join(
                            sorted(self.env.ref(f"hotel_base.group_{role}").sudo().name for role in who if role != "system")
                        )
                        or self.env._("the system"),
                    )
                )

    # ------------------------------------------------------------------ telling the outlets (C3)

    def _after_change(self, states_before, terms_before):
        """C3: tell the outlets what changed; have the month's counter take the limit (D3)."""
        for agreement in self:
            before = states_before[agreement.id]
            was_running = before in agreement_states.RUNNING
            is_running = agreement.state in agreement_states.RUNNING
            changed = agreement.id in terms_before and terms_before[agreement.id] != agreement._get_terms()
            if agreement.state == before and not changed or not (was_running or is_running):
                continue
            agreement.sudo()._tell_outlets(agreement._get_change_subject(before))
            if is_running:
                self.env["hotel.credit.month"]._apply_limit(agreement)

    def _get_change_subject(self, before):
        self.ensure_one()
        values = {"name": self.name, "customer": self.commercial_partner_id.name}
        if self.state == before:
            return self.env._("Agreement %(name)s of %(customer)s: terms changed", **values)
        return {
            "active": self.env._("Agreement %(name)s of %(customer)s: suspension lifted, may charge again", **values)
            if before == "suspended"
            else self.env._("Agreement %(name)s of %(customer)s: may charge on account", **values),
            "suspended": self.env._("Agreement %(name)s of %(customer)s: suspended, no charge", **values),
            "expired": self.env._("Agreement %(name)s of %(customer)s: expired, no charge", **values),
            "terminated": self.env._("Agreement %(name)s of %(customer)s: terminated, no charge", **values),
        }[self.state]

    def _tell_outlets(self, subject):
        """C3: ask every outlet of the company to confirm a new revision of this agreement."""
        self.ensure_one()
        self.write({"revision": self.revision + 1})
        outlets = self.env["hotel.outlet"].sudo().search([("company_id", "=", self.company_id.id)])
        self.env["hotel.acknowledgement"].ask(self, self.revision, subject, outlets=outlets)

    # ------------------------------------------------------------------ printing and opening the papers

    def _get_signature_boxes(self):
        """Return the boxes to sign in on the printed agreement; a special organisation seals nothing (C1)."""
        self.ensure_one()
        seal = self.kind == "standard"
        return [
            {"label": self.env._("Hotel: responsible signature and company seal"), "seal": seal},
            {"label": self.env._("Customer: signature and seal"), "seal": seal},
            {"label": self.env._("Hotel: finance seal"), "seal": seal},
        ]

    def _get_letter_boxes(self):
        """Return the boxes to sign in on the printed letter of authorisation."""
        return [{"label": self.env._("Legal representative of the customer"), "seal": True}]

    def action_open_scan(self):
        """C2: open the scanned agreement; the opening is logged."""
        return self._open_paper("scan")

    def action_open_letter(self):
        """C2: open the authorisation letter; the opening is logged."""
        return self._open_paper("letter")

    def _open_paper(self, paper):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hotel_credit/agreement/{self.id}/{paper}", "target": "new"}

    @api.private
    def read_paper(self, paper):
        """C2: return (content: bytes, file name) of the "scan" or the "letter", and log who opened it.

        :raise AccessError: for roles that have no business with the papers
        """
        self.ensure_one()
        self.check_access("read")
        groups = ("sales", "finance", "auditor", "gm", "chairman")
        if not any(self.env.user.has_group(f"hotel_base.group_{group}") for group in groups):
            raise AccessError(self.env._("The papers of an agreement are opened by sales, finance, auditor and GM only."))
        agreement_sudo = self.sudo().with_context(bin_size=False)
        content = agreement_sudo[paper]
        if not content:
            raise UserError(self.env._("Agreement %(name)s: nothing was uploaded here.", name=agreement_sudo.name))
        purposes = {"scan": self.env._("Scanned agreement"), "letter": self.env._("Authorisation letter")}
        self.env["hotel.access.log"].log(self, purposes[paper])
        return content, agreement_sudo[f"{paper}_filename"] or f"{agreement_sudo.name.replace('/', '-')}-{paper}.pdf"
