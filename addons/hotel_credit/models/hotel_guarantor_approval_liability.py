from odoo import models


class HotelGuarantorApproval(models.Model):
    """E4: who guarantees a temporary credit that is not fully settled guarantees no charge either (D2)."""

    _inherit = "hotel.guarantor.approval"

    def _guarantor_problems(self):
        guarantor = self.signed_by_id or self.user_id
        return super()._guarantor_problems() + self.env["hotel.temporary.credit"]._get_open_problems(self.company_id, guarantor)
