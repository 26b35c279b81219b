from odoo import fields, models


class HotelComplaintSatisfaction(models.Model):
    """What a customer answered after a complaint was closed (J4): each time, so that a later answer hides no earlier one (J7)."""

    _name = "hotel.complaint.satisfaction"
    _description = "Answer after a Complaint"
    _inherit = ["hotel.protected.mixin"]
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one("helpdesk.ticket", "Complaint", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)
    answer = fields.Selection(
        [
            ("satisfied", "Satisfied"),
            ("average", "Average"),
            ("dissatisfied", "Dissatisfied"),
            ("unreachable", "Unreachable"),
        ],
        required=True, readonly=True, index=True,
    )  # fmt: skip
    note = fields.Text("Customer's words", readonly=True)
    user_id = fields.Many2one("res.users", "Recorded by", required=True, readonly=True, ondelete="restrict", index=True)
    answered_at = fields.Datetime("On", required=True, readonly=True, default=lambda self: fields.Datetime.now(), index=True)
    solved = fields.Datetime("Solved on", readonly=True)

    _server_fields = frozenset({"ticket_id", "answer", "note", "user_id", "answered_at", "solved"})
