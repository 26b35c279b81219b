from odoo import fields, models


class HelpdeskTicketCategory(models.Model):
    """A category is the subject of a complaint: it says which kind it usually is, and repeats share it (J1, J3)."""

    _inherit = "helpdesk.ticket.category"

    complaint_kind = fields.Selection(
        [("soft", "Soft (service, environment)"), ("hard", "Hard (product, facility)")],
        help="The kind of complaints on this subject, unless somebody says otherwise.",
    )
