from odoo import models
from odoo.tools import SQL

from odoo.addons.hotel_credit.rules.charge_values import REVENUE_KINDS


class HotelCustomerClassProposal(models.Model):
    """I1: what is charged and not billed yet is revenue too; what is billed comes with its invoice."""

    _inherit = "hotel.customer.class.proposal"

    def _hotel_revenue_sources(self, start, end):
        sources = super()._hotel_revenue_sources(start, end)
        company = self.company_id
        net = self._get_net_shares(company)
        rates = self._get_charge_rates(company, end)
        sources.append(
            SQL(
                """SELECT c.commercial_partner_id AS partner_id, (%(net)s) * r.rate AS amount
                     FROM hotel_charge c
                     JOIN unnest(%(currencies)s::int[], %(rates)s::numeric[]) AS r(currency_id, rate) ON r.currency_id = c.currency_id
                    WHERE c.company_id = %(company)s AND c.state = 'authorised'
                      AND c.business_date >= %(start)s AND c.business_date < %(end)s""",
                net=SQL(" + ").join(
                    SQL("COALESCE(%s, 0) * %s::numeric", SQL.identifier("c", f"amount_{kind}"), net[kind]) for kind in REVENUE_KINDS
                ),
                currencies=list(rates),
                rates=list(rates.values()),
                company=company.id,
                start=start,
                end=end,
            )
        )
        return sources

    def _get_net_shares(self, company):
        """Return {revenue kind: share of a slip's amount that is left without its tax}, as the invoice will have it."""
        kinds = self.env["hotel.revenue.kind"].with_company(company).search([])
        return {
            kind.code: kind.tax_ids.compute_all(100.0, currency=company.currency_id)["total_excluded"] / 100.0 if kind.tax_ids else 1.0
            for kind in kinds
        }

    def _get_charge_rates(self, company, day):
        """Return {currency id: amount in the hotel's currency for 1}, of the currencies in which agreements are made."""
        currencies = self.env["hotel.credit.agreement"]._read_group([("company_id", "=", company.id)], ["currency_id"])
        return {
            currency.id: currency._get_conversion_rate(currency, company.currency_id, company, day) for (currency,) in currencies
        }
