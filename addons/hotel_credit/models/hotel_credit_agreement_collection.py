from odoo import api, models


class HotelCreditAgreement(models.Model):
    """F5: on whose statement money shows that settles nothing yet."""

    _inherit = "hotel.credit.agreement"

    @api.model
    def _hotel_newest(self, partners, companies):
        """Return {(company id, firm id): id} of the newest agreements of the partners' firms."""
        if not partners or not companies:
            return {}
        agreements_sudo = self.sudo().search(
            [
                ("commercial_partner_id", "in", partners.commercial_partner_id.ids),
                ("company_id", "in", companies.ids),
                ("state", "!=", "to_sign"),
            ],
            order="date_start, id",
        )
        return {(each.company_id.id, each.commercial_partner_id.id): each.id for each in agreements_sudo}
