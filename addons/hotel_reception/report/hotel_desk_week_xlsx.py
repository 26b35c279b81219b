from odoo import models


class HotelDeskWeekXlsx(models.AbstractModel):
    """L5: weekly reports as a spreadsheet: a line a person, and a second sheet by source; totals are formulas."""

    _name = "report.hotel_reception.hotel_desk_week_xlsx"
    _inherit = "report.hotel_reception.hotel_desk_sheet"
    _description = "Weekly Reports of the Desk (XLSX)"

    def generate_xlsx_report(self, workbook, data, weeks):
        """Write the lines of the weeks; conversion and waiting time are figures of each line, their totals are not sums."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("From"), 12, "date"),
            (self.env._("Until"), 12, "date"),
            (self.env._("Desk"), 20, "text"),
            (self.env._("Salesperson"), 20, "text"),
            (self.env._("Customers"), 11, "number"),
            (self.env._("Walk-ins"), 11, "number"),
            (self.env._("Calls"), 11, "number"),
            (self.env._("New customers"), 11, "number"),
            (self.env._("Own customers"), 11, "number"),
            (self.env._("Turns used"), 11, "number"),
            (self.env._("Turns given back"), 11, "number"),
            (self.env._("Busy in turn"), 11, "number"),
            (self.env._("Not at the place in turn"), 11, "number"),
            (self.env._("Ordered"), 11, "number"),
            (self.env._("Conversion (%)"), 11, "ratio"),
            (self.env._("Waited (minutes)"), 11, "ratio"),
        ]
        sheet = self._start_sheet(workbook, self.env._("By person"), columns, formats, frozen=4)
        row = 0
        for week in weeks:
            for line in week.line_ids:
                row += 1
                self._write_row(sheet, row, columns, [
                    week.date_start, week.date_end, week.desk_id.name, line.user_id.name or self.env._("Nobody yet"),
                    line.counted, line.walk_ins, line.calls, line.new_customers, line.owner_matches, line.turns, line.turns_back,
                    line.busy, line.empty_posts, line.ordered, line.conversion, line.wait_minutes,
                ], formats)  # fmt: skip
        self._write_totals(sheet, row, columns, formats, self.env._("Total"))
        if row:
            sheet.write_formula(row + 1, 14, f"=IF(E{row + 2}=0,0,100*N{row + 2}/E{row + 2})", formats["total_ratio"])
        columns = [
            (self.env._("From"), 12, "date"),
            (self.env._("Desk"), 20, "text"),
            (self.env._("Source"), 26, "text"),
            (self.env._("Customers"), 11, "number"),
            (self.env._("New customers"), 11, "number"),
            (self.env._("Ordered"), 11, "number"),
        ]
        sheet = self._start_sheet(workbook, self.env._("By source"), columns, formats, frozen=3)
        row = 0
        for week in weeks:
            for line in week.source_ids:
                row += 1
                self._write_row(sheet, row, columns, [
                    week.date_start, week.desk_id.name, line.source_id.name or self.env._("Unknown"), line.counted, line.new_customers, line.ordered,
                ], formats)  # fmt: skip
        self._write_totals(sheet, row, columns, formats, self.env._("Total"))
