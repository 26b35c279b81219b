from odoo import api, fields, models
from odoo.tools import format_datetime


class HotelVisitorEvacuation(models.AbstractModel):
    """Who is in the house now, whatever was ticked in the list (K5). The reader's own rights decide what is shown."""

    _name = "report.hotel_reception.report_evacuation"
    _description = "Evacuation List"

    @api.model
    def _get_report_values(self, docids, data=None):
        company = self.env.company
        entries = self.env["hotel.visitor.entry"].search([("company_id", "=", company.id), ("state", "=", "here")], order="name, id")
        return {
            "company": company,
            "docs": company,
            "entries": entries.with_context(tz=company.hotel_tz),
            "persons": sum(entries.mapped("persons")),
            "printed_at": format_datetime(self.env, fields.Datetime.now(), tz=company.hotel_tz, dt_format="short"),
        }
