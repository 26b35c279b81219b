from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import pace


class HotelCreditAgreementUse(models.Model):
    """What of this month's limit is used, and when it runs out (D11)."""

    _inherit = "hotel.credit.agreement"

    month_limit = fields.Monetary("Limit this month", compute="_compute_month_use")
    month_used = fields.Monetary("Used this month", compute="_compute_month_use")
    month_remaining = fields.Monetary("Remaining", compute="_compute_month_use")
    month_percent = fields.Float(
        "Used of the limit (%)",
        digits=(16, 1),
        compute="_compute_month_use",
        search="_search_month_percent",
        aggregator="avg",
    )
    run_out_on = fields.Date(
        "Limit runs out on",
        compute="_compute_month_use",
        help="From this month's pace so far (D11); empty if the month ends before.",
    )
    near_limit = fields.Boolean(
        "Near the limit", compute="_compute_month_use", search="_search_near_limit", help="From 80 % of the limit (setting)."
    )

    @api.depends("limit_mode", "monthly_limit", "state", "commercial_partner_id")
    def _compute_month_use(self):
        use = self._get_month_use()
        for agreement in self:
            row = use.get(agreement.id, {})
            agreement.month_limit = row.get("limit", 0)
            agreement.month_used = row.get("used", 0)
            agreement.month_remaining = row.get("remaining", 0)
            agreement.month_percent = row.get("percent", 0)
            agreement.run_out_on = row.get("run_out_on", False)
            agreement.near_limit = row.get("near", False)

    def _get_month_use(self):
        """D11: return {agreement id: {"limit", "used", "remaining", "percent", "run_out_on", "near"}} of this month.

        Amounts are in the agreement's currency, `remaining` is 0 and `unlimited` True without a limit. One query for
        all agreements of a company.
        """
        result = {}
        for company, agreements in self.filtered("id").grouped("company_id").items():
            company_sudo = company.sudo()
            today = company_sudo._hotel_today()
            rows = {
                (row.commercial_partner_id.id, row.currency_id.id): row
                for row in self.env["hotel.credit.month"].sudo().search([
                    ("company_id", "=", company.id),
                    ("month", "=", today.replace(day=1)),
                    ("commercial_partner_id", "in", agreements.commercial_partner_id.ids),
                ])
            }
            for agreement in agreements:
                row = rows.get((agreement.commercial_partner_id.id, agreement.currency_id.id))
                result[agreement.id] = agreement._prepare_month_use(row, today, company_sudo.hotel_limit_warn_percent)
        return result

    def _prepare_month_use(self, row, today, warn_percent):
        unlimited = row.unlimited if row else self.limit_mode == "unlimited"
        used = row.used if row else 0
        if unlimited:
            return {"unlimited": True, "limit": 0, "used": used, "remaining": 0, "percent": 0, "run_out_on": False, "near": False}
        limit = row.limit if row else self.monthly_limit
        return {
            "unlimited": False,
            "limit": limit,
            "used": used,
            "remaining": max(0, limit - used),
            "percent": used * 100 / limit if limit else 0,
            "run_out_on": pace.run_out_day(today, used, limit) or False,
            "near": pace.is_near(used, limit, warn_percent),
        }

    def _search_month_percent(self, operator, value):
        if operator not in (">", ">=", "<", "<=") or isinstance(value, str):
            return NotImplemented
        compare = {">": SQL(">"), ">=": SQL(">="), "<": SQL("<"), "<=": SQL("<=")}[operator]
        used = SQL(
            'm.used * 100 %(compare)s m."limit" * %(value)s', compare=compare, value=value
        )
        with_row = self._get_month_row_query(SQL("m.unlimited IS NOT TRUE AND %s", used))
        if operator in (">", ">="):
            return Domain("id", "in", with_row)
        # Without a row, or without a limit, nothing of the limit is used.
        return ~Domain("id", "in", self._get_month_row_query(SQL("m.unlimited IS NOT TRUE AND NOT (%s)", used)))

    def _search_near_limit(self, operator, value):
        if operator != "in":
            return NotImplemented
        near = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("month_percent", ">=", company.sudo().hotel_limit_warn_percent)
            for company in self.env.companies
        )
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return near if True in wanted else ~near

    def _get_month_row_query(self, condition):
        """Return the ids of the agreements whose firm's counter of this month meets the condition, as SQL."""
        months = [(company.id, company.sudo()._hotel_today().replace(day=1)) for company in self.env.companies]
        of_month = SQL(" OR ").join(
            SQL("(m.company_id = %s AND m.month = %s)", company_id, month) for company_id, month in months
        )
        return SQL(
            """(SELECT a.id FROM hotel_credit_agreement a JOIN hotel_credit_month m
                ON m.company_id = a.company_id AND m.commercial_partner_id = a.commercial_partner_id
                    AND m.currency_id = a.currency_id
                WHERE a.state IN ('active', 'suspended') AND (%s) AND %s)""",
            of_month,
            condition,
        )
