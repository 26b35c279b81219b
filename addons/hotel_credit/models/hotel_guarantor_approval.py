from odoo import fields, models


class HotelGuarantorApproval(models.Model):
    """The GM's leave that a salesperson guarantees one charge without an authorised signature (D2)."""

    _name = "hotel.guarantor.approval"
    _description = "Guarantor's Approval"
    _order = "id desc"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    agreement_id = fields.Many2one("hotel.credit.agreement", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True)
