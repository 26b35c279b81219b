from odoo import models


class HotelClubMembersXlsx(models.AbstractModel):
    """I13: the members as a spreadsheet, with all their points on a second sheet; totals are formulas."""

    _name = "report.hotel_club.members_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Members of the Club (XLSX)"

    _total_formula = "=SUM({cells})"

    def generate_xlsx_report(self, workbook, data, members):
        """Write both sheets: frozen head, filter, number formats, totals."""
        members.check_access("read")
        formats = self._get_formats(workbook)
        entries = self.env["hotel.club.entry"].search([("member_id", "in", members.ids)], order="member_id, id")
        self._write_list(workbook, formats, self.env._("Members"), self._get_member_columns(), members, frozen=2, totals=("number",))
        self._write_list(workbook, formats, self.env._("Points"), self._get_entry_columns(), entries, frozen=2, totals=("number",))

    def _get_formats(self, workbook):
        return {
            **super()._get_formats(workbook),
            "number": workbook.add_format({"num_format": "#,##0"}),
            "total_number": workbook.add_format({"num_format": "#,##0", "bold": True, "top": 1}),
        }

    def _get_total_label(self):
        return self.env._("Total")

    def _get_member_columns(self):
        states = dict(self.env["hotel.club.member"]._fields["state"]._description_selection(self.env))
        return [
            (self.env._("Number"), 11, "text", lambda member: member.number),
            (self.env._("Member"), 32, "text", lambda member: member.partner_id.name),
            (self.env._("Phone"), 18, "text", lambda member: member.partner_id.phone),
            (self.env._("E-mail address"), 28, "text", lambda member: member.partner_id.email),
            (self.env._("Tier"), 12, "text", lambda member: member.tier_id.name),
            (self.env._("Points"), 12, "number", lambda member: member.points),
            (self.env._("Points of 12 months"), 12, "number", lambda member: member.year_points),
            (self.env._("Member since"), 12, "date", lambda member: member.joined_on),
            (self.env._("Looked after by"), 20, "text", lambda member: member.user_id.name),
            (self.env._("State"), 10, "text", lambda member: states[member.state]),
        ]

    def _get_entry_columns(self):
        kinds = dict(self.env["hotel.club.entry"]._fields["kind"]._description_selection(self.env))
        return [
            (self.env._("Number"), 11, "text", lambda entry: entry.member_id.number),
            (self.env._("Member"), 32, "text", lambda entry: entry.member_id.partner_id.name),
            (self.env._("Date"), 12, "date", lambda entry: entry.date),
            (self.env._("Kind"), 16, "text", lambda entry: kinds[entry.kind]),
            (self.env._("What for"), 36, "text", lambda entry: entry.name),
            (self.env._("Points"), 12, "number", lambda entry: entry.points),
            (self.env._("Left"), 12, "number", lambda entry: entry.left),
            (self.env._("Valid until"), 12, "date", lambda entry: entry.expires_on),
        ]
