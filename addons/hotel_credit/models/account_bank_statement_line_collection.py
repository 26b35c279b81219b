from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang


class AccountBankStatementLine(models.Model):
    """F5: money on the bank's statement settles what the payer names, then the oldest due; what is left stays open."""

    _inherit = "account.bank.statement.line"

    hotel_oldest_first = fields.Boolean(
        "Settle the oldest due first",
        default=True,
        help="Untick where the payer wants it otherwise; invoices that the text names are settled first in any case.",
    )
    hotel_proposal = fields.Char(
        "Would settle", compute="_compute_hotel_proposal", help="The invoices in their order, with what each would get."
    )

    @api.depends("partner_id", "amount", "payment_ref", "is_reconciled")
    def _compute_hotel_proposal(self):
        for line in self:
            parts = []
            left = line.amount_residual if line._hotel_can_settle() else 0.0
            left = abs(left)
            partner = line.partner_id or line._hotel_find_payer()
            items = self.env["account.move.line"]._hotel_find_open(line.company_id, partner) if left and partner else []
            currency = line.foreign_currency_id or line.currency_id
            for item in (item for group in items and items._hotel_in_order(currency, line.payment_ref) for item in group):
                if item.currency_id != currency or currency.compare_amounts(left, 0.0) <= 0:
                    break
                part = min(left, item.amount_residual_currency)
                left -= part
                parts.append(f"{item.move_id.name}: {formatLang(self.env, part, currency_obj=currency)}")
            line.hotel_proposal = ", ".join(parts)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(
            lambda line: line.company_id.hotel_settle_bank_lines and line.hotel_oldest_first and line._hotel_can_settle()
        )._hotel_settle_oldest()
        return lines

    def action_hotel_settle_oldest(self):
        """F5: book these lines on their customers' accounts and settle what is owed, the oldest due first.

        :raise UserError: naming the lines of which the customer is not known
        """
        self.check_access("write")
        lines = self.filtered(lambda line: line._hotel_can_settle())
        unknown = lines.filtered(lambda line: not line.partner_id and not line._hotel_find_payer())
        if unknown:
            raise UserError(
                self.env._(
                    "The payer is not known: %(lines)s. Choose the partner of the line first.",
                    lines=", ".join(line.payment_ref or line.display_name for line in unknown),
                )
            )
        lines._hotel_settle_oldest()
        return True

    def _hotel_can_settle(self):
        """Return whether the line is money that came in and still waits on the suspense account."""
        self.ensure_one()
        return self.amount > 0 and not self.is_reconciled and bool(self._seek_for_lines()[1])

    def _hotel_find_payer(self):
        """Return the firm charged on account that a line without partner names by its bank account or by its name."""
        self.ensure_one()
        Partner = self.env["res.partner"]
        found = Partner
        if self.account_number:
            found = self.env["res.partner.bank"].search(
                [("sanitized_acc_number", "=", "".join(filter(str.isalnum, self.account_number)).upper())]
            ).partner_id
        if not found and self.partner_name:
            found = Partner.search([("name", "=ilike", self.partner_name), ("is_company", "=", True)], limit=2)
        agreements = self.env["hotel.credit.agreement"]._find_for_money(
            (self.company_id.id, firm.id, self.date) for firm in found.commercial_partner_id
        )
        known = found.filtered(
            lambda partner: (self.company_id.id, partner.commercial_partner_id.id, self.date) in agreements
        )
        return known if len(known.commercial_partner_id) == 1 else Partner

    def _hotel_settle_oldest(self):
        """F5: move what waits on the suspense account to the customer's account, then settle with it.

        Only customers charged on account; the part that settles nothing yet shows on the statement of the day's agreement.
        """
        for line in self.filtered(lambda each: not each.partner_id):
            line.partner_id = line._hotel_find_payer()[:1]
        keys = {line: (line.company_id.id, line.partner_id.commercial_partner_id.id, line.date) for line in self}
        agreements = self.env["hotel.credit.agreement"]._find_for_money(keys.values())
        for line in self:
            agreement_id = agreements.get(keys[line])
            if not agreement_id:
                continue
            suspense = line._seek_for_lines()[1]
            account = line.partner_id.with_company(line.company_id).property_account_receivable_id
            move = line.move_id
            move.sudo().hotel_agreement_id = agreement_id
            move.with_context(skip_readonly_check=True).write(
                {
                    "line_ids": [
                        Command.update(suspense.id, {"account_id": account.id, "partner_id": line.partner_id.id})
                    ]
                }
            )
            suspense._hotel_settle(line.payment_ref)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    @api.model
    def _hotel_settle_from_account(self, partners, company):
        """F5: besides payments, what came in advance by bank lines settles new invoices."""
        super()._hotel_settle_from_account(partners, company)
        self.env["account.move.line"].search(
            [
                ("company_id", "=", company.id),
                ("partner_id", "child_of", partners.ids),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
                ("balance", "<", 0),
                ("statement_line_id.hotel_oldest_first", "=", True),
            ],
            order="date, id",
        )._hotel_settle()
