from odoo import fields, models


class HotelCallbackFigureMixin(models.AbstractModel):
    """I10: what is counted of callbacks, for one of them or for a person's month."""

    _name = "hotel.callback.figure.mixin"
    _description = "What is Counted of Callbacks"

    month = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", "Hotel", readonly=True)
    owner_id = fields.Many2one("res.users", "Person", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    due = fields.Integer(readonly=True)
    made = fields.Integer(readonly=True)
    unreachable = fields.Integer(readonly=True)
    called = fields.Integer("Made or tried", readonly=True)
    reached = fields.Integer(readonly=True)
    rated = fields.Integer("Asked how satisfied", readonly=True)
    satisfied = fields.Integer(readonly=True)
    unrated = fields.Integer("Made, not asked", readonly=True)
    reported = fields.Integer("In reports due", readonly=True)
    reported_in_time = fields.Integer("Reported in time", readonly=True)
    report_open = fields.Integer("Report not due yet", readonly=True)
    problems = fields.Integer(readonly=True)
    solved = fields.Integer("Problems solved", readonly=True)
    left_out = fields.Integer(readonly=True)
    opted_out = fields.Integer(readonly=True)
    cancelled = fields.Integer(readonly=True)
