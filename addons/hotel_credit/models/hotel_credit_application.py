from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.hotel_base.models.hotel_approval_mixin import STATES

from ..rules.renewal import is_late_filing
from ..tools.amounts import check_amounts
from .hotel_credit_document_type import KINDS

LIMIT_MODES = [("limited", "Monthly limit"), ("unlimited", "No limit")]
LIMITS = {"requested_limit", "granted_limit"}


class HotelCreditApplication(models.Model):
    """A customer's request to charge on account: filed by sales, reviewed tier by tier (A1-A7, B1-B7).

    What the reviewers ask, hold and write is in `hotel_credit_application_review.py`, the customer's past record in
    `hotel_credit_application_record.py`.
    """

    _name = "hotel.credit.application"
    _description = "Credit Application"
    _inherit = ["hotel.approval.mixin", "hotel.numbered.mixin"]
    _mail_post_access = "read"
    _order = "id desc"
    _check_company_auto = True
    _server_fields = frozenset({"name", "filed_on", "late_filing", "required_type_ids", "agreement_id"})

    # Repeated so that the labels are this addon's own records, which its translation reaches.
    approval_state = fields.Selection(STATES)
    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    kind = fields.Selection(KINDS, required=True, default="new", tracking=True)
    special = fields.Boolean(
        "Special organisation",
        compute="_compute_special",
        store=True,
        help="Government bodies, public institutions and the like: no seal, no signature. A renewal follows the "
        "agreement that it renews.",
    )
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict", tracking=True, check_company=True
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True, string="Firm"
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Contact person",
        compute="_compute_contact",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        domain="[('commercial_partner_id', '=', commercial_partner_id), ('is_company', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        tracking=True,
        domain="[('share', '=', False)]",
    )
    lead_id = fields.Many2one("crm.lead", "Opportunity", index="btree_not_null", ondelete="set null", copy=False)
    previous_agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        "Agreement to renew",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('commercial_partner_id', '=', commercial_partner_id), "
        "('state', 'in', ['active', 'suspended', 'expired'])]",
    )
    outlet_ids = fields.Many2many(
        "hotel.outlet", string="Outlets", check_company=True, help="Where the customer wants to charge; none = all."
    )
    purpose = fields.Text("Reason", help="Why the customer wants to charge on account, and what it will consume.")
    limit_mode = fields.Selection(LIMIT_MODES, "Limit", required=True, default="limited", tracking=True)
    requested_limit = fields.Monetary("Monthly limit asked for", tracking=True)
    requested_start = fields.Date(
        "First day asked for", tracking=True, default=lambda self: self._default_start(), help="Default: the next month's first."
    )
    requested_end = fields.Date(
        "Last day asked for",
        tracking=True,
        default=lambda self: self._default_start() + relativedelta(years=1, days=-1),
        help="The last day itself is valid. Default: a year.",
    )
    granted_limit_mode = fields.Selection(LIMIT_MODES, "Granted", copy=False, tracking=True)
    granted_limit = fields.Monetary("Monthly limit granted", copy=False, tracking=True)
    granted_start = fields.Date("First day granted", copy=False, tracking=True)
    granted_end = fields.Date("Last day granted", copy=False, tracking=True)
    document_ids = fields.One2many("hotel.credit.document", "application_id", "Documents")
    required_type_ids = fields.Many2many(
        "hotel.credit.document.type",
        "hotel_credit_application_required_type_rel",
        string="Documents asked for",
        readonly=True,
        copy=False,
        help="M6: what the list asked for when the application was submitted.",
    )
    investigation_ids = fields.One2many("hotel.credit.investigation", "application_id", "Investigation reports")
    investigation_id = fields.Many2one(
        "hotel.credit.investigation",
        "Passed report",
        compute="_compute_investigation",
        store=True,
        ondelete="restrict",
        help="The latest version, if it was passed and not sent back.",
    )
    investigation_count = fields.Integer(compute="_compute_investigation_count")
    grade = fields.Selection(related="investigation_id.grade", store=True)
    agreement_id = fields.Many2one(
        "hotel.credit.agreement", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    filed_on = fields.Date("Filed on", readonly=True, copy=False, help="Day of the first submission.")
    renewal_due = fields.Date("Filing due", compute="_compute_renewal_due", help="A6: file the renewal by this day.")
    late_filing = fields.Boolean("Filed late", readonly=True, copy=False)
    renewal_notice = fields.Char(compute="_compute_renewal_due")

    _dates_in_order = models.Constraint(
        "CHECK (requested_end >= requested_start AND granted_end >= granted_start)",
        "The last day cannot lie before the first day.",
    )
    _limits_not_negative = models.Constraint(
        "CHECK (requested_limit >= 0 AND granted_limit >= 0)", "A monthly limit cannot be negative."
    )
    # Two applications of one firm under review would become two agreements.
    _one_under_review = models.UniqueIndex(
        "(company_id, commercial_partner_id) WHERE approval_state = 'pending'",
        "Another application of this customer is under review already.",
    )

    @api.model
    def _default_start(self):
        return self.env.company._hotel_today() + relativedelta(months=1, day=1)

    # ------------------------------------------------------------------------------------------------ computes

    @api.depends("kind", "previous_agreement_id.kind")
    def _compute_special(self):
        for application in self:
            application.special = application.kind == "special" or (
                application.kind == "renewal" and application.previous_agreement_id.kind == "special"
            )

    @api.depends("partner_id")
    def _compute_contact(self):
        """A customer that is a person of the firm is the contact; else the firm's first person."""
        for application in self:
            partner = application.partner_id
            if application.contact_id.commercial_partner_id == partner.commercial_partner_id and application.contact_id:
                continue
            if partner and not partner.is_company:
                application.contact_id = partner
            else:
                application.contact_id = partner.child_ids.filtered(lambda child: child.type == "contact")[:1]

    @api.depends("investigation_ids.state", "investigation_ids.version")
    def _compute_investigation(self):
        for application in self:
            latest = application.investigation_ids.filtered(lambda report: report.state != "draft").sorted("version")[-1:]
            application.investigation_id = latest.filtered(lambda report: report.state == "passed")

    @api.depends("investigation_ids")
    def _compute_investigation_count(self):
        for application in self:
            application.investigation_count = len(application.investigation_ids)

    @api.depends("kind", "previous_agreement_id.renewal_due", "approval_state", "filed_on", "late_filing")
    def _compute_renewal_due(self):
        """A6: the day by which to file, and what a late filing means."""
        for application in self:
            end = application.kind == "renewal" and application.previous_agreement_id.date_end
            if not end:
                application.renewal_due = application.renewal_notice = False
                continue
            application.renewal_due = application.previous_agreement_id.renewal_due
            today = application.company_id._hotel_today()
            late = application.late_filing or (
                not application.filed_on and is_late_filing(today, application.renewal_due)
            )
            application.renewal_notice = late and self.env._(
                "The renewal was due on %(due)s. It is accepted late, without a bridging charge: from the day after "
                "%(end)s on nothing can be charged until the new agreement is active.",
                due=fields.Date.to_string(application.renewal_due),
                end=fields.Date.to_string(end),
            )

    @api.depends("name", "partner_id.name")
    def _compute_display_name(self):
        for application in self:
            parts = [application.name, application.partner_id.commercial_partner_id.name]
            application.display_name = " ".join(part for part in parts if part)

    # ----------------------------------------------------------------------------------- onchanges, constraints

    @api.onchange("kind", "partner_id", "company_id")
    def _onchange_previous_agreement(self):
        if self.kind != "renewal":
            self.previous_agreement_id = False
        elif self.previous_agreement_id.commercial_partner_id != self.commercial_partner_id:
            self.previous_agreement_id = self._find_running_agreement()

    @api.onchange("previous_agreement_id")
    def _onchange_terms(self):
        if self.kind == "renewal" and self.previous_agreement_id:
            self.update(self._prepare_renewal_vals(self.previous_agreement_id))

    @api.onchange("company_id")
    def _onchange_company(self):
        self.currency_id = self.company_id.currency_id

    @api.constrains("kind", "previous_agreement_id", "partner_id", "company_id")
    def _check_previous_agreement(self):
        for application in self.filtered("previous_agreement_id"):
            if application.kind != "renewal":
                raise ValidationError(self.env._("Only a renewal names an agreement to renew. Clear it or choose 'Renewal'."))
            if application.previous_agreement_id.commercial_partner_id != application.commercial_partner_id:
                raise ValidationError(
                    self.env._(
                        "Agreement %(agreement)s belongs to %(owner)s, not to %(firm)s. Choose the firm's own.",
                        agreement=application.previous_agreement_id.name,
                        owner=application.previous_agreement_id.commercial_partner_id.name,
                        firm=application.commercial_partner_id.name,
                    )
                )

    # ---------------------------------------------------------------------------------------------------- CRUD

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            check_amounts(self, vals, LIMITS)
        return super().create(vals_list)

    def write(self, vals):
        """A5: a report that was passed is about one customer and branch; neither changes under it."""
        check_amounts(self, vals, LIMITS)
        for name in {"partner_id", "company_id"} & vals.keys():
            changed = self.filtered(lambda application, name=name: application[name].id != vals[name])
            if reported := changed.filtered(
                lambda application: any(report.state != "draft" for report in application.investigation_ids)
            ):
                raise UserError(
                    self.env._(
                        "%(applications)s: %(field)s stays, since an investigation report on this customer was passed. "
                        "File a new application instead.",
                        applications=", ".join(reported.mapped("name")),
                        field=self._fields[name]._description_string(self.env),
                    )
                )
        return super().write(vals)

    # ------------------------------------------------------------------------------------------------- actions

    @api.model
    def _action_new(self, partner, lead=None):
        """Make a draft application for `partner` (a renewal if its firm has a running agreement) and open it."""
        partner.ensure_one()
        vals = {"partner_id": partner.id, "lead_id": lead.id if lead else False}
        agreement = self.new(vals)._find_running_agreement()
        if agreement:
            vals |= {"kind": "renewal", "previous_agreement_id": agreement.id, **self._prepare_renewal_vals(agreement)}
        return self.create(vals)._get_records_action()

    def _find_running_agreement(self):
        """Return the firm's agreement in this company that runs or has just run out, the latest; may be empty."""
        return self.env["hotel.credit.agreement"].search(
            Domain("commercial_partner_id", "=", self.commercial_partner_id.id or False)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", ["active", "suspended", "expired"]),
            order="date_end desc",
            limit=1,
        )

    @api.model
    def _prepare_renewal_vals(self, agreement):
        """Return what a renewal asks for at first: the same terms, from the day after, for as long as before."""
        start = agreement.date_end + relativedelta(days=1)
        return {
            "limit_mode": agreement.limit_mode,
            "requested_limit": agreement.monthly_limit,
            "requested_start": start,
            "requested_end": start + (agreement.date_end - agreement.date_start),
            "outlet_ids": [fields.Command.set(agreement.outlet_ids.ids)],
            "currency_id": agreement.currency_id.id,
        }

    def action_new_investigation(self):
        """A4: open the draft of the investigation report; the next version is begun if there is none."""
        self.ensure_one()
        draft = self.investigation_ids.filtered(lambda report: report.state == "draft")
        if not draft:
            previous = self.investigation_ids.sorted("version")[-1:]
            vals = {"application_id": self.id}
            if previous:
                # The next version goes on from what was found before; the grade and limit are judged anew.
                vals |= {name: previous[name] for name in ("company_size", "business_results", "credit_standing")}
            draft = self.env["hotel.credit.investigation"].create(vals)
        return draft._get_records_action()

    def action_open_investigations(self):
        """Open all versions of the investigation report."""
        self.ensure_one()
        return self.investigation_ids._get_records_action(name=self.env._("Investigation reports"))

    def action_open_agreement(self):
        """Open the agreement that the application became."""
        self.ensure_one()
        return self.agreement_id._get_records_action()

    def action_open_lead(self):
        """Open the opportunity that the application came from."""
        self.ensure_one()
        return self.lead_id._get_records_action()
