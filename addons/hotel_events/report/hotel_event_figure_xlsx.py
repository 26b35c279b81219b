from odoo import models

#: Records read and written at a time, so that 100,000 orders need no more memory than these.
BATCH = 1000


class HotelEventFigureXlsx(models.AbstractModel):
    """Budget, income and deposits of events (XLSX), with totals as formulas."""

    _name = "report.hotel_events.hotel_event_figure_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Figures of Events (XLSX)"

    def generate_xlsx_report(self, workbook, data, figures):
        """Write one sheet: a line an event order, amounts in the hotel's currency, a line of totals at the end."""
        formats = {
            "head": workbook.add_format({"bold": True, "bg_color": "#E9ECEF", "bottom": 1, "text_wrap": True}),
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "total": workbook.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "number": workbook.add_format({"num_format": "0"}),
            "text": workbook.add_format({"num_format": "@"}),
        }
        columns = self._get_columns()
        sheet = workbook.add_worksheet(self.env._("Events"))
        for column, (heading, width, _kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, formats["head"])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(figures), 1), len(columns) - 1)
        row = 0
        for start in range(0, len(figures), BATCH):
            for values in self._get_rows(figures[start : start + BATCH]):
                row += 1
                for column, ((_heading, _width, kind), value) in enumerate(zip(columns, values, strict=True)):
                    self._write_cell(sheet, row, column, kind, value, formats)
            figures.invalidate_recordset()
        if row and len(figures.company_id.currency_id) == 1:
            sheet.write_string(row + 1, 0, self.env._("Total"), formats["head"])
            for column, (_heading, _width, kind) in enumerate(columns):
                if kind == "money":
                    letter = chr(ord("A") + column)
                    sheet.write_formula(row + 1, column, f"=SUM({letter}2:{letter}{row + 1})", formats["total"])

    def _get_columns(self):
        """Return [(heading, width, kind of cell)] in the order of `_get_rows`."""
        return [
            (self.env._("Number"), 15, "text"),
            (self.env._("Occasion"), 40, "text"),
            (self.env._("Event"), 12, "date"),
            (self.env._("Customer"), 34, "text"),
            (self.env._("Kind"), 20, "text"),
            (self.env._("State"), 12, "text"),
            (self.env._("Coordinator"), 18, "text"),
            (self.env._("Guests"), 9, "number"),
            (self.env._("Budget"), 14, "money"),
            (self.env._("Income"), 14, "money"),
            (self.env._("Deposit"), 14, "money"),
            (self.env._("Deposit received"), 14, "money"),
            (self.env._("Deposit outstanding"), 14, "money"),
            (self.env._("Deposit due"), 12, "date"),
            (self.env._("Currency"), 9, "text"),
        ]

    def _get_rows(self, figures):
        """Return the values of each event order; an empty cell is None."""
        states = dict(figures._fields["state"]._description_selection(self.env))
        return [
            [
                figure.order_id.name,
                figure.order_id.title,
                figure.company_id._hotel_local(figure.date).date(),
                figure.partner_id.name,
                figure.kind_id.name,
                states[figure.state],
                figure.coordinator_id.name,
                figure.guests,
                figure.budget,
                figure.income,
                figure.deposit_asked,
                figure.deposit_received,
                figure.deposit_open,
                figure.deposit_due,
                figure.currency_id.name,
            ]
            for figure in figures
        ]

    def _write_cell(self, sheet, row, column, kind, value, formats):
        if value is None or value is False:
            return
        if kind == "date":
            sheet.write_datetime(row, column, value, formats[kind])
        elif kind in ("money", "number"):
            sheet.write_number(row, column, value, formats[kind])
        else:
            sheet.write_string(row, column, value, formats[kind])
