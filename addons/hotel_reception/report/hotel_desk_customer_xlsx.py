from odoo import models


class HotelDeskCustomerXlsx(models.AbstractModel):
    """L3: whose customers they are, as a spreadsheet."""

    _name = "report.hotel_reception.hotel_desk_customer_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Customers of the Desk (XLSX)"

    def generate_xlsx_report(self, workbook, data, customers):
        """Write one sheet, a line a customer."""
        columns = [
            (self.env._("Name"), 18, "text", lambda customer: customer.name),
            (self.env._("Firm"), 28, "text", lambda customer: customer.firm),
            (self.env._("Phone"), 18, "text", lambda customer: customer.phone),
            (self.env._("Number plate"), 12, "text", lambda customer: customer.plate),
            (self.env._("Class"), 14, "text", lambda customer: customer.class_id.name),
            (self.env._("Owner"), 18, "text", lambda customer: customer.user_id.name),
            (self.env._("Owned since"), 12, "date", lambda customer: customer.owned_since),
            (self.env._("Last contact"), 12, "date", lambda customer: customer.last_contact),
            (self.env._("Belongs to the owner until"), 12, "date", lambda customer: customer.lapses_on if customer.user_id else None),
            (self.env._("Bought first"), 12, "date", lambda customer: customer.bought_on),
        ]
        self._write_list(workbook, self._get_formats(workbook), self.env._("Customers of the desk"), columns, customers)
