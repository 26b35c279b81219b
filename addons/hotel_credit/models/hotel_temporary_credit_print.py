from odoo import models

from ..rules import liability
from ..rules.charge_values import REVENUE_KINDS


class HotelTemporaryCredit(models.Model):
    """M3: what the printed form shows."""

    _inherit = "hotel.temporary.credit"

    def _get_printed_amounts(self):
        """Return the amounts by revenue kind, those that are zero left out."""
        kinds = {kind.code: kind.name for kind in self.env["hotel.revenue.kind"].search([])}
        return [
            {"name": kinds.get(kind, kind), "amount": self[f"amount_{kind}"]} for kind in REVENUE_KINDS if self[f"amount_{kind}"]
        ]

    def _get_printed_liability(self):
        """E2: return who bears which share of the whole amount; before the approval whoever is the GM now."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()
        half, rest = liability.split(self.amount, [1, 1], self.currency_id.decimal_places)
        gm = self.gm_id or company_sudo.hotel_gm_id
        return [
            {"name": self.user_id.sudo().name, "role": self.env._("Guarantor"), "share": 50, "amount": float(half)},
            {"name": gm.sudo().name, "role": self.env._("General manager"), "share": 50, "amount": float(rest)},
        ]

    def _get_signatures(self):
        """Return the boxes to sign in: guarantor, GM (as decided on the screen) and the customer."""
        self.ensure_one()
        decided = self.sudo().approval_step_ids.filtered(
            lambda step: step.state == "approved" and step.round == self.approval_round
        )[-1:]
        return [
            {
                "label": self.env._("Guarantor (department head)"),
                "name": self.signed_at and self.user_id.sudo().name,
                "date": self.signed_at,
                "image": self.signature,
            },
            {"label": self.env._("General manager"), "name": decided.decided_by_id.name, "date": decided.decided_at},
            {"label": self.env._("Customer"), "seal": self.commercial_partner_id.is_company},
            {"label": self.env._("Finance")},
        ]
