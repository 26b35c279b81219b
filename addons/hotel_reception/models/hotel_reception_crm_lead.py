from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """K7: an opportunity is a return of the visit that its customer paid before."""

    _inherit = "crm.lead"

    hotel_visit_id = fields.Many2one(
        "hotel.visit", "Came of visit", index="btree_not_null", ondelete="set null", check_company=True, help="The reception it came of."
    )

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._find_hotel_visit()
        return leads

    def _find_hotel_visit(self):
        """K7: link new opportunities to the last visit of the same customer within the company's time."""
        leads = self.filtered(lambda lead: lead.partner_id and not lead.hotel_visit_id)
        if not leads:
            return
        now = fields.Datetime.now()
        visits_sudo = self.env["hotel.visit"].sudo().search(
            Domain("partner_id.commercial_partner_id", "in", leads.partner_id.commercial_partner_id.ids)
            & Domain("returned_at", "!=", False)
            & Domain("returned_at", ">=", now - timedelta(days=max(self.env["res.company"].sudo().search([]).mapped("hotel_visit_return_days")))),
            order="returned_at desc",
        )
        for lead in leads:
            company = lead.company_id or self.env.company
            visit = visits_sudo.filtered(
                lambda visit, lead=lead, company=company: visit.partner_id.commercial_partner_id == lead.partner_id.commercial_partner_id.sudo()
                and visit.company_id == company.sudo()
                and visit.returned_at >= now - timedelta(days=company.sudo().hotel_visit_return_days)
            )[:1]
            if visit:
                lead.sudo().hotel_visit_id = visit.id
