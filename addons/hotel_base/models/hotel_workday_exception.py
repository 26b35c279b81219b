from odoo import api, fields, models


class HotelWorkdayException(models.Model):
    """A day on which a company departs from its country's calendar (M1)."""

    _name = "hotel.workday.exception"
    _description = "Working-day exception"
    _order = "date desc"
    _check_company_auto = True

    name = fields.Char("Reason", required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="cascade", index=True
    )
    date = fields.Date(required=True)
    working = fields.Boolean(
        "Worked",
        help="Ticked: the day is worked although it is a weekend or a holiday. Not ticked: the day is free.",
    )

    _one_a_day = models.UniqueIndex("(company_id, date)", "There is already an exception for this day and company.")

    @api.model_create_multi
    def create(self, vals_list):
        exceptions = super().create(vals_list)
        self.env.registry.clear_cache()
        return exceptions

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
