from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    _inherit = "res.company"

    hotel_vat_rate = fields.Float(
        "Tax included in slips (%)",
        digits=(5, 2),
        compute="_compute_hotel_vat_rate",
        store=True,
        readonly=False,
        help="Slips are gross amounts. The invoice of the month shows this share of tax in them; 0 for none.",
    )
    hotel_billing_journal_id = fields.Many2one(
        "account.journal",
        "Journal for charges on account",
        domain="[('type', '=', 'sale')]",
        help="Empty: the company's first sales journal.",
    )
    hotel_payment_term_id = fields.Many2one(
        "account.payment.term",
        "Due date of statements",
        default=lambda self: self.env.ref("hotel_credit.payment_term_25", raise_if_not_found=False),
        help="Counted from the last day of the month charged. Delivered: the 25th of the next month.",
    )
    hotel_confirm_day = fields.Integer(
        "Statements are confirmed until the",
        default=5,
        help="Day of the month after the statement's, itself included, until which the customer confirms or disputes.",
    )

    _hotel_vat_rate_range = models.Constraint(
        "CHECK (hotel_vat_rate IS NULL OR (hotel_vat_rate >= 0 AND hotel_vat_rate < 100))",
        "The tax included in slips is at least 0 and below 100 %.",
    )
    _hotel_confirm_day_range = models.Constraint(
        "CHECK (hotel_confirm_day BETWEEN 1 AND 28)",
        "The day until which statements are confirmed is from 1 to 28.",
    )

    @api.depends("country_id")
    def _compute_hotel_vat_rate(self):
        for company in self:
            company.hotel_vat_rate = 6.0 if company.country_id.code == "CN" else 0.0

    def _hotel_day_end_hours(self):
        """Return the local hours (float) at which the business days of the company's outlets end."""
        self.ensure_one()
        outlets = self.env["hotel.outlet"].search([("company_id", "=", self.id)])
        return outlets.mapped("day_end_hour") or [self.hotel_day_end_hour]

    def _hotel_billing_journal(self):
        """Return the sales journal of the month's invoices; empty if the company has none."""
        self.ensure_one()
        return self.hotel_billing_journal_id or self.env["account.journal"].search(
            [*self.env["account.journal"]._check_company_domain(self), ("type", "=", "sale")], limit=1
        )

    def _hotel_payment_term(self):
        """Return the payment term of the month's invoices (default: the 25th of the next month)."""
        self.ensure_one()
        return self.hotel_payment_term_id or self.env.ref("hotel_credit.payment_term_25")

    def _hotel_set_up_accounting(self):
        """F1: give every revenue kind its income account and its included tax in each company of `self`.

        Safe to repeat: what stands already stays; a changed tax rate changes the tax. Call it with sudo.

        :raise UserError: naming the company that has no chart of accounts or no sales journal yet
        """
        products = self.env["hotel.revenue.kind"].search([]).product_id
        for company in self:
            journal = company._hotel_billing_journal()
            account = journal.default_account_id or company.income_account_id
            if not journal or not account:
                raise UserError(
                    self.env._(
                        "%(company)s has no chart of accounts with a sales journal and an income account yet, so slips cannot "
                        "be billed. Choose one in Accounting > Settings > Fiscal Localization.",
                        company=company.display_name,
                    )
                )
            tax = company._hotel_included_tax()
            for product in products.with_company(company):
                if not product.property_account_income_id:
                    product.property_account_income_id = account
                own = product.taxes_id.filtered(lambda each, of=tax.company_id: each.company_id == of)
                if own != tax:
                    product.taxes_id = [*(Command.unlink(old.id) for old in own), Command.link(tax.id)]

    def _hotel_included_tax(self):
        """Return the sales tax of `hotel_vat_rate` per cent that is included in the price; make it if it is missing."""
        self.ensure_one()
        Tax = self.env["account.tax"].with_company(self)
        own = Tax._check_company_domain(self)
        alike = Tax.search(
            [*own, ("type_tax_use", "=", "sale"), ("amount_type", "=", "percent"), ("amount", "=", self.hotel_vat_rate)]
        )
        included = alike.filtered(lambda tax: tax.price_include and not tax.include_base_amount)[:1]
        if included:
            return included
        name = self.env._("%(rate)g%% included", rate=self.hotel_vat_rate)
        if alike:
            # The tax of the chart of accounts knows the accounts and the reports that the tax goes to.
            return alike[0].copy({"name": name, "price_include_override": "tax_included"})
        account = Tax.search([*own, ("type_tax_use", "=", "sale"), ("amount", ">", 0)]).invoice_repartition_line_ids.account_id[:1]
        lines = [
            Command.create({"document_type": document, "repartition_type": kind, "account_id": account.id if kind == "tax" else False})
            for document in ("invoice", "refund")
            for kind in ("base", "tax")
        ]
        return Tax.create(
            {
                "name": name,
                "amount": self.hotel_vat_rate,
                "amount_type": "percent",
                "type_tax_use": "sale",
                "price_include_override": "tax_included",
                "company_id": self.id,
                "country_id": self.account_fiscal_country_id.id or self.country_id.id,
                "repartition_line_ids": lines,
            }
        )
