from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

#: Contact data of a customer (C8). `parent_id` and `type` are among them, for they decide which address is the firm's
#: and who gets its papers.
WATCHED = ("phone", "email", "street", "street2", "zip", "city", "state_id", "country_id", "parent_id", "type")
#: Who sees what a firm may charge and owes.
CREDIT_GROUPS = ",".join(
    f"hotel_base.group_{role}"
    for role in ("cashier", "sales", "department_head", "finance", "gm", "chairman", "auditor")
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    hotel_verification = fields.Char(
        "Identity verified by",
        compute="_compute_hotel_verification",
        readonly=False,
        help="How you made sure that the change of the customer's contact data comes from the customer, for example "
        "'called back on the known number' (C8). Needed with each change, kept with the old and new values.",
    )
    hotel_is_customer = fields.Boolean("Charges on account", compute="_compute_hotel_is_customer", compute_sudo=True)
    hotel_agreement_ids = fields.One2many(
        "hotel.credit.agreement", compute="_compute_hotel_agreements", groups=CREDIT_GROUPS, string="Credit agreements"
    )
    hotel_agreement_id = fields.Many2one(
        "hotel.credit.agreement", "Credit agreement", compute="_compute_hotel_credit", groups=CREDIT_GROUPS
    )
    hotel_agreement_state = fields.Selection(
        lambda self: self.env["hotel.credit.agreement"]._fields["state"]._description_selection(self.env),
        "State of the agreement",
        compute="_compute_hotel_credit",
        groups=CREDIT_GROUPS,
    )
    hotel_agreement_end = fields.Date(
        "Agreement's last day", compute="_compute_hotel_credit", groups=CREDIT_GROUPS
    )
    hotel_credit_currency_id = fields.Many2one("res.currency", compute="_compute_hotel_credit", groups=CREDIT_GROUPS)
    hotel_unlimited = fields.Boolean("No limit", compute="_compute_hotel_credit", groups=CREDIT_GROUPS)
    hotel_limit = fields.Monetary(
        "Limit of this month",
        currency_field="hotel_credit_currency_id",
        compute="_compute_hotel_credit",
        groups=CREDIT_GROUPS,
    )
    hotel_used = fields.Monetary(
        "Used this month",
        currency_field="hotel_credit_currency_id",
        compute="_compute_hotel_credit",
        groups=CREDIT_GROUPS,
    )
    hotel_remaining = fields.Monetary(
        "Remaining", currency_field="hotel_credit_currency_id", compute="_compute_hotel_credit", groups=CREDIT_GROUPS
    )
    hotel_overdue = fields.Monetary(
        "Overdue",
        currency_field="hotel_company_currency_id",
        compute="_compute_hotel_overdue",
        groups=CREDIT_GROUPS,
        help="Open invoices of the firm that are past their due date, in the company's currency.",
    )
    hotel_company_currency_id = fields.Many2one("res.currency", compute="_compute_hotel_overdue", groups=CREDIT_GROUPS)
    hotel_signer_ids = fields.One2many(
        "hotel.credit.signer", string="Authorised signers", compute="_compute_hotel_credit", groups=CREDIT_GROUPS
    )
    hotel_agreement_count = fields.Integer(compute="_compute_hotel_counts", groups=CREDIT_GROUPS)
    hotel_application_count = fields.Integer(compute="_compute_hotel_counts", groups=CREDIT_GROUPS)
    hotel_charge_count = fields.Integer(compute="_compute_hotel_counts", groups=CREDIT_GROUPS)

    # ------------------------------------------------------------------ what the firm may charge

    def _compute_hotel_verification(self):
        # Given with each change anew, never kept on the contact.
        self.hotel_verification = False

    @api.depends("commercial_partner_id")
    def _compute_hotel_is_customer(self):
        customers = self._get_hotel_customers()
        for partner in self:
            partner.hotel_is_customer = partner.commercial_partner_id.id in customers

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_hotel_agreements(self):
        agreements = self.env["hotel.credit.agreement"].search(self._get_hotel_firm_domain())
        by_firm = agreements.grouped("commercial_partner_id")
        for partner in self:
            partner.hotel_agreement_ids = by_firm.get(partner.commercial_partner_id, agreements.browse())

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_hotel_credit(self):
        """C7: the agreement of the firm in the user's company that counts today, its month's limit, use and remainder."""
        company = self.env.company.sudo()
        today = company._hotel_today()
        domain = self._get_hotel_firm_domain() & Domain("state", "!=", "to_sign") & Domain("date_start", "<=", today)
        found = {}
        for agreement in self.env["hotel.credit.agreement"].search(domain, order="date_start, id"):
            # The one that counts today goes before one that has ended.
            known = found.get(agreement.commercial_partner_id)
            if not known or agreement._counts_on(today) or not known._counts_on(today):
                found[agreement.commercial_partner_id] = agreement
        use = self.env["hotel.credit.agreement"].concat(*found.values())._get_month_use()
        for partner in self:
            agreement = found.get(partner.commercial_partner_id, self.env["hotel.credit.agreement"])
            row = use.get(agreement.id, {})
            partner.hotel_agreement_id = agreement
            partner.hotel_agreement_state = agreement.state
            partner.hotel_agreement_end = agreement.date_end
            partner.hotel_signer_ids = agreement.signer_ids.filtered("valid")
            partner.hotel_unlimited = row.get("unlimited", False)
            partner.hotel_credit_currency_id = agreement.currency_id or company.currency_id
            partner.hotel_limit = row.get("limit", 0)
            partner.hotel_used = row.get("used", 0)
            partner.hotel_remaining = row.get("remaining", 0)

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_hotel_overdue(self):
        company = self.env.company.sudo()
        # Cashiers and salespeople do not read the accounts; what leaves here is one figure a firm.
        rows = self.env["account.move.line"].sudo()._read_group(
            Domain("company_id", "=", company.id)
            & Domain("partner_id", "child_of", self.commercial_partner_id.ids)
            & Domain("account_type", "=", "asset_receivable")
            & Domain("parent_state", "=", "posted")
            & Domain("reconciled", "=", False)
            & Domain("date_maturity", "<", company._hotel_today()),
            ["partner_id"],
            ["amount_residual:sum"],
        )
        overdue = {}
        for debtor, amount in rows:
            firm = debtor.commercial_partner_id.id
            overdue[firm] = overdue.get(firm, 0) + amount
        for partner in self:
            partner.hotel_company_currency_id = company.currency_id
            partner.hotel_overdue = max(0, overdue.get(partner.commercial_partner_id.id, 0))

    @api.depends_context("company")
    def _compute_hotel_counts(self):
        domain = self._get_hotel_firm_domain()
        for model, field in (
            ("hotel.credit.agreement", "hotel_agreement_count"),
            ("hotel.credit.application", "hotel_application_count"),
            ("hotel.charge", "hotel_charge_count"),
        ):
            counts = {}
            if self.env[model].has_access("read"):
                counts = {
                    firm.id: count
                    for firm, count in self.env[model]._read_group(domain, ["commercial_partner_id"], ["__count"])
                }
            for partner in self:
                partner[field] = counts.get(partner.commercial_partner_id.id, 0)

    def _get_hotel_firm_domain(self):
        return Domain("company_id", "=", self.env.company.id) & Domain(
            "commercial_partner_id", "in", self.commercial_partner_id.ids
        )

    def _get_hotel_customers(self):
        """Return the ids of these partners' firms that have an application or agreement in any company."""
        firms = self.commercial_partner_id
        if not firms.ids:
            return set()
        customers = set()
        for model in ("hotel.credit.agreement", "hotel.credit.application"):
            groups = self.env[model].sudo()._read_group(
                [("commercial_partner_id", "in", firms.ids)], ["commercial_partner_id"]
            )
            customers |= {firm.id for (firm,) in groups}
        return customers

    def action_hotel_agreements(self):
        """Open the firm's agreements."""
        return self._get_hotel_action("hotel_credit.hotel_credit_agreement_action")

    def action_hotel_applications(self):
        """Open the firm's applications."""
        return self._get_hotel_action("hotel_credit.hotel_credit_application_action")

    def action_hotel_charges(self):
        """Open the firm's slips."""
        return self._get_hotel_action("hotel_credit.hotel_charge_action")

    def action_hotel_contact_changes(self):
        """Open what was changed in the firm's contact data."""
        return self._get_hotel_action("hotel_credit.hotel_contact_change_action")

    def _get_hotel_action(self, xmlid):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("commercial_partner_id", "=", self.commercial_partner_id.id)]
        action["context"] = {}
        return action

    # ------------------------------------------------------------------ changes of contact data (C8)

    @api.model_create_multi
    def create(self, vals_list):
        verifications = [vals.pop("hotel_verification", None) for vals in vals_list]
        partners = super().create(vals_list)
        parents = partners.filtered(lambda partner: partner.parent_id and partner.type != "contact")
        customers = parents._get_hotel_customers() if parents else ()
        for partner, given in zip(partners, verifications, strict=True):
            # A further address decides where statements and invoices go: it is a change of the firm's data.
            # A further person of the firm, without an address of its own, is not.
            if partner in parents and partner.commercial_partner_id.id in customers:
                values = {name: partner[name] for name in WATCHED}
                partner._record_contact_change({}, values, given)
        return partners

    def write(self, vals):
        if "hotel_verification" in vals:
            # What belongs to this change (addresses taken over by the firm, bank accounts, contacts in the same form)
            # is verified by it. The context carries the statement itself: it is asked for, recorded, and skips nothing.
            verification = vals["hotel_verification"]
            vals = {name: value for name, value in vals.items() if name != "hotel_verification"}
            return self.with_context(hotel_verification=verification).write(vals)
        if not vals.keys() & set(WATCHED):
            return super().write(vals)
        before_customers = self._get_hotel_customers()
        before = {
            partner.id: {name: partner[name] for name in WATCHED if name in vals} for partner in self
        }
        result = super().write(vals)
        customers = before_customers | (self._get_hotel_customers() if "parent_id" in vals else set())
        for partner in self if customers else ():
            # The firm after the change, or (first) the one that it was taken from.
            old_parent = before[partner.id].get("parent_id")
            if partner.commercial_partner_id.id in customers or (
                "parent_id" in vals and old_parent and old_parent.commercial_partner_id.id in customers
            ):
                after = {name: partner[name] for name in before[partner.id]}
                partner._record_contact_change(before[partner.id], after)
        return result

    def _record_contact_change(self, before, after, verification=None):
        """C8: keep the old and new values; refuse staff who do not say how the identity was verified.

        :param before: {field: value} before the change, {} for a new record
        :param after: {field: value} after it
        :raise UserError: naming the contact and what was changed
        """
        changed = {name: value for name, value in after.items() if before.get(name, False) != value}
        changed = {name: value for name, value in changed.items() if value or before.get(name)}
        if not before:
            # A new address: its parent and its role are no news by themselves.
            changed = {name: value for name, value in changed.items() if name not in ("parent_id", "type")}
        self._store_contact_change(
            [
                (name, self._fields[name]._description_string(self.env), before.get(name), value)
                for name, value in changed.items()
            ],
            verification,
        )

    def _store_contact_change(self, changes, verification):
        """C8: keep [(field, label, old, new)] of a contact of a customer firm, with who and how verified."""
        self.ensure_one()
        if not changes:
            return
        source = self._get_change_source()
        verification = (verification or self.env.context.get("hotel_verification") or "").strip()
        if source == "staff" and not verification:
            raise UserError(
                self.env._(
                    "%(contact)s belongs to a customer who charges on account. You change %(fields)s: say in "
                    "'%(label)s' how you made sure that the change comes from the customer, for example by calling back "
                    "on the known number (C8).",
                    contact=self.display_name,
                    fields=", ".join(label for _name, label, _old, _new in changes),
                    label=self._fields["hotel_verification"]._description_string(self.env),
                )
            )
        self.env["hotel.contact.change"].sudo().with_context(clean_context(self.env.context)).create([
            {
                "partner_id": self.id,
                "partner_name": self.display_name,
                "commercial_partner_id": self.commercial_partner_id.id,
                "field_name": name,
                "field_label": label,
                "old_value": self._format_contact_value(old),
                "new_value": self._format_contact_value(new),
                "source": source,
                "verification": verification or False,
                "user_id": self.env.uid,
            }
            for name, label, old, new in changes
        ])

    def _get_change_source(self):
        """Return who changes: the customer (portal, also through the portal's own sudo), the system, or staff."""
        if self.env.user.share:
            return "customer"
        return "system" if self.env.su else "staff"

    @api.model
    def _format_contact_value(self, value):
        if isinstance(value, models.BaseModel):
            return value.display_name if value else False
        if value is True:
            return self.env._("yes")
        return value or False
