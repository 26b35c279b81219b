from odoo import api, fields, models


class HotelCreditMonth(models.Model):
    """The counter that holds the monthly limit (D4): one row a firm, currency and month in a company.

    The row belongs to the firm, not to the agreement, so that a renewal in mid-month does not grant two limits.
    Raised only by one ``UPDATE ... WHERE used + amount <= limit``; the CHECK is the last word.
    """

    _name = "hotel.credit.month"
    _description = "Monthly Credit Use"
    _order = "month desc, id desc"

    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, index=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True)
    month = fields.Date(required=True, help="First day of the month.")
    unlimited = fields.Boolean()
    limit = fields.Monetary()
    used = fields.Monetary()

    _unique_month = models.UniqueIndex("(company_id, commercial_partner_id, currency_id, month)")
    _limit_holds = models.Constraint(
        'CHECK (unlimited OR used <= "limit")', "The monthly limit of the agreement cannot be passed."
    )
    _used_not_negative = models.Constraint("CHECK (used >= 0)", "The used amount cannot be negative.")

    @api.model
    def _apply_limit(self, agreement):
        """Put a changed limit of `agreement` into its firm's running month: never below what is used already."""
        agreement.flush_recordset()
        self.env.cr.execute(
            """UPDATE hotel_credit_month SET unlimited = %s, "limit" = greatest(used, %s)
                WHERE company_id = %s AND commercial_partner_id = %s AND currency_id = %s AND month = %s""",
            [
                agreement.limit_mode == "unlimited",
                agreement.monthly_limit,
                agreement.company_id.id,
                agreement.commercial_partner_id.id,
                agreement.currency_id.id,
                agreement.company_id._hotel_today().replace(day=1),
            ],
        )
        self.invalidate_model(["unlimited", "limit"])
