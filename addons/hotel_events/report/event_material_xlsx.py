from odoo import models


class EventMaterialXlsx(models.AbstractModel):
    """H11: what events need and what became of it, with the costs."""

    _name = "report.hotel_events.event_material_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Materials of an Event (XLSX)"

    def generate_xlsx_report(self, workbook, data, materials):
        """Write a line a material; planned and actual cost are formulas where they are products."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("Event"), 34, "text"),
            (self.env._("Material"), 34, "text"),
            (self.env._("Kind"), 12, "text"),
            (self.env._("Unit"), 8, "text"),
            (self.env._("Planned"), 11, "quantity"),
            (self.env._("Received"), 11, "quantity"),
            (self.env._("Given"), 11, "quantity"),
            (self.env._("Sent back"), 11, "quantity"),
            (self.env._("On hand"), 11, "quantity"),
            (self.env._("Cost of one"), 12, "money"),
            (self.env._("Planned cost"), 14, "money"),
            (self.env._("Cost"), 14, "money"),
            (self.env._("There by"), 12, "date"),
            (self.env._("Responsible"), 18, "text"),
            (self.env._("Supplier"), 26, "text"),
            (self.env._("State"), 12, "text"),
        ]
        labels = {name: dict(materials._fields[name]._description_selection(self.env)) for name in ("kind", "state")}
        sheet = self._start_sheet(workbook, self.env._("Materials"), columns, formats, len(materials), frozen=2)
        for row, each in enumerate(materials, 1):
            self._write_row(sheet, row, columns, [
                each.event_id.name, each.name, labels["kind"][each.kind], each.unit, each.planned, each.received, each.given + each.scanned,
                each.returned, each.on_hand, each.unit_cost, each.planned_cost, each.cost, each.due_date, each.responsible_id.name,
                each.supplier_id.display_name, labels["state"][each.state],
            ], formats)  # fmt: skip
        self._write_totals(sheet, len(materials), {10: "money", 11: "money"}, formats, self.env._("Total"))
