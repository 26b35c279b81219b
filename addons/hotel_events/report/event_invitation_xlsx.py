from odoo import models

#: Lines read and written at a time.
BATCH = 2000


class EventInvitationXlsx(models.AbstractModel):
    """H17: the customers of invitation lists with phone and answer, and the shares of the bands."""

    _name = "report.hotel_events.event_invitation_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Invitation List (XLSX)"

    def generate_xlsx_report(self, workbook, data, invitations):
        """Write a sheet of customers and a sheet of shares."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("List"), 26, "text"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Guest"), 20, "text"),
            (self.env._("Phone"), 18, "text"),
            (self.env._("Email"), 26, "text"),
            (self.env._("Revenue band"), 20, "text"),
            (self.env._("Trade"), 22, "text"),
            (self.env._("Revenue"), 15, "money"),
            (self.env._("Last here"), 12, "date"),
            (self.env._("Invite"), 9, "text"),
            (self.env._("Answer"), 14, "text"),
        ]
        lines = self.env["hotel.event.invitation.line"]
        states = dict(self.env["event.registration"]._fields["state"]._description_selection(self.env))
        total = sum(invitations.mapped("line_count"))
        sheet = self._start_sheet(workbook, self.env._("Customers"), columns, formats, total, frozen=2)
        row = 0
        for invitation in invitations:
            ids = lines.search([("list_id", "=", invitation.id)]).ids
            for start in range(0, len(ids), BATCH):
                batch = lines.browse(ids[start : start + BATCH])
                for line in batch:
                    row += 1
                    guest, partner = line.registration_id, line.partner_id
                    self._write_row(sheet, row, columns, [
                        invitation.name, partner.name, guest.name, guest.phone or partner.phone, guest.email or partner.email,
                        line.band_id.name, line.industry_id.name, line.revenue, line.last_day or None,
                        self.env._("yes") if line.chosen else self.env._("no"), states.get(line.answer),
                    ], formats)  # fmt: skip
                self.env.invalidate_all()
        self._write_totals(sheet, row, {7: "money"}, formats, self.env._("Total"))
        columns = [
            (self.env._("List"), 26, "text"),
            (self.env._("By"), 20, "text"),
            (self.env._("Band"), 26, "text"),
            (self.env._("Customers"), 12, "number"),
            (self.env._("Share"), 9, "percent"),
            (self.env._("Revenue"), 15, "money"),
        ]
        shares = invitations.share_ids
        labels = dict(shares._fields["dimension"]._description_selection(self.env))
        sheet = self._start_sheet(workbook, self.env._("Shares"), columns, formats, len(shares), frozen=3)
        for row, share in enumerate(shares, 1):
            self._write_row(sheet, row, columns, [
                share.list_id.name, labels[share.dimension], share.name, share.count, share.percent / 100, share.revenue,
            ], formats)  # fmt: skip
