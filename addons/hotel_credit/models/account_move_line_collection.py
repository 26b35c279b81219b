from odoo import api, models

from ..rules import payer


class AccountMoveLine(models.Model):
    """F5: money settles what the payer names, then the oldest due."""

    _inherit = "account.move.line"

    @api.model
    def _hotel_find_open(self, company, partner, account=None):
        """Return the open items of a firm's posted invoices, the oldest due first.

        :param partner: the firm or one of its contacts
        :param account: receivable account that the items stand on; None: any
        """
        domain = [
            ("company_id", "=", company.id),
            ("account_type", "=", "asset_receivable"),
            ("partner_id", "child_of", partner.commercial_partner_id.ids),
            ("move_id.move_type", "=", "out_invoice"),
            ("parent_state", "=", "posted"),
            ("reconciled", "=", False),
            ("amount_residual_currency", ">", 0),
        ]
        if account:
            domain.append(("account_id", "=", account.id))
        return self.search(domain, order="date_maturity, date, id")

    def _hotel_in_order(self, currency, text=None):
        """F5: return these open items in the order in which money in `currency` settles them, as a list of groups.

        What the payer names comes first, then what is in the money's own currency; what is in another one only if
        nothing else is open. Within a group Odoo's reconciliation takes the oldest due first.

        :param text: the payment's memo or the bank line's label
        """
        numbers = {}
        for item in self:
            for number in (item.move_id.name, item.move_id.sudo().hotel_statement_id.name):
                if number:
                    numbers.setdefault(number, self.browse())
                    numbers[number] |= item
        names = payer.named(text, numbers)
        chosen = self.browse().union(*(numbers[name] for name in names))
        others = self - chosen
        same = others.filtered(lambda item: item.currency_id == currency)
        return [group for group in (*(numbers[name] for name in names), same or others) if group]

    def _hotel_settle(self, text=None):
        """F5: settle what the firm owes with these credit items, in the order of `_hotel_in_order`.

        Partial: the remainder of the last invoice, or of the money, stays open.
        """
        for line in self:
            items = self._hotel_find_open(line.company_id, line.partner_id, line.account_id)
            for group in items._hotel_in_order(line.currency_id, text):
                group = group.filtered(lambda item: not item.reconciled)
                if line.reconciled:
                    break
                if group:
                    (line + group).reconcile()
