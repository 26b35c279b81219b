from odoo import models

from .hotel_desk_xlsx import BATCH


class HotelDeskEntryXlsx(models.AbstractModel):
    """L3: the register as a spreadsheet, a line an entry; times are the hotel's."""

    _name = "report.hotel_reception.hotel_desk_entry_xlsx"
    _inherit = "report.hotel_reception.hotel_desk_sheet"
    _description = "Walk-ins and Calls (XLSX)"

    def generate_xlsx_report(self, workbook, data, entries):
        """Write one sheet, `BATCH` entries at a time."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("Number"), 16, "text"),
            (self.env._("Arrived"), 17, "time"),
            (self.env._("Kind"), 10, "text"),
            (self.env._("Name"), 18, "text"),
            (self.env._("Firm"), 26, "text"),
            (self.env._("Phone"), 18, "text"),
            (self.env._("Number plate"), 12, "text"),
            (self.env._("Source"), 18, "text"),
            (self.env._("Need"), 18, "text"),
            (self.env._("New"), 7, "number"),
            (self.env._("Counts"), 7, "number"),
            (self.env._("Owner"), 16, "text"),
            (self.env._("Received by"), 16, "text"),
            (self.env._("Why"), 22, "text"),
            (self.env._("Turn used"), 7, "number"),
            (self.env._("Waited (minutes)"), 10, "ratio"),
            (self.env._("Result"), 16, "text"),
            (self.env._("What was agreed"), 40, "text"),
        ]
        sheet = self._start_sheet(workbook, self.env._("Walk-ins and calls"), columns, formats)
        sheet.autofilter(0, 0, max(len(entries), 1), len(columns) - 1)
        labels = {name: dict(entries._fields[name]._description_selection(self.env)) for name in ("kind", "why", "result")}
        row = 0
        for start in range(0, len(entries), BATCH):
            batch = entries[start : start + BATCH]
            for entry in batch:
                row += 1
                self._write_row(sheet, row, columns, [
                    entry.name, entry.company_id._hotel_local(entry.arrived_at), labels["kind"][entry.kind], entry.customer_name, entry.firm,
                    entry.phone, entry.plate, entry.source_id.name, entry.need_id.name, int(entry.is_new), int(entry.counts),
                    entry.owner_id.name, entry.user_id.name, labels["why"].get(entry.why), int(entry.turn_used),
                    entry.wait_minutes if entry.taken_at else None, labels["result"].get(entry.result), entry.result_note,
                ], formats)  # fmt: skip
            batch.invalidate_recordset()
        self._write_totals(sheet, row, columns, formats, self.env._("Total"))
