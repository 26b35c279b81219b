from odoo import models


class HotelVisitorXlsx(models.AbstractModel):
    """The visitor log as a spreadsheet (K5)."""

    _name = "report.hotel_reception.visitor_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Visitor Log (XLSX)"

    def generate_xlsx_report(self, workbook, data, entries):
        """Write one sheet; instants in the hotel's time, names of people whom the reader may not open too."""
        self._write_list(
            workbook, self._get_formats(workbook), self.env._("Visitor log"), self._get_columns(), entries.sudo(), frozen=2, totals=("number",)
        )

    def _get_columns(self):
        states = dict(self.env["hotel.visitor.entry"]._fields["state"]._description_selection(self.env))

        def local(entry, name):
            return entry[name] and entry.company_id._hotel_local(entry[name])

        return [
            (self.env._("Arrived"), 16, "time", lambda entry: local(entry, "arrival")),
            (self.env._("Visitor"), 20, "text", lambda entry: entry.name),
            (self.env._("Firm"), 26, "text", lambda entry: entry.firm),
            (self.env._("Comes as"), 18, "text", lambda entry: entry.kind_id.name),
            (self.env._("Host"), 18, "text", lambda entry: entry.host_id.name),
            (self.env._("Department"), 18, "text", lambda entry: entry.department_id.name),
            (self.env._("State"), 12, "text", lambda entry: states[entry.state]),
            (self.env._("Persons"), 8, "number", lambda entry: entry.persons),
            (self.env._("Badge"), 8, "text", lambda entry: entry.badge_number),
            (self.env._("Badge returned"), 16, "time", lambda entry: local(entry, "badge_returned_at")),
            (self.env._("Left at"), 16, "time", lambda entry: local(entry, "departure")),
            (self.env._("Phone"), 16, "text", lambda entry: entry.phone),
            (self.env._("Number plate"), 12, "text", lambda entry: entry.plate),
            (self.env._("Why refused"), 30, "text", lambda entry: entry.refused_reason),
        ]
