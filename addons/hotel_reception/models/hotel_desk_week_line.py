from odoo import fields, models


class HotelDeskWeekLine(models.Model):
    """One person's counts in a weekly report."""

    _name = "hotel.desk.week.line"
    _description = "Person in a weekly report of the desk"
    _order = "week_id, counted desc, user_id"

    week_id = fields.Many2one("hotel.desk.week", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="week_id.company_id")
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True, ondelete="restrict")
    entries = fields.Integer(readonly=True)
    counted = fields.Integer("Customers", readonly=True)
    walk_ins = fields.Integer("Walk-ins", readonly=True)
    calls = fields.Integer(readonly=True)
    new_customers = fields.Integer("New", readonly=True)
    owner_matches = fields.Integer("Own", readonly=True)
    turns = fields.Integer(readonly=True)
    turns_back = fields.Integer("Given back", readonly=True)
    no_customers = fields.Integer("No customers", readonly=True)
    ordered = fields.Integer(readonly=True)
    conversion = fields.Float("Conversion (%)", readonly=True, aggregator=None)
    wait_minutes = fields.Float("Waited (minutes)", readonly=True, aggregator="avg")
    busy = fields.Integer("Busy in turn", readonly=True)
    empty_posts = fields.Integer("Not at the place", readonly=True)
