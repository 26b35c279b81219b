from odoo import models


class EventSheetXlsx(models.AbstractModel):
    """What the spreadsheets of events have of their own: quantities, prices of one, plain sums."""

    _name = "report.hotel_events.event_sheet"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Spreadsheet of an Event"

    _total_formula = "=SUM({cells})"

    def _get_formats(self, workbook):
        return {
            **super()._get_formats(workbook),
            "quantity": workbook.add_format({"num_format": "#,##0.##"}),
            "percent": workbook.add_format({"num_format": "0.0%"}),
            # Money that is not added up.
            "price": workbook.add_format({"num_format": "#,##0.00"}),
        }

    def _get_total_label(self):
        return self.env._("Total")
