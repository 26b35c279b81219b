from odoo import fields, models


class AccountMoveLine(models.Model):
    """A journal item knows who is liable for its entry; its agreement: account_move_line_agreement.py."""

    _inherit = "account.move.line"

    hotel_salesperson_id = fields.Many2one(
        related="move_id.hotel_salesperson_id", string="Who is liable", store=True, groups="base.group_user"
    )
