from odoo import models


class HotelDeskEntryXlsx(models.AbstractModel):
    """L3: the register as a spreadsheet, a line an entry; times are the hotel's."""

    _name = "report.hotel_reception.hotel_desk_entry_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Walk-ins and Calls (XLSX)"

    def generate_xlsx_report(self, workbook, data, entries):
        """Write one sheet, with totals of what is counted."""
        name = self.env._("Walk-ins and calls")
        self._write_list(workbook, self._get_formats(workbook), name, self._get_columns(), entries, totals=("number",))

    def _get_columns(self):
        kinds, whys, results = (
            dict(self.env["hotel.desk.entry"]._fields[field]._description_selection(self.env)) for field in ("kind", "why", "result")
        )

        def arrived(entry):
            return entry.company_id._hotel_local(entry.arrived_at)

        return [
            (self.env._("Number"), 16, "text", lambda entry: entry.name),
            (self.env._("Arrived"), 17, "time", arrived),
            (self.env._("Kind"), 10, "text", lambda entry: kinds[entry.kind]),
            (self.env._("Name"), 18, "text", lambda entry: entry.customer_name),
            (self.env._("Firm"), 26, "text", lambda entry: entry.firm),
            (self.env._("Phone"), 18, "text", lambda entry: entry.phone),
            (self.env._("Number plate"), 12, "text", lambda entry: entry.plate),
            (self.env._("Source"), 18, "text", lambda entry: entry.source_id.name),
            (self.env._("Need"), 18, "text", lambda entry: entry.need_id.name),
            (self.env._("New"), 7, "number", lambda entry: int(entry.is_new)),
            (self.env._("Counts"), 7, "number", lambda entry: int(entry.counts)),
            (self.env._("Owner"), 16, "text", lambda entry: entry.owner_id.name),
            (self.env._("Received by"), 16, "text", lambda entry: entry.user_id.name),
            (self.env._("Why"), 22, "text", lambda entry: whys.get(entry.why)),
            (self.env._("Turn used"), 7, "number", lambda entry: int(entry.turn_used)),
            (self.env._("Waited (minutes)"), 10, "ratio", lambda entry: entry.wait_minutes if entry.taken_at else None),
            (self.env._("Result"), 16, "text", lambda entry: results.get(entry.result)),
            (self.env._("What was agreed"), 40, "text", lambda entry: entry.result_note),
        ]
