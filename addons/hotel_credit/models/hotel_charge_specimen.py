from odoo import fields, models


class HotelCharge(models.Model):
    """Whoever may read a slip may compare its photo with the specimen, as the cashier did (D12)."""

    _inherit = "hotel.charge"

    signer_specimen = fields.Image(related="signer_id.specimen", string="Specimen signature")
