from odoo import models


class EventBudgetXlsx(models.AbstractModel):
    """H13: budget against actual by category, and the revisions."""

    _name = "report.hotel_events.event_budget_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Budget against Actual (XLSX)"

    def generate_xlsx_report(self, workbook, data, events):
        """Write a line an event and category; the difference is a formula."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("Event"), 34, "text"),
            (self.env._("Income or cost"), 14, "text"),
            (self.env._("Category"), 30, "text"),
            (self.env._("Planned at first"), 15, "money"),
            (self.env._("Planned"), 15, "money"),
            (self.env._("Actual"), 15, "money"),
            (self.env._("Difference"), 15, "money"),
            (self.env._("Used"), 9, "percent"),
        ]
        labels = {"income": self.env._("Income"), "cost": self.env._("Cost")}
        rows = [(event, row) for event in events for row in event._hotel_get_budget_rows()]
        sheet = self._start_sheet(workbook, self.env._("Budget"), columns, formats, len(rows), frozen=3)
        for line, (event, row) in enumerate(rows, 1):
            self._write_row(sheet, line, columns, [
                event.name, labels[row["direction"]], row["name"], row["first"], row["planned"], row["actual"], None,
                row["used"] / 100 if row["planned"] else None,
            ], formats)  # fmt: skip
            better = f"=F{line + 1}-E{line + 1}" if row["direction"] == "income" else f"=E{line + 1}-F{line + 1}"
            sheet.write_formula(line, 6, better, formats["money"], row["difference"])
        columns = [
            (self.env._("Event"), 34, "text"),
            (self.env._("Revised"), 18, "moment"),
            (self.env._("Category"), 30, "text"),
            (self.env._("Before"), 15, "money"),
            (self.env._("After"), 15, "money"),
            (self.env._("Reason"), 40, "text"),
            (self.env._("Revised by"), 18, "text"),
        ]
        changes = events.hotel_budget_change_ids.sorted("id")
        sheet = self._start_sheet(workbook, self.env._("Revisions"), columns, formats, len(changes), frozen=2)
        for line, change in enumerate(changes, 1):
            company = change.company_id or self.env.company
            self._write_row(sheet, line, columns, [
                change.event_id.name, company._hotel_local(change.changed_at), change.category_id.name, change.planned_before,
                change.planned_after, change.reason, change.user_id.name,
            ], formats)  # fmt: skip
