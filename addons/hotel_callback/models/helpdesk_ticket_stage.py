from odoo import fields, models


class HelpdeskTicketStage(models.Model):
    """A stage shows how far a complaint is; moving a card into it takes the step (J2)."""

    _inherit = "helpdesk.ticket.stage"

    complaint_state = fields.Selection(
        [
            ("new", "New"),
            ("reacted", "Taken up"),
            ("replied", "Answered"),
            ("closed", "Closed"),
            ("dropped", "Unfounded or withdrawn"),
        ],
        help="The step that a complaint takes when it is moved into this stage.",
    )
