from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import pace

#: Counters told in one step; a step is one transaction.
TELL_LIMIT = 200


class HotelCreditMonthTell(models.Model):
    """The salesperson is told, once a month, that a firm has used 80 % (setting) of its limit (D11)."""

    _inherit = "hotel.credit.month"

    told_at = fields.Datetime("Salesperson told", readonly=True, copy=False)

    # Without `used`: an index that holds it would have to be rewritten with every charge.
    _untold = models.Index("(month, company_id) WHERE told_at IS NULL AND unlimited IS NOT TRUE")

    @api.model
    def _cron_tell_near_limit(self):
        """Tell what is near its limit. A charge never waits for this: it runs on its own, every few minutes."""
        cron = self.env["ir.cron"]
        while told := self._tell_near_limit(TELL_LIMIT):
            if not cron._commit_progress(told):
                break

    @api.model
    def _tell_near_limit(self, limit=None):
        """Tell up to `limit` counters of the running months and mark them. Never commits. Return how many."""
        found = self.browse()
        for company in self.env["res.company"].sudo().search([]):
            month = company._hotel_today().replace(day=1)
            self.env.cr.execute(
                """SELECT id FROM hotel_credit_month
                    WHERE told_at IS NULL AND unlimited IS NOT TRUE AND used > 0 AND company_id = %s AND month = %s
                        AND used * 100 >= "limit" * %s
                    ORDER BY id LIMIT %s""",
                [company.id, month, company.hotel_limit_warn_percent, limit],
            )
            found |= self.browse([row_id for (row_id,) in self.env.cr.fetchall()])
        if not found:
            return 0
        told = found._tell_salespeople()
        # The row is the tills' own: it is locked last and shortly, by the statement that marks it.
        self.env.cr.execute(
            "UPDATE hotel_credit_month SET told_at = now() AT TIME ZONE 'UTC' WHERE id = ANY(%s)", [list(found.ids)]
        )
        found.invalidate_recordset(["told_at"])
        return told

    def _tell_salespeople(self):
        """Give the salesperson of each counter's running agreement an activity. Return the number of counters."""
        agreements = self.env["hotel.credit.agreement"].sudo().search(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("commercial_partner_id", "in", self.commercial_partner_id.ids)
            & Domain("state", "in", ("active", "suspended"))
        )
        by_firm = {
            (agreement.company_id, agreement.commercial_partner_id, agreement.currency_id): agreement
            for agreement in agreements.sorted("date_start")
            if agreement._counts_on(agreement.company_id._hotel_today())
        }
        for row in self:
            agreement = by_firm.get((row.company_id, row.commercial_partner_id, row.currency_id))
            if not agreement:
                continue
            today = row.company_id._hotel_today()
            day = pace.run_out_day(today, row.used, row.limit)
            env = agreement.with_context(lang=agreement.user_id.lang).env
            values = {
                "customer": row.commercial_partner_id.name,
                "percent": round(row.used * 100 / row.limit) if row.limit else 100,
                "limit": row.currency_id.format(row.limit),
            }
            summary = env._("%(customer)s has used %(percent)s %% of the month's limit of %(limit)s", **values)
            note = env._("At this pace the limit runs out on %(day)s.", day=day) if day else ""
            agreement.activity_schedule(
                "hotel_credit.mail_activity_near_limit",
                date_deadline=today,
                user_id=agreement.user_id.id,
                summary=summary,
                note=note,
            )
        return len(self)
