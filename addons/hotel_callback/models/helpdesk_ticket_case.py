from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    complaint_case_ids = fields.One2many("hotel.complaint.case", "ticket_id", "Case")
    complaint_similar_ids = fields.Many2many(
        "hotel.complaint.case", compute="_compute_complaint_similar_ids", string="Similar cases",
        help="J6: what was learnt from complaints with a similar text.",
    )  # fmt: skip

    @api.depends("name", "description")
    def _compute_complaint_similar_ids(self):
        for ticket in self:
            ticket.complaint_similar_ids = self.env["hotel.complaint.case"].find_similar(f"{ticket.name or ''} {ticket.description or ''}")

    def action_complaint_case(self):
        """J6: open the case of this complaint, or begin one from what is written on it."""
        self.ensure_one()
        self.check_access("read")
        case = self.complaint_case_ids[:1]
        context = {
            "default_ticket_id": self.id,
            "default_name": self.name,
            "default_category_id": self.category_id.id,
            "default_cause_id": self.complaint_cause_id.id,
            "default_what": self.complaint_finding,
            "default_measure": self.complaint_measure,
            "default_company_id": self.company_id.id,
        }
        return {
            "type": "ir.actions.act_window",
            "res_model": "hotel.complaint.case",
            "res_id": case.id,
            "views": [(False, "form")],
            "context": {} if case else context,
        }
