from odoo import fields, models


class HotelBadDebtRecovery(models.Model):
    """What came in of a bad debt after all (G7). Written by the server alone; the entry is the record."""

    _name = "hotel.bad.debt.recovery"
    _description = "Recovery of a Bad Debt"
    _inherit = ["hotel.protected.mixin"]
    _order = "date desc, id desc"
    _server_fields = frozenset({"debt_id", "date", "amount", "to_employees", "move_id", "user_id"})

    debt_id = fields.Many2one("hotel.bad.debt", "Bad debt", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="debt_id.company_id")
    currency_id = fields.Many2one(related="debt_id.currency_id")
    date = fields.Date(required=True, readonly=True)
    amount = fields.Monetary(required=True, readonly=True)
    to_employees = fields.Monetary("Off the employees' receivables", readonly=True)
    move_id = fields.Many2one("account.move", "Entry", required=True, readonly=True, index=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "Booked by", required=True, readonly=True, ondelete="restrict")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "What came in must be above zero.")
