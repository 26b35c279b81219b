from collections import defaultdict

from odoo import api, models


class HotelCreditAgreement(models.Model):
    """F1: on whose statement money shows that names no agreement itself."""

    _inherit = "hotel.credit.agreement"

    @api.model
    def _find_for_money(self, wanted):
        """Return {(company id, firm id, day): agreement id} for money that firms pay on a day.

        It is the agreement of that day, or the last one before it, or else the first that comes; agreements of a firm do
        not overlap. Firms that never signed one are left out.

        :param wanted: iterable of (company id, firm id, day)
        """
        wanted = set(wanted)
        signed = defaultdict(list)
        for agreement in self.sudo().search(
            [
                ("company_id", "in", list({company_id for company_id, _firm, _day in wanted})),
                ("commercial_partner_id", "in", list({firm_id for _company, firm_id, _day in wanted})),
                ("state", "!=", "to_sign"),
            ],
            order="date_start, id",
        ):
            signed[agreement.company_id.id, agreement.commercial_partner_id.id].append(agreement)
        found = {}
        for company_id, firm_id, day in wanted:
            if agreements := signed.get((company_id, firm_id)):
                begun = [agreement for agreement in agreements if not day or agreement.date_start <= day]
                found[company_id, firm_id, day] = (begun[-1] if begun else agreements[0]).id
        return found
