from collections import defaultdict

from odoo import fields, models

from ..rules import billing


class HotelCharge(models.Model):
    """What the customer disputed and the hotel allowed on a slip (F2, F3)."""

    _inherit = "hotel.charge"

    allowance_ids = fields.One2many("hotel.sales.allowance", "charge_id", "Allowances", readonly=True)
    dispute_ids = fields.One2many("hotel.statement.dispute", "charge_id", "Disputes", readonly=True)

    def _get_allowed(self):
        """F3: return {slip id: {kind: Decimal}} of what was allowed on the slips (approved)."""
        allowed = defaultdict(dict)
        sums = [f"amount_{kind}:sum" for kind in billing.KINDS]
        for charge, *amounts in self.env["hotel.sales.allowance"].sudo()._read_group(
            [("charge_id", "in", self.ids), ("approval_state", "=", "approved")], ["charge_id"], sums
        ):
            allowed[charge.id] = {kind: billing.exact(amount) for kind, amount in zip(billing.KINDS, amounts, strict=True)}
        return allowed
