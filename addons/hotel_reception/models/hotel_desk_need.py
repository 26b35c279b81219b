from odoo import models


class HotelDeskNeed(models.Model):
    """L3: what somebody comes for."""

    _name = "hotel.desk.need"
    _description = "Need of customers"
    _inherit = ["hotel.desk.choice"]
