from odoo import models

from ..rules import complaint_state as course


class HotelComplaintFiguresXlsx(models.AbstractModel):
    """The figures as a spreadsheet: percentages are formulas of the counts beside them (J7)."""

    _name = "report.hotel_callback.hotel_complaint_figures_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Figures on Complaints (XLSX)"

    def generate_xlsx_report(self, workbook, data, figures):
        """Write a sheet of the percentages, and one each by cause, subject, responsible and month."""
        figures.ensure_one()
        formats = {
            **self._get_formats(workbook),
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "percent": workbook.add_format({"num_format": "0.0%"}),
            "total_percent": workbook.add_format({"num_format": "0.0%", "bold": True, "top": 1}),
        }
        self._write_figures(workbook, figures, formats)
        for heading, field in (
            (self.env._("By cause"), "complaint_cause_id"),
            (self.env._("By subject"), "category_id"),
            (self.env._("By responsible"), "user_id"),
            (self.env._("By team"), "team_id"),
            (self.env._("By month"), "complaint_received:month"),
        ):
            self._write_groups(workbook, figures, formats, heading, field)

    def _write_figures(self, workbook, figures, formats):
        sheet = workbook.add_worksheet(self.env._("Figures"))
        sheet.write_string(0, 0, figures.display_name, formats["title"])
        headings = (
            (self.env._("Figure"), 28), (self.env._("Counted"), 10), (self.env._("Out of"), 10), (self.env._("Not counted"), 10),
            (self.env._("Per cent"), 10), (self.env._("Target"), 10), (self.env._("Meaning"), 90),
        )  # fmt: skip
        self._write_headings(sheet, 2, headings, formats)
        labels = dict(figures.line_ids._fields["key"]._description_selection(self.env))
        for row, line in enumerate(figures.line_ids, 3):
            sheet.write_string(row, 0, labels[line.key])
            for column, value in enumerate((line.numerator, line.denominator, line.left_out), 1):
                sheet.write_number(row, column, value, formats["number"])
            formula = f'=IF(C{row + 1}=0,"",B{row + 1}/C{row + 1})'
            sheet.write_formula(row, 4, formula, formats["percent"], line.percent / 100 if line.counted else "")
            if line.target:
                sheet.write_number(row, 5, line.target / 100, formats["percent"])
            sheet.write_string(row, 6, line.meaning)

    def _write_groups(self, workbook, figures, formats, heading, field):
        """Complaints received in the period by `field`: all, repeated, made anew, closed, satisfied last."""
        sheet = workbook.add_worksheet(heading)
        headings = (
            (heading, 36), (self.env._("Complaints"), 12), (self.env._("Closed"), 12), (self.env._("Repeated"), 12),
            (self.env._("Solution made anew"), 12), (self.env._("Satisfied"), 12), (self.env._("Closed of all"), 12),
        )  # fmt: skip
        self._write_headings(sheet, 0, headings, formats)
        start, end = figures._get_span()
        base = [
            ("company_id", "=", figures.company_id.id), ("complaint_received", ">=", start), ("complaint_received", "<", end),
            ("complaint_state", "not in", course.LEFT_OUT),
        ]  # fmt: skip
        narrower = (
            [], [("complaint_state", "=", "closed")], [("complaint_repeat", "!=", False)], [("complaint_reworks", ">", 0)],
            [("complaint_satisfaction", "=", "satisfied")],
        )  # fmt: skip
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        counts = [dict(tickets._read_group(base + extra, [field], ["__count"])) for extra in narrower]
        row = 0
        for row, group in enumerate(counts[0], 1):
            sheet.write_string(row, 0, self._get_group_name(group))
            for column, count in enumerate(counts, 1):
                sheet.write_number(row, column, count.get(group, 0), formats["number"])
            sheet.write_formula(row, 6, f'=IF(B{row + 1}=0,"",C{row + 1}/B{row + 1})', formats["percent"], counts[1].get(group, 0) / counts[0][group])
        total = row + 1
        sheet.write_string(total, 0, self.env._("Total"), formats["total"])
        for column, count in enumerate(counts, 1):
            letter = chr(ord("A") + column)
            sheet.write_formula(total, column, f"=SUM({letter}2:{letter}{max(total, 2)})", formats["total_number"], sum(count.values()))
        closed, everything = sum(counts[1].values()), sum(counts[0].values())
        sheet.write_formula(
            total, 6, f'=IF(B{total + 1}=0,"",C{total + 1}/B{total + 1})', formats["total_percent"], closed / everything if everything else ""
        )

    def _write_headings(self, sheet, row, headings, formats):
        for column, (heading, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, heading, formats["head"])
        sheet.freeze_panes(row + 1, 1)

    def _get_group_name(self, group):
        if not group:
            return self.env._("None")
        return group.display_name if isinstance(group, models.BaseModel) else f"{group:%Y-%m}"
