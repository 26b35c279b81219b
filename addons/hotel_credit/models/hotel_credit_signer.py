from odoo import fields, models


class HotelCreditSigner(models.Model):
    """A person who may sign slips for the customer, with a specimen signature (C4). History is kept."""

    _name = "hotel.credit.signer"
    _description = "Authorised Signer"
    _order = "agreement_id, name, id"

    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True)
    name = fields.Char(required=True)
    code = fields.Char("Card code", copy=False, index=True, help="Printed on the signer card; unique within a company.")
    phone = fields.Char()
    specimen = fields.Image("Specimen signature", max_width=800, max_height=400)
    valid_from = fields.Date("Valid from", help="First day on which the signature counts.")
    ended_on = fields.Date("Ended from", copy=False, help="From this day on the signature is refused.")
