from odoo import fields, models


class ProductTemplate(models.Model):
    """H16: what the packages of an event consist of."""

    _inherit = "product.template"

    hotel_per_guest = fields.Boolean(
        "Per guest", help="Offered for the number of guests, billed for the larger of guaranteed and actual."
    )
    hotel_special_order = fields.Boolean(
        "Specially ordered", help="H15: got for the customer alone, so it is not refunded when the event is cancelled."
    )
