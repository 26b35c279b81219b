from odoo import fields, models


class HotelStatement(models.Model):
    """The month of one agreement: opening balance, slips, allowances, payments, closing balance (F1)."""

    _name = "hotel.statement"
    _description = "Statement of Account"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "month desc, id desc"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="restrict")
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, index=True, ondelete="restrict")
    commercial_partner_id = fields.Many2one("res.partner", "Firm", required=True, index=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", required=True)
    month = fields.Date(required=True, help="First day of the month.")
    move_id = fields.Many2one("account.move", "Invoice", index="btree_not_null", ondelete="restrict")
    charge_ids = fields.One2many("hotel.charge", "statement_id", "Slips")

    _unique_month = models.UniqueIndex("(agreement_id, month)")
