from odoo import models


class AccountPaymentRegister(models.TransientModel):
    """F5: in this wizard the payer says which invoices are paid, so nothing else is settled."""

    _inherit = "account.payment.register"

    def _create_payment_vals_from_wizard(self, batch_result):
        return self._with_hotel_values(super()._create_payment_vals_from_wizard(batch_result), batch_result)

    def _create_payment_vals_from_batch(self, batch_result):
        return self._with_hotel_values(super()._create_payment_vals_from_batch(batch_result), batch_result)

    def _with_hotel_values(self, vals, batch_result):
        agreement = batch_result["lines"].hotel_agreement_id
        return {
            **vals,
            "hotel_oldest_first": False,
            **({"hotel_agreement_id": agreement.id} if len(agreement) == 1 else {}),
        }
