from odoo import fields, models


class HotelStatementProblem(models.Model):
    """Why a statement could not be sent in a run; gone when the run is started again."""

    _name = "hotel.statement.problem"
    _description = "Statement not Sent"
    _order = "id"

    run_id = fields.Many2one("hotel.statement.run", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="run_id.company_id", store=True, index=True)
    statement_id = fields.Many2one("hotel.statement", required=True, readonly=True, ondelete="cascade")
    message = fields.Char(required=True, readonly=True)

    _unique_statement = models.UniqueIndex("(run_id, statement_id)")
