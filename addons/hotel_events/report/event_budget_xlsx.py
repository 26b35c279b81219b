from odoo import models


class EventBudgetXlsx(models.AbstractModel):
    """H13: budget against actual by category, and the revisions."""

    _name = "report.hotel_events.event_budget_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Budget against Actual (XLSX)"

    def generate_xlsx_report(self, workbook, data, events):
        """Write a line an event and category, whose difference is a formula; then a line a revision."""
        formats = self._get_formats(workbook)
        rows = events._hotel_get_budget_rows()
        columns = self._get_budget_columns()
        sheet = self._start_list(workbook, formats, self.env._("Budget"), columns, len(rows), frozen=3)
        for line, row in enumerate(rows, 1):
            self._write_row(sheet, line, columns, row, formats)
            better = f"=F{line + 1}-E{line + 1}" if row["direction"] == "income" else f"=E{line + 1}-F{line + 1}"
            sheet.write_formula(line, 6, better, formats["money"], row["difference"])
        changes = events.hotel_budget_change_ids.sorted("id")
        self._write_list(workbook, formats, self.env._("Revisions"), self._get_change_columns(), changes, frozen=2)

    def _get_budget_columns(self):
        labels = {"income": self.env._("Income"), "cost": self.env._("Cost")}
        return [
            (self.env._("Event"), 34, "text", lambda row: row["event"]),
            (self.env._("Income or cost"), 14, "text", lambda row: labels[row["direction"]]),
            (self.env._("Category"), 30, "text", lambda row: row["name"]),
            (self.env._("Planned at first"), 15, "money", lambda row: row["first"]),
            (self.env._("Planned"), 15, "money", lambda row: row["planned"]),
            (self.env._("Actual"), 15, "money", lambda row: row["actual"]),
            (self.env._("Difference"), 15, "money", lambda row: None),
            (self.env._("Used"), 9, "percent", lambda row: row["used"] / 100 if row["planned"] else None),
        ]

    def _get_change_columns(self):
        def revised(change):
            return (change.company_id or self.env.company)._hotel_local(change.changed_at)

        return [
            (self.env._("Event"), 34, "text", lambda change: change.event_id.name),
            (self.env._("Revised"), 18, "time", revised),
            (self.env._("Category"), 30, "text", lambda change: change.category_id.name),
            (self.env._("Before"), 15, "money", lambda change: change.planned_before),
            (self.env._("After"), 15, "money", lambda change: change.planned_after),
            (self.env._("Reason"), 40, "text", lambda change: change.reason),
            (self.env._("Revised by"), 18, "text", lambda change: change.user_id.name),
        ]
