from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelCreditSuspension(models.Model):
    """Why an agreement was suspended, by whom, and why that was lifted (C6, A8, G2). Kept, never changed (M2)."""

    _name = "hotel.credit.suspension"
    _description = "Suspension of an Agreement"
    _inherit = ["hotel.protected.mixin"]
    _order = "suspended_at desc, id desc"

    agreement_id = fields.Many2one(
        "hotel.credit.agreement", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [("hand", "By hand"), ("documents", "Document expired"), ("dunning", "Dunning unanswered")],
        "Cause",
        required=True,
        readonly=True,
    )
    reason = fields.Text(required=True, readonly=True)
    document_ids = fields.Many2many("hotel.credit.document", string="Documents asked for", readonly=True)
    suspended_at = fields.Datetime("Suspended", required=True, readonly=True, default=fields.Datetime.now)
    suspended_by_id = fields.Many2one(
        "res.users", "Suspended by", readonly=True, ondelete="restrict", help="Empty: by the system."
    )
    lifted_at = fields.Datetime("Lifted", readonly=True)
    lifted_by_id = fields.Many2one(
        "res.users", "Lifted by", readonly=True, ondelete="restrict", help="Empty: by the system."
    )
    lift_reason = fields.Text("Reason of lifting", readonly=True)

    _server_fields = frozenset({
        "agreement_id", "company_id", "kind", "reason", "document_ids", "suspended_at", "suspended_by_id", "lifted_at",
        "lifted_by_id", "lift_reason",
    })  # fmt: skip

    _open = models.Index("(agreement_id) WHERE lifted_at IS NULL")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Suspensions are kept with the agreement (M2)."))
