from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    complaint_compensation_ids = fields.One2many("hotel.complaint.compensation", "ticket_id", "Compensation")
    complaint_compensation_count = fields.Integer(compute="_compute_complaint_compensation_count")

    @api.depends("complaint_compensation_ids")
    def _compute_complaint_compensation_count(self):
        counts = dict(self.env["hotel.complaint.compensation"]._read_group([("ticket_id", "in", self.ids)], ["ticket_id"], ["__count"]))
        for ticket in self:
            ticket.complaint_compensation_count = counts.get(ticket, 0)

    def action_complaint_compensation(self):
        """Open the compensations of the complaint, ready to propose one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compensation"),
            "res_model": "hotel.complaint.compensation",
            "views": [(False, "list"), (False, "form")] if self.complaint_compensation_count else [(False, "form")],
            "domain": [("ticket_id", "=", self.id)],
            "context": {"default_ticket_id": self.id},
        }

    def _complaint_close_problems(self):
        problems = super()._complaint_close_problems()
        for record in self.sudo().complaint_compensation_ids.filtered(lambda record: record.approval_state == "pending"):
            problems.append(self.env._("Compensation %(number)s is not decided yet.", number=record.name))
        return problems
