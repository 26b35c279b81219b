from odoo import models


class HotelXlsx(models.AbstractModel):
    """What all our spreadsheets share: constant memory, and texts that stay texts."""

    _name = "report.hotel_credit.hotel_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Hotel Spreadsheet"

    def get_workbook_options(self):
        """Write each row through; a text from outside never becomes a formula, link or number."""
        return {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
