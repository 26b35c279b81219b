from odoo import fields, models


class HotelClubMembersXlsx(models.AbstractModel):
    """I13: the members as a spreadsheet, with all their points on a second sheet; totals are formulas."""

    _name = "report.hotel_club.members_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Members of the Club (XLSX)"

    def get_workbook_options(self):
        """A text from outside never becomes a formula, link or number."""
        return {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

    def generate_xlsx_report(self, workbook, data, members):
        """Write both sheets: frozen head, filter, number formats, totals."""
        members.check_access("read")
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}),
            "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "number": workbook.add_format({"num_format": "#,##0"}),
            "total": workbook.add_format({"bold": True, "top": 1, "num_format": "#,##0"}),
            "word": workbook.add_format({"bold": True, "top": 1}),
        }
        self._write_members(workbook, members, formats)
        self._write_points(workbook, members, formats)

    def _write_members(self, workbook, members, formats):
        states = dict(members._fields["state"]._description_selection(self.env))
        columns = (
            (self.env._("Number"), 11, None), (self.env._("Member"), 32, None), (self.env._("Phone"), 18, None), (self.env._("E-mail address"), 28, None),
            (self.env._("Tier"), 12, None), (self.env._("Points"), 12, "number"), (self.env._("Points of 12 months"), 12, "number"),
            (self.env._("Member since"), 12, "day"), (self.env._("Looked after by"), 20, None), (self.env._("State"), 10, None),
        )  # fmt: skip
        rows = [
            (
                member.number, member.partner_id.name, member.partner_id.phone, member.partner_id.email, member.tier_id.name, member.points,
                member.year_points, member.joined_on, member.user_id.name, states[member.state],
            )
            for member in members
        ]  # fmt: skip
        self._write_sheet(workbook, self.env._("Members"), columns, rows, formats, totals=(5, 6))

    def _write_points(self, workbook, members, formats):
        kinds = dict(self.env["hotel.club.entry"]._fields["kind"]._description_selection(self.env))
        columns = (
            (self.env._("Number"), 11, None), (self.env._("Member"), 32, None), (self.env._("Date"), 12, "day"), (self.env._("Kind"), 16, None),
            (self.env._("What for"), 36, None), (self.env._("Points"), 12, "number"), (self.env._("Left"), 12, "number"),
            (self.env._("Valid until"), 12, "day"),
        )  # fmt: skip
        entries = self.env["hotel.club.entry"].search([("member_id", "in", members.ids)], order="member_id, id")
        rows = [
            (
                entry.member_id.number, entry.member_id.partner_id.name, entry.date, kinds[entry.kind], entry.name, entry.points, entry.left,
                entry.expires_on,
            )
            for entry in entries
        ]  # fmt: skip
        self._write_sheet(workbook, self.env._("Points"), columns, rows, formats, totals=(5, 6))

    def _write_sheet(self, workbook, title, columns, rows, formats, totals):
        sheet = workbook.add_worksheet(title[:31])
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        for row, values in enumerate(rows, 1):
            for column, (value, (_heading, _width, kind)) in enumerate(zip(values, columns, strict=True)):
                if kind == "number":
                    sheet.write_number(row, column, value, formats["number"])
                elif kind == "day" and value:
                    sheet.write_datetime(row, column, fields.Datetime.to_datetime(value), formats["day"])
                elif kind is None:
                    sheet.write_string(row, column, value or "")
        last = len(rows) + 1
        sheet.write_string(last, 0, self.env._("Total"), formats["word"])
        for column in totals:
            letter = chr(ord("A") + column)
            sheet.write_formula(last, column, f"=SUM({letter}2:{letter}{max(last, 2)})", formats["total"], sum(values[column] for values in rows))
