from odoo import fields, models


class HotelBillingProblem(models.Model):
    """Why an agreement could not be billed in a run; gone when the run is started again."""

    _name = "hotel.billing.problem"
    _description = "Billing Problem"
    _order = "id"

    run_id = fields.Many2one("hotel.billing.run", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, readonly=True, ondelete="cascade")
    message = fields.Char(required=True, readonly=True)

    _unique_agreement = models.UniqueIndex("(run_id, agreement_id)")
