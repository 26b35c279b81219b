from odoo import api, models

from ..rules import club_points as rule

PAID = ("paid", "in_payment")


class AccountMove(models.Model):
    """I13: a paid invoice earns the club's points, once; one that is not paid any more takes them back at night."""

    _inherit = "account.move"

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        self.sudo()._hotel_club_earn()
        return result

    def _hotel_club_earn(self):
        """Book the points of paid customer invoices (superuser mode)."""
        invoices = self.filtered(lambda move: move.move_type == "out_invoice" and move.state == "posted")
        partners = invoices.partner_id | invoices.commercial_partner_id
        members = self.env["hotel.club.member"].search([("partner_id", "in", partners.ids), ("state", "=", "active")])
        known = {(member.company_id, member.partner_id): member for member in members}
        for move in invoices:
            member = known.get((move.company_id, move.partner_id)) or known.get((move.company_id, move.commercial_partner_id))
            if not member:
                continue
            policy = member._get_policy()
            amount = move.currency_id._convert(move.amount_total, policy.currency_id, move.company_id, move.invoice_date or move.date)
            points = rule.earned(amount, policy.amount_per_point, member.tier_id.factor or 1.0)
            member._earn("business", move.name, points, move)

    @api.model
    def _hotel_club_unpaid(self, limit):
        """Return up to `limit` entries whose invoice is not paid any more, or was credited."""
        entries = self.env["hotel.club.entry"]
        self.env["account.move"].flush_model(["payment_state", "state"])
        entries.flush_model()
        self.env.cr.execute(
            """SELECT e.id FROM hotel_club_entry e JOIN account_move m ON m.id = e.res_id
                WHERE e.kind = 'business' AND e.res_model = 'account.move' AND e.left_out IS NOT TRUE
                  AND (m.payment_state NOT IN %s OR m.state <> 'posted') ORDER BY e.id LIMIT %s""",
            (PAID, limit),
        )
        return entries.browse(row[0] for row in self.env.cr.fetchall())
