from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import billing
from ..tools.months import month_name


class HotelMonthRunMixin(models.AbstractModel):
    """A resumable batch (`hotel.run.mixin`) of one month in one company, kept by the month's first day."""

    _name = "hotel.month.run.mixin"
    _description = "Resumable Batch of a Month"
    _inherit = ["hotel.run.mixin"]
    _order = "month desc, id desc"

    month = fields.Date(
        required=True,
        default=lambda self: billing.previous_month(self.env.company._hotel_today()),
        help="Any day of the month; kept as its first day.",
    )

    @api.depends("month", "company_id")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{month_name(self.env, run.month) if run.month else ''} - {run.company_id.name}"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_first_of_month(vals) for vals in vals_list])

    def write(self, vals):
        if {"month", "company_id"} & vals.keys() and any(run.state != "draft" for run in self):
            raise UserError(self.env._("A run that was started keeps its month and company. Create another one for another month."))
        return super().write(self._with_first_of_month(vals))

    @api.model
    def _with_first_of_month(self, vals):
        if not vals.get("month"):
            return vals
        return {**vals, "month": billing.month_start(fields.Date.to_date(vals["month"]))}
