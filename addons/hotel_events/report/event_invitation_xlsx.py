from odoo import models


class EventInvitationXlsx(models.AbstractModel):
    """H17: the customers of invitation lists with phone and answer, and the shares of the bands."""

    _name = "report.hotel_events.event_invitation_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Invitation List (XLSX)"

    def generate_xlsx_report(self, workbook, data, invitations):
        """Write a sheet of customers and a sheet of shares."""
        formats = self._get_formats(workbook)
        lines = self.env["hotel.event.invitation.line"]
        # List by list, each in its own order.
        lines = lines.concat(*(lines.search([("list_id", "=", invitation.id)]) for invitation in invitations))
        self._write_list(workbook, formats, self.env._("Customers"), self._get_line_columns(), lines, frozen=2, totals=("money",))
        self._write_list(workbook, formats, self.env._("Shares"), self._get_share_columns(), invitations.share_ids, frozen=3)

    def _get_line_columns(self):
        states = dict(self.env["event.registration"]._fields["state"]._description_selection(self.env))
        yes, no = self.env._("yes"), self.env._("no")
        return [
            (self.env._("List"), 26, "text", lambda line: line.list_id.name),
            (self.env._("Customer"), 34, "text", lambda line: line.partner_id.name),
            (self.env._("Guest"), 20, "text", lambda line: line.registration_id.name),
            (self.env._("Phone"), 18, "text", lambda line: line.registration_id.phone or line.partner_id.phone),
            (self.env._("Email"), 26, "text", lambda line: line.registration_id.email or line.partner_id.email),
            (self.env._("Revenue band"), 20, "text", lambda line: line.band_id.name),
            (self.env._("Trade"), 22, "text", lambda line: line.industry_id.name),
            (self.env._("Revenue"), 15, "money", lambda line: line.revenue),
            (self.env._("Last here"), 12, "date", lambda line: line.last_day),
            (self.env._("Invite"), 9, "text", lambda line: yes if line.chosen else no),
            (self.env._("Answer"), 14, "text", lambda line: states.get(line.answer)),
        ]

    def _get_share_columns(self):
        labels = dict(self.env["hotel.event.invitation.share"]._fields["dimension"]._description_selection(self.env))
        return [
            (self.env._("List"), 26, "text", lambda share: share.list_id.name),
            (self.env._("By"), 20, "text", lambda share: labels[share.dimension]),
            (self.env._("Band"), 26, "text", lambda share: share.name),
            (self.env._("Customers"), 12, "number", lambda share: share.count),
            (self.env._("Share"), 9, "percent", lambda share: share.percent / 100),
            (self.env._("Revenue"), 15, "money", lambda share: share.revenue),
        ]
