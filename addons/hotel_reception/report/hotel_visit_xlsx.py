from odoo import models


class HotelVisitXlsx(models.AbstractModel):
    """Receptions with planned and actual costs and what came of them (XLSX, K7)."""

    _name = "report.hotel_reception.visit_xlsx"
    _inherit = "report.hotel_base.hotel_xlsx"
    _description = "Receptions (XLSX)"

    def generate_xlsx_report(self, workbook, data, visits):
        """Write one sheet; instants in the hotel's time, names of people whom the reader may not open too."""
        self._write_list(
            workbook, self._get_formats(workbook), self.env._("Receptions"), self._get_columns(), visits.sudo(), frozen=2, totals=("number", "money")
        )

    def _get_columns(self):
        states = dict(self.env["hotel.visit"]._fields["state"]._description_selection(self.env))

        def local(visit, name):
            return visit[name] and visit.company_id._hotel_local(visit[name])

        return [
            (self.env._("Number"), 14, "text", lambda visit: visit.name),
            (self.env._("Firm"), 30, "text", lambda visit: visit.firm),
            (self.env._("State"), 12, "text", lambda visit: states[visit.state]),
            (self.env._("Arrival"), 16, "time", lambda visit: local(visit, "arrival")),
            (self.env._("Departure"), 16, "time", lambda visit: local(visit, "departure")),
            (self.env._("Guests"), 8, "number", lambda visit: visit.guest_count),
            (self.env._("Level"), 12, "text", lambda visit: visit.level_id.name),
            (self.env._("Host"), 18, "text", lambda visit: visit.host_id.name),
            (self.env._("Hosting department"), 20, "text", lambda visit: visit.department_id.name),
            (self.env._("Standard"), 14, "money", lambda visit: visit.standard_total),
            (self.env._("Planned"), 14, "money", lambda visit: visit.planned_total),
            (self.env._("Above the standard"), 14, "money", lambda visit: visit.excess_total),
            (self.env._("Actual"), 14, "money", lambda visit: visit.actual_total),
            (self.env._("Actual less planned"), 14, "money", lambda visit: visit.difference),
            (self.env._("Opportunities"), 12, "number", lambda visit: visit.lead_count),
            (self.env._("Won"), 14, "money", lambda visit: visit.won_revenue),
            (self.env._("Currency"), 9, "text", lambda visit: visit.currency_id.name),
        ]
