from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

from odoo.addons.hotel_credit.models.res_partner import CREDIT_GROUPS


class ResPartner(models.Model):
    """What a caller has to know of a customer who charges on account."""

    _inherit = "res.partner"

    def _hotel_story(self):
        """Append agreement, use, debts and revenue, for the roles that see them on the customer's form as well."""
        sections = super()._hotel_story()
        if self.env.user.has_groups(CREDIT_GROUPS):
            lines = self._hotel_story_agreement() + self._hotel_story_debts() + self._hotel_story_charges()
            if lines:
                sections.append({"title": self.env._("Charging on account"), "lines": lines})
        return sections

    def _hotel_story_agreement(self):
        agreement = self.hotel_agreement_id
        if not agreement:
            return []
        state = dict(agreement._fields["state"]._description_selection(self.env))[agreement.state]
        currency = self.hotel_credit_currency_id
        if self.hotel_unlimited:
            words = self.env._(
                "%(number)s, %(state)s: %(used)s used this month, no limit", number=agreement.name, state=state,
                used=format_amount(self.env, self.hotel_used, currency),
            )  # fmt: skip
        else:
            words = self.env._(
                "%(number)s, %(state)s: %(used)s used of %(limit)s this month, %(remaining)s left", number=agreement.name, state=state,
                used=format_amount(self.env, self.hotel_used, currency), limit=format_amount(self.env, self.hotel_limit, currency),
                remaining=format_amount(self.env, self.hotel_remaining, currency),
            )  # fmt: skip
        return [{"date": format_date(self.env, agreement.date_end), "text": words, "kind": "done" if agreement.state == "active" else "dissatisfied"}]

    def _hotel_story_debts(self):
        """Return what is overdue, and the last month's statement if it is not confirmed."""
        lines = []
        company = self.env.company.sudo()
        if self.hotel_overdue > 0:
            words = self.env._("%s overdue", format_amount(self.env, self.hotel_overdue, self.hotel_company_currency_id))
            lines.append({"date": format_date(self.env, company._hotel_today()), "text": words, "kind": "dissatisfied"})
        statement = self.env["hotel.statement"].search(
            [("commercial_partner_id", "=", self.commercial_partner_id.id), ("company_id", "=", company.id)], order="month desc, id desc", limit=1
        )
        if statement and statement.state != "draft":
            state = dict(statement._fields["state"]._description_selection(self.env))[statement.state]
            words = self.env._(
                "Statement of %(month)s: %(state)s, balance %(amount)s", month=format_date(self.env, statement.month, date_format="MMM y"),
                state=state, amount=format_amount(self.env, statement.closing, statement.currency_id),
            )  # fmt: skip
            late = statement.state == "disputed" or (
                statement.state == "sent" and statement.confirm_until and statement.confirm_until < company._hotel_today()
            )
            lines.append({"date": format_date(self.env, statement.date_end), "text": words, "kind": "dissatisfied" if late else "done"})
        return lines

    def _hotel_story_charges(self):
        """Return the revenue of the last 12 months and the last slip."""
        company = self.env.company.sudo()
        since = company._hotel_today() - relativedelta(months=12)
        domain = (
            Domain("commercial_partner_id", "=", self.commercial_partner_id.id)
            & Domain("company_id", "=", company.id)
            & Domain("state", "!=", "voided")
        )
        sums = self.env["hotel.charge"]._read_group(domain & Domain("business_date", ">=", since), ["currency_id"], ["amount:sum", "__count"])
        last = self.env["hotel.charge"].search(domain, order="business_date desc, id desc", limit=1)
        return [
            {
                "date": format_date(self.env, last.business_date),
                "text": self.env._(
                    "%(amount)s on %(count)s slips in 12 months; last at %(outlet)s", amount=format_amount(self.env, amount, currency), count=count,
                    outlet=last.outlet_id.name,
                ),
                "kind": "stay",
            }
            for currency, amount, count in sums
        ]  # fmt: skip
