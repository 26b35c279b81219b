from odoo import fields, models


class HotelCallbackBonusXlsx(models.AbstractModel):
    """I10: the bonus list: a row a person and month with counts, shares as formulas, and the band; what is left out stands beside."""

    _name = "report.hotel_callback.bonus_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Bonus List of Callbacks"

    def generate_xlsx_report(self, workbook, data, scores):
        """Write the sheet: frozen head, formulas for shares and totals, colours for the bands."""
        scores.check_access("read")
        labels = dict(scores._fields["band"]._description_selection(self.env))
        head = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"})
        percent = workbook.add_format({"num_format": "0.0%"})
        month = workbook.add_format({"num_format": "yyyy-mm"})
        total = workbook.add_format({"bold": True, "top": 1})
        total_percent = workbook.add_format({"bold": True, "top": 1, "num_format": "0.0%"})
        colours = {"bonus": "#C6EFCE", "warned": "#FFEB9C", "none": "#FFC7CE", "normal": "#FFFFFF"}
        bands = {band: workbook.add_format({"bg_color": colour}) for band, colour in colours.items()}
        sheet = workbook.add_worksheet(self.env._("Bonus list"))
        columns = (
            (self.env._("Month"), 9), (self.env._("Person"), 20), (self.env._("Team"), 16), (self.env._("Due"), 8), (self.env._("Made"), 8),
            (self.env._("Made %"), 9), (self.env._("Reached"), 9), (self.env._("Asked"), 8), (self.env._("Satisfied"), 9),
            (self.env._("Satisfied %"), 10), (self.env._("Not asked"), 9), (self.env._("In reports due"), 9),
            (self.env._("Reported in time"), 10), (self.env._("Problems"), 9), (self.env._("Problems solved"), 9),
            (self.env._("Unreachable"), 11), (self.env._("Left out"), 9), (self.env._("Opted out"), 9), (self.env._("Cancelled"), 9),
            (self.env._("Band"), 22),
        )  # fmt: skip
        for column, (name, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        sheet.freeze_panes(1, 2)
        row = 0
        for row, score in enumerate(scores.sorted(lambda each: (each.month, each.owner_id.name or "")), 1):
            sheet.write_datetime(row, 0, fields.Datetime.to_datetime(score.month), month)
            sheet.write_string(row, 1, score.owner_id.name or "")
            sheet.write_string(row, 2, score.team_id.name or "")
            numbers = (
                score.due, score.made, f"=IF(D{row + 1}=0,\"\",E{row + 1}/D{row + 1})", score.reached, score.rated, score.satisfied,
                f"=IF(H{row + 1}=0,\"\",I{row + 1}/H{row + 1})", score.unrated, score.reported, score.reported_in_time, score.problems,
                score.solved, score.unreachable, score.left_out, score.opted_out, score.cancelled,
            )  # fmt: skip
            for column, value in enumerate(numbers, 3):
                if isinstance(value, str):
                    part, whole = (score.made, score.due) if column == 5 else (score.satisfied, score.rated)
                    sheet.write_formula(row, column, value, percent, part / whole if whole else "")
                else:
                    sheet.write_number(row, column, value)
            sheet.write_string(row, 19, labels.get(score.band, ""), bands.get(score.band))
        if row:
            last = row + 1
            sheet.write_string(last, 1, self.env._("Total"), total)
            for column in range(3, 19):
                letter = chr(ord("A") + column)
                if column in (5, 9):
                    part, whole = ("E", "D") if column == 5 else ("I", "H")
                    sheet.write_formula(last, column, f'=IF({whole}{last + 1}=0,"",{part}{last + 1}/{whole}{last + 1})', total_percent)
                else:
                    sheet.write_formula(last, column, f"=SUM({letter}2:{letter}{last})", total)
            sheet.autofilter(0, 0, row, len(columns) - 1)
