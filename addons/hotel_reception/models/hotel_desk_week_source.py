from odoo import fields, models


class HotelDeskWeekSource(models.Model):
    """Where the customers of a week came from."""

    _name = "hotel.desk.week.source"
    _description = "Source in a weekly report of the desk"
    _order = "week_id, counted desc, id"

    week_id = fields.Many2one("hotel.desk.week", required=True, readonly=True, ondelete="cascade", index=True)
    source_id = fields.Many2one("hotel.desk.source", readonly=True, ondelete="restrict")
    counted = fields.Integer("Customers", readonly=True)
    new_customers = fields.Integer("New", readonly=True)
    ordered = fields.Integer(readonly=True)
