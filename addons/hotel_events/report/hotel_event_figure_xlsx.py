from odoo import models


class HotelEventFigureXlsx(models.AbstractModel):
    """Budget, income and deposits of events (XLSX), with totals as formulas."""

    _name = "report.hotel_events.hotel_event_figure_xlsx"
    _inherit = "report.hotel_events.event_sheet"
    _description = "Figures of Events (XLSX)"

    def generate_xlsx_report(self, workbook, data, figures):
        """Write one sheet: a line an event order, amounts in the hotel's currency, totals where there is only one."""
        totals = ("money",) if len(figures.company_id.currency_id) == 1 else ()
        self._write_list(
            workbook, self._get_formats(workbook), self.env._("Events"), self._get_columns(), figures, frozen=2, totals=totals
        )

    def _get_columns(self):
        states = dict(self.env["hotel.event.figure"]._fields["state"]._description_selection(self.env))
        return [
            (self.env._("Number"), 15, "text", lambda figure: figure.order_id.name),
            (self.env._("Occasion"), 40, "text", lambda figure: figure.order_id.title),
            (self.env._("Event"), 12, "date", lambda figure: figure.company_id._hotel_local(figure.date).date()),
            (self.env._("Customer"), 34, "text", lambda figure: figure.partner_id.name),
            (self.env._("Kind"), 20, "text", lambda figure: figure.kind_id.name),
            (self.env._("State"), 12, "text", lambda figure: states[figure.state]),
            (self.env._("Coordinator"), 18, "text", lambda figure: figure.coordinator_id.name),
            (self.env._("Guests"), 9, "number", lambda figure: figure.guests),
            (self.env._("Budget"), 14, "money", lambda figure: figure.budget),
            (self.env._("Income"), 14, "money", lambda figure: figure.income),
            (self.env._("Deposit"), 14, "money", lambda figure: figure.deposit_asked),
            (self.env._("Deposit received"), 14, "money", lambda figure: figure.deposit_received),
            (self.env._("Deposit outstanding"), 14, "money", lambda figure: figure.deposit_open),
            (self.env._("Deposit due"), 12, "date", lambda figure: figure.deposit_due),
            (self.env._("Currency"), 9, "text", lambda figure: figure.currency_id.name),
        ]
