from odoo import fields, models


class AccountMove(models.Model):
    """I2: the day on which a month's bill was paid, for rules that thank for it."""

    _inherit = "account.move"

    hotel_paid_on = fields.Date(
        "Paid on", readonly=True, copy=False, help="Day on which an invoice of charges on account was paid in full, as it was booked."
    )

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        paid = self.filtered(lambda move: move.move_type == "out_invoice" and move.hotel_agreement_id)
        for company, moves in paid.grouped("company_id").items():
            moves.sudo().hotel_paid_on = company._hotel_today()
        return result
