from odoo import api, fields, models


class AccountMoveLine(models.Model):
    """A journal item knows the agreement of its entry, so that receivables are found by it.

    F1: what a customer pays through a line of the bank counts for its agreement, also what settles nothing yet.
    """

    _inherit = "account.move.line"

    hotel_agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        "Credit agreement",
        compute="_compute_hotel_agreement_id",
        store=True,
        index="btree_not_null",
        help="That of the entry; of money on a line of the bank, the firm's newest on the day it was booked.",
    )

    @api.depends("move_id.hotel_agreement_id", "move_id.statement_line_id", "partner_id", "account_id")
    def _compute_hotel_agreement_id(self):
        from_bank = self.filtered(
            lambda line: not line.move_id.hotel_agreement_id
            and line.move_id.statement_line_id
            and line.partner_id
            and line.account_id.account_type == "asset_receivable"
        )
        newest = from_bank._get_newest_agreements()
        for line in self:
            line.hotel_agreement_id = line.move_id.hotel_agreement_id or (
                newest.get((line.company_id.id, line.partner_id.commercial_partner_id.id)) if line in from_bank else False
            )

    def _get_newest_agreements(self):
        """Return {(company id, firm id): its newest agreement that was signed}."""
        agreements = self.env["hotel.credit.agreement"].sudo().search(
            [
                ("company_id", "in", self.company_id.ids),
                ("commercial_partner_id", "in", self.partner_id.commercial_partner_id.ids),
                ("state", "!=", "to_sign"),
            ],
            order="date_start, id",
        )
        return {
            (agreement.company_id.id, agreement.commercial_partner_id.id): agreement.sudo(False) for agreement in agreements
        }
