from odoo import api, models


class HotelCreditRecord(models.AbstractModel):
    _inherit = "hotel.credit.record"

    @api.model
    def _count_disputes(self, agreement_sudo):
        """A7: statements of the agreement of which the customer disputed a line, and did not take it back."""
        disputes = self.env["hotel.statement.dispute"].sudo()
        groups = disputes._read_group(
            [("agreement_id", "=", agreement_sudo.id), ("state", "!=", "withdrawn")], ["statement_id"]
        )
        return super()._count_disputes(agreement_sudo) + len(groups)
