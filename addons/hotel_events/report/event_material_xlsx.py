from odoo import models


class EventMaterialXlsx(models.AbstractModel):
    """H11: what events need and what became of it, with the costs."""

    _name = "report.hotel_events.event_material_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Materials of an Event (XLSX)"

    def generate_xlsx_report(self, workbook, data, materials):
        """Write a line a material; planned and actual cost are added up below."""
        columns = self._get_columns()
        self._write_list(
            workbook, self._get_formats(workbook), self.env._("Materials"), columns, materials, frozen=2, totals=("money",)
        )

    def _get_columns(self):
        kinds, states = (
            dict(self.env["hotel.event.material"]._fields[name]._description_selection(self.env)) for name in ("kind", "state")
        )
        return [
            (self.env._("Event"), 34, "text", lambda material: material.event_id.name),
            (self.env._("Material"), 34, "text", lambda material: material.name),
            (self.env._("Kind"), 12, "text", lambda material: kinds[material.kind]),
            (self.env._("Unit"), 8, "text", lambda material: material.unit),
            (self.env._("Planned"), 11, "quantity", lambda material: material.planned),
            (self.env._("Received"), 11, "quantity", lambda material: material.received),
            (self.env._("Given"), 11, "quantity", lambda material: material.given + material.scanned),
            (self.env._("Sent back"), 11, "quantity", lambda material: material.returned),
            (self.env._("On hand"), 11, "quantity", lambda material: material.on_hand),
            (self.env._("Cost of one"), 12, "price", lambda material: material.unit_cost),
            (self.env._("Planned cost"), 14, "money", lambda material: material.planned_cost),
            (self.env._("Cost"), 14, "money", lambda material: material.cost),
            (self.env._("There by"), 12, "date", lambda material: material.due_date),
            (self.env._("Responsible"), 18, "text", lambda material: material.responsible_id.name),
            (self.env._("Supplier"), 26, "text", lambda material: material.supplier_id.display_name),
            (self.env._("State"), 12, "text", lambda material: states[material.state]),
        ]
