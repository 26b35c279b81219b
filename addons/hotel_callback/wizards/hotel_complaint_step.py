from odoo import api, fields, models

from ..models.helpdesk_ticket import LEVELS


class HotelComplaintStep(models.TransientModel):
    """The dialog of a step that asks for something: an answer, a level, a reason, the other complaint."""

    _name = "hotel.complaint.step"
    _description = "Step of a Complaint"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    step = fields.Selection(
        [
            ("satisfaction", "Satisfaction call"),
            ("level", "Decide the level"),
            ("drop", "End without solution"),
            ("reopen", "Reopen"),
            ("merge", "Same matter as"),
        ],
        required=True, readonly=True,
    )  # fmt: skip
    answer = fields.Selection(
        [
            ("satisfied", "Satisfied"),
            ("average", "Average"),
            ("dissatisfied", "Dissatisfied"),
            ("unreachable", "Unreachable"),
        ]
    )
    proposal = fields.Char(related="ticket_id.complaint_level_reason")
    level = fields.Selection(LEVELS, compute="_compute_level", store=True, readonly=False)
    drop_reason = fields.Selection([("unfounded", "Unfounded"), ("withdrawn", "Withdrawn by the customer")], default="unfounded")
    company_id = fields.Many2one(related="ticket_id.company_id")
    other_id = fields.Many2one(
        "helpdesk.ticket",
        "The same matter as",
        domain="[('id', '!=', ticket_id), ('company_id', '=', company_id), ('complaint_state', 'in', ('new', 'reacted', 'checked', 'replied'))]",
    )
    note = fields.Text()

    @api.depends("ticket_id")
    def _compute_level(self):
        for dialog in self:
            dialog.level = dialog.ticket_id.complaint_level_proposed or dialog.ticket_id.complaint_level

    def action_confirm(self):
        """Take the step; the complaint's own method checks everything."""
        self.ensure_one()
        ticket = self.ticket_id
        if self.step == "satisfaction":
            ticket.action_complaint_satisfaction(self.answer, self.note)
        elif self.step == "level":
            ticket.action_complaint_level(self.level, self.note)
        elif self.step == "drop":
            ticket.action_complaint_drop(self.drop_reason, self.note)
        elif self.step == "reopen":
            ticket.action_complaint_reopen(self.note)
        else:
            ticket.action_complaint_merge(self.other_id.id)
        return {"type": "ir.actions.act_window_close"}
