from odoo import api, fields, models
from odoo.tools import SQL


class HotelCreditDifference(models.Model):
    """A monthly counter that does not agree with its slips, found by the nightly recount (D4).

    Only reported, never repaired by itself: a difference means that something wrote past the charge, and a person has to
    find out what before the figures are put right.
    """

    _name = "hotel.credit.difference"
    _description = "Counter that Differs from its Slips"
    _inherit = ["hotel.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "found_at desc, id desc"
    _server_fields = frozenset(
        {"company_id", "commercial_partner_id", "currency_id", "month", "counted", "charged", "found_at", "gone_at"}
    )

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, readonly=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    counted = fields.Monetary("On the counter", readonly=True)
    charged = fields.Monetary("On the slips", readonly=True, help="Sum of the slips that are not voided.")
    difference = fields.Monetary(compute="_compute_difference", help="Counter less slips.")
    found_at = fields.Datetime("Found", required=True, readonly=True)
    gone_at = fields.Datetime("Agrees again since", readonly=True)
    explanation = fields.Text(help="What was found to be the cause, and what was done.")

    _one_open = models.UniqueIndex(
        "(company_id, commercial_partner_id, currency_id, month) WHERE gone_at IS NULL"
    )

    @api.depends("counted", "charged")
    def _compute_difference(self):
        for row in self:
            row.difference = row.counted - row.charged

    @api.depends("commercial_partner_id", "month")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.commercial_partner_id.name} {row.month:%Y-%m}" if row.month else False

    @api.model
    def _cron_recount(self):
        """D4: compare every counter with its slips and tell the finance heads what differs. Run nightly."""
        self._recount()

    @api.model
    def _recount(self):
        """D4: compare counters and slips in one statement (one snapshot: tills may go on charging meanwhile).

        :return: the differences that are open now, new ones with an activity for the company's finance head
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """SELECT company_id, commercial_partner_id, currency_id, month, SUM(counted), SUM(charged)
                     FROM (SELECT company_id, commercial_partner_id, currency_id, month, used AS counted, 0 AS charged
                             FROM hotel_credit_month
                            UNION ALL
                           SELECT company_id, commercial_partner_id, currency_id, date_trunc('month', business_date)::date,
                                  0, amount
                             FROM hotel_charge WHERE state <> 'voided') AS both_sides
                    GROUP BY company_id, commercial_partner_id, currency_id, month
                   HAVING SUM(counted) <> SUM(charged)"""
            )
        )
        found = {tuple(row[:4]): row[4:] for row in self.env.cr.fetchall()}
        now = fields.Datetime.now()
        open_rows = {row._key(): row for row in self.sudo().search([("gone_at", "=", False)])}
        for key, row in open_rows.items():
            counted, charged = found.get(key, (row.counted, row.charged))
            row.write({"counted": counted, "charged": charged, "gone_at": key not in found and now})
        new = self.sudo().create(
            [
                {
                    **dict(zip(("company_id", "commercial_partner_id", "currency_id", "month"), key, strict=True)),
                    "counted": counted,
                    "charged": charged,
                    "found_at": now,
                }
                for key, (counted, charged) in found.items()
                if key not in open_rows
            ]
        )
        new._tell_finance_head()
        return new + self.browse(row.id for key, row in open_rows.items() if key in found)

    def _key(self):
        return self.company_id.id, self.commercial_partner_id.id, self.currency_id.id, self.month

    def _tell_finance_head(self):
        for row in self:
            row.activity_schedule(
                "hotel_credit.mail_activity_difference",
                date_deadline=row.company_id._hotel_today(),
                user_id=row.company_id.hotel_finance_head_id.id or self.env.uid,
                summary=self.env._(
                    "Counter of %(firm)s for %(month)s: %(counted)s, slips: %(charged)s",
                    firm=row.commercial_partner_id.name,
                    month=row.month.strftime("%Y-%m"),
                    counted=row.currency_id.format(row.counted),
                    charged=row.currency_id.format(row.charged),
                ),
            )
