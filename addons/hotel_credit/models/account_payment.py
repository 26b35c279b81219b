from odoo import api, fields, models


class AccountPayment(models.Model):
    """F5: a payment of a firm with a credit agreement settles the oldest due first, unless the payer says otherwise."""

    _inherit = "account.payment"

    hotel_agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        "Credit agreement",
        compute="_compute_hotel_agreement_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        domain="[('company_id', '=', company_id), ('partner_id', 'child_of', commercial_hotel_partner_id)]",
        help="On whose statement the part shows that settles no invoice yet.",
    )
    commercial_hotel_partner_id = fields.Many2one(related="partner_id.commercial_partner_id", string="Firm")
    hotel_oldest_first = fields.Boolean(
        "Settle the oldest due first",
        default=True,
        help="Untick where the payer names the invoices that are paid, and add the payment to those.",
    )

    @api.depends("partner_id", "company_id", "payment_type", "partner_type")
    def _compute_hotel_agreement_id(self):
        received = self.filtered(lambda payment: payment.partner_type == "customer" and payment.partner_id)
        payers = {
            payment: (payment.company_id.id, payment.partner_id.commercial_partner_id.id, payment.date) for payment in received
        }
        found = self.env["hotel.credit.agreement"]._find_for_money(payers.values()) if payers else {}
        for payment in self:
            payment.hotel_agreement_id = found.get(payers.get(payment), False)

    def _generate_journal_entry(self, *args, **kwargs):
        result = super()._generate_journal_entry(*args, **kwargs)
        for payment in self.filtered("hotel_agreement_id"):
            payment.move_id.sudo().hotel_agreement_id = payment.hotel_agreement_id
        return result

    def action_post(self):
        result = super().action_post()
        self.filtered("hotel_oldest_first")._hotel_settle_oldest()
        return result

    def action_hotel_settle_oldest(self):
        """F5: settle what the customer owes from what is left of the payment, the oldest due first."""
        self.check_access("write")
        self._hotel_settle_oldest()
        return True

    def _hotel_settle_oldest(self):
        """Reconcile what is left of received payments with the firm's open invoices: named ones, then the oldest due.

        Partial: the remainder of the last invoice, or of the payment, stays open.
        """
        for payment in self.filtered(
            lambda p: p.hotel_agreement_id and p.payment_type == "inbound" and p.partner_type == "customer"
        ):
            payment.move_id.line_ids.filtered(
                lambda line: line.account_type == "asset_receivable"
                and not line.reconciled
                and line.parent_state == "posted"
                and line.balance < 0
            )._hotel_settle(payment.memo)

    @api.model
    def _hotel_settle_from_account(self, partners, company):
        """F5: settle new invoices of the firms `partners` from what they had paid in advance."""
        self.search(
            [
                ("company_id", "=", company.id),
                ("hotel_oldest_first", "=", True),
                ("hotel_agreement_id", "!=", False),
                ("partner_type", "=", "customer"),
                ("payment_type", "=", "inbound"),
                ("is_reconciled", "=", False),
                ("state", "in", ("in_process", "paid")),
                ("partner_id", "child_of", partners.ids),
            ],
            order="date, id",
        )._hotel_settle_oldest()
