from odoo import models


class HotelDeskSource(models.Model):
    """L3: where somebody heard of the hotel."""

    _name = "hotel.desk.source"
    _description = "Source of customers"
    _inherit = ["hotel.desk.choice"]
