from odoo import fields, models


class AccountMoveLine(models.Model):
    """A journal item knows the agreement of its entry, so that receivables are found by it."""

    _inherit = "account.move.line"

    hotel_agreement_id = fields.Many2one(
        related="move_id.hotel_agreement_id", string="Credit agreement", store=True, index="btree_not_null"
    )
    hotel_salesperson_id = fields.Many2one(related="move_id.hotel_salesperson_id", string="Who is liable", store=True)
