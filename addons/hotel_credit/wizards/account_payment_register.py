from odoo import api, fields, models


class AccountPaymentRegister(models.TransientModel):
    """F3, F5: the window books what came for the invoices that the payer names; a difference stays open."""

    _inherit = "account.payment.register"

    hotel_receivable = fields.Boolean("Charged on account", compute="_compute_hotel_receivable")
    hotel_can_take_over = fields.Boolean("Leaves a shortfall", compute="_compute_hotel_can_take_over")

    @api.depends("line_ids")
    def _compute_hotel_receivable(self):
        for wizard in self:
            wizard.hotel_receivable = bool(wizard.line_ids.move_id._hotel_receivables())

    @api.depends("hotel_receivable", "payment_difference", "currency_id", "line_ids")
    def _compute_hotel_can_take_over(self):
        for wizard in self:
            currency = wizard.currency_id
            wizard.hotel_can_take_over = (
                wizard.hotel_receivable
                and len(wizard.line_ids.move_id) == 1
                and bool(currency)
                and currency.compare_amounts(wizard.payment_difference, 0.0) > 0
            )

    def _create_payments(self):
        """F3: a write-off that was asked for is left out, whoever asks; the money is booked all the same."""
        guarded = self.hotel_receivable
        if guarded and self.payment_difference_handling == "reconcile":
            # The account goes too: Odoo forces the rate as soon as it is one for exchange differences.
            self.write({"payment_difference_handling": "open", "writeoff_account_id": False})
        return super()._create_payments()

    def action_create_payments(self):
        """F3: tell that a difference which was to be written off stays open."""
        refused = (
            self.hotel_receivable
            and self.payment_difference_handling == "reconcile"
            and not self.currency_id.is_zero(self.payment_difference)
        )
        action = super().action_create_payments()
        if not refused:
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "title": self.env._("The difference stays open"),
                "message": self.env._(
                    "The payment is booked. No difference is written off on what is charged on account (F3): the rest "
                    "stays open, or a named employee takes it over."
                ),
                "next": action if isinstance(action, dict) else {"type": "ir.actions.act_window_close"},
            },
        }

    def action_hotel_take_over(self):
        """F4: book what came, then ask the employee who answers for the rest."""
        self.ensure_one()
        invoice = self.line_ids.move_id
        self._create_payments()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Shortfall"),
            "res_model": "hotel.shortfall",
            "view_mode": "form",
            "context": {"default_move_id": invoice.id, "default_amount": invoice.amount_residual},
        }

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
