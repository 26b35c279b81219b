import base64
import csv
from io import StringIO

from odoo import models


class HotelBadDebtRecord(models.Model):
    """G3, G4: the hotel's own evidence: what is overdue since when, and every warning that was sent."""

    _inherit = "hotel.bad.debt"

    def _prepare_record_vals(self):
        """Return the values of the evidence that lists the invoices of the claim and their dunning notices (CSV)."""
        self.ensure_one()
        text = StringIO()
        rows = csv.writer(text)
        env = self.env
        rows.writerow([self.name, self.partner_id.commercial_partner_id.name, self.company_id.name, self.company_id._hotel_today()])
        rows.writerow([])
        rows.writerow([env._("Invoice"), env._("Invoice date"), env._("Was due"), env._("Days overdue"), env._("Open"), env._("Currency")])
        for line in self.line_ids:
            rows.writerow(
                [line.invoice, line.move_id.invoice_date, line.due_date, line.overdue_days, line.open_amount, self.currency_id.name]
            )
        rows.writerow([])
        rows.writerow([env._("Notice"), env._("Invoice"), env._("Due on"), env._("Issued on"), env._("Issued late by (days)"), env._("Amount named")])
        dunned = env["hotel.dunning.line"].search([("item_id", "in", self.line_ids.item_id.ids)], order="due_on, id")
        for line in dunned:
            notice = line.notice_id
            rows.writerow([notice.name, line.invoice, line.due_on, notice.issued_on, notice.late_days, line.amount])
        return {
            "debt_id": self.id,
            "kind": "ground",
            "name": env._("Overdue record %s.csv", self.name),
            # The mark tells spreadsheets that it is UTF-8.
            "file": base64.b64encode(b"\xef\xbb\xbf" + text.getvalue().encode()),
        }

    def action_add_record(self):
        """G4: add the hotel's own record of invoices and notices to the evidence."""
        self.ensure_one()
        self.check_access("write")
        self._approval_check_unlocked()
        self.env["hotel.bad.debt.evidence"].sudo().create(self._prepare_record_vals())
        return True
