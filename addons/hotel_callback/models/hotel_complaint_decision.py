from odoo import fields, models

from .helpdesk_ticket import LEVELS


class HotelComplaintDecision(models.Model):
    """A level that the manager decided, with the proposal it answered (J3, M2). Written by the server, changed by nobody."""

    _name = "hotel.complaint.decision"
    _description = "Decision on the Level of a Complaint"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _rec_name = "reason"

    ticket_id = fields.Many2one("helpdesk.ticket", "Complaint", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    old_level = fields.Selection(LEVELS, "Before", readonly=True)
    proposed_level = fields.Selection(LEVELS, "Proposed", readonly=True)
    level = fields.Selection(LEVELS, "Decided", required=True, readonly=True)
    proposal = fields.Char("Why proposed", readonly=True)
    reason = fields.Char(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict", default=lambda self: self.env.uid)
    decided_at = fields.Datetime("On", required=True, readonly=True, default=lambda self: fields.Datetime.now())

    _server_fields = frozenset({"ticket_id", "old_level", "proposed_level", "level", "proposal", "reason", "user_id", "decided_at"})
