from odoo import fields, models

from ..models.hotel_ageing import GROUPS


class HotelAgeingPaper(models.TransientModel):
    """The ageing of one day, to print or to hand on (F6)."""

    _name = "hotel.ageing.paper"
    _description = "Ageing of Receivables, Printed"

    as_of = fields.Date("At the end of", required=True, default=lambda self: self.env.company._hotel_today())
    by = fields.Selection(
        [
            ("customer", "Customer"),
            ("agreement", "Credit agreement"),
            ("salesperson", "Salesperson"),
            ("guarantor", "Guarantor"),
        ],
        required=True,
        default="customer",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    def _get_table(self):
        """Return the table as of `hotel.ageing.get_table`, under the rules of who prints."""
        self.ensure_one()
        return self.env["hotel.ageing"].with_company(self.company_id).get_table(self.as_of, self.by)

    def _get_open_items(self):
        """Return the model of the open items of the day, and the domain of those to hand on."""
        self.ensure_one()
        model = GROUPS[self.by][0]
        Model = self.env[model].with_company(self.company_id).with_context(hotel_as_of=fields.Date.to_string(self.as_of))
        return Model, [("company_id", "=", self.company_id.id)]

    def _get_by_label(self):
        """Return what the rows are, in words."""
        self.ensure_one()
        return dict(self._fields["by"]._description_selection(self.env))[self.by]

    def _get_file_name(self):
        """Return the name of the file, without its ending."""
        self.ensure_one()
        return self.env._("Ageing by %(by)s %(day)s", by=self._get_by_label(), day=self.as_of)

    def _get_report(self, kind):
        """Return the action that prints it as pdf or xlsx."""
        report = "hotel_credit.hotel_ageing_xlsx_action" if kind == "xlsx" else "hotel_credit.report_ageing_action"
        return self.env.ref(report).report_action(self, config=False)
