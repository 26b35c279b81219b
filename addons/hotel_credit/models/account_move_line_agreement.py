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
        help="That of the entry; of money on a line of the bank, the firm's on that day.",
    )

    @api.depends("move_id.hotel_agreement_id", "move_id.statement_line_id", "partner_id", "account_id")
    def _compute_hotel_agreement_id(self):
        payers = {
            line: (line.company_id.id, line.partner_id.commercial_partner_id.id, line.date)
            for line in self
            if not line.move_id.hotel_agreement_id
            and line.move_id.statement_line_id
            and line.partner_id
            and line.account_id.account_type == "asset_receivable"
        }
        found = self.env["hotel.credit.agreement"]._find_for_money(payers.values()) if payers else {}
        for line in self:
            line.hotel_agreement_id = line.move_id.hotel_agreement_id.id or found.get(payers.get(line))
