from odoo import fields, models


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
