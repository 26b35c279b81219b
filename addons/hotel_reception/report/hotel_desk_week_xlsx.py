from odoo import models


class HotelDeskWeekXlsx(models.AbstractModel):
    """L5: weekly reports as a spreadsheet: a line a person, and a second sheet by source; totals are formulas."""

    _name = "report.hotel_reception.hotel_desk_week_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Weekly Reports of the Desk (XLSX)"

    def generate_xlsx_report(self, workbook, data, weeks):
        """Write the lines of the weeks; conversion and waiting time are figures of each line, their totals are not sums."""
        formats = self._get_formats(workbook)
        sheet, last = self._write_list(
            workbook, formats, self.env._("By person"), self._get_columns(), weeks.line_ids, frozen=4, totals=("number",)
        )
        if last:
            row = last + 2
            sheet.write_formula(last + 1, 14, f"=IF(E{row}=0,0,100*N{row}/E{row})", formats["total_ratio"])
        columns = [
            (self.env._("From"), 12, "date", lambda line: line.week_id.date_start),
            (self.env._("Desk"), 20, "text", lambda line: line.week_id.desk_id.name),
            (self.env._("Source"), 26, "text", lambda line: line.source_id.name or self.env._("Unknown")),
            (self.env._("Customers"), 11, "number", lambda line: line.counted),
            (self.env._("New customers"), 11, "number", lambda line: line.new_customers),
            (self.env._("Ordered"), 11, "number", lambda line: line.ordered),
        ]
        self._write_list(workbook, formats, self.env._("By source"), columns, weeks.source_ids, frozen=3, totals=("number",))

    def _get_columns(self):
        return [
            (self.env._("From"), 12, "date", lambda line: line.week_id.date_start),
            (self.env._("Until"), 12, "date", lambda line: line.week_id.date_end),
            (self.env._("Desk"), 20, "text", lambda line: line.week_id.desk_id.name),
            (self.env._("Salesperson"), 20, "text", lambda line: line.user_id.name or self.env._("Nobody yet")),
            (self.env._("Customers"), 11, "number", lambda line: line.counted),
            (self.env._("Walk-ins"), 11, "number", lambda line: line.walk_ins),
            (self.env._("Calls"), 11, "number", lambda line: line.calls),
            (self.env._("New customers"), 11, "number", lambda line: line.new_customers),
            (self.env._("Own customers"), 11, "number", lambda line: line.owner_matches),
            (self.env._("Turns used"), 11, "number", lambda line: line.turns),
            (self.env._("Turns given back"), 11, "number", lambda line: line.turns_back),
            (self.env._("Busy in turn"), 11, "number", lambda line: line.busy),
            (self.env._("Not at the place in turn"), 11, "number", lambda line: line.empty_posts),
            (self.env._("Ordered"), 11, "number", lambda line: line.ordered),
            (self.env._("Conversion (%)"), 11, "ratio", lambda line: line.conversion),
            (self.env._("Waited (minutes)"), 11, "ratio", lambda line: line.wait_minutes),
        ]
