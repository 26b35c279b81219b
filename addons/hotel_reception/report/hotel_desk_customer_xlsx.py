from odoo import models

from .hotel_desk_xlsx import BATCH


class HotelDeskCustomerXlsx(models.AbstractModel):
    """L3: whose customers they are, as a spreadsheet."""

    _name = "report.hotel_reception.hotel_desk_customer_xlsx"
    _inherit = "report.hotel_reception.hotel_desk_sheet"
    _description = "Customers of the Desk (XLSX)"

    def generate_xlsx_report(self, workbook, data, customers):
        """Write one sheet, `BATCH` customers at a time."""
        formats = self._get_formats(workbook)
        columns = [
            (self.env._("Name"), 18, "text"),
            (self.env._("Firm"), 28, "text"),
            (self.env._("Phone"), 18, "text"),
            (self.env._("Number plate"), 12, "text"),
            (self.env._("Class"), 14, "text"),
            (self.env._("Owner"), 18, "text"),
            (self.env._("Owned since"), 12, "date"),
            (self.env._("Last contact"), 12, "date"),
            (self.env._("Belongs to the owner until"), 12, "date"),
            (self.env._("Bought first"), 12, "date"),
        ]
        sheet = self._start_sheet(workbook, self.env._("Customers of the desk"), columns, formats)
        sheet.autofilter(0, 0, max(len(customers), 1), len(columns) - 1)
        row = 0
        for start in range(0, len(customers), BATCH):
            batch = customers[start : start + BATCH]
            for customer in batch:
                row += 1
                self._write_row(sheet, row, columns, [
                    customer.name, customer.firm, customer.phone, customer.plate, customer.class_id.name, customer.user_id.name,
                    customer.owned_since, customer.last_contact, customer.lapses_on if customer.user_id else None, customer.bought_on,
                ], formats)  # fmt: skip
            batch.invalidate_recordset()
