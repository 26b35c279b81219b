from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelGuaranteeHolder(models.Model):
    """E8: who was liable for a guarantee, from when until when, and by which hand-over."""

    _name = "hotel.guarantee.holder"
    _description = "Liable Person of a Guarantee"
    _inherit = ["hotel.protected.mixin"]
    _order = "guarantee_id, since, id"

    guarantee_id = fields.Many2one("hotel.guarantee", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="guarantee_id.company_id", store=True, precompute=True)
    user_id = fields.Many2one("res.users", "Liable user", required=True, readonly=True, index=True, ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", readonly=True, ondelete="restrict", context={"active_test": False})
    since = fields.Datetime(required=True, readonly=True)
    until = fields.Datetime(readonly=True)
    handover_id = fields.Many2one("hotel.handover", "Taken over by hand-over", readonly=True, ondelete="restrict")

    _server_fields = frozenset({"guarantee_id", "user_id", "employee_id", "since", "until", "handover_id"})

    _one_now = models.UniqueIndex("(guarantee_id) WHERE until IS NULL", "One employee is liable for a share at a time.")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """M2: who was liable stays on record."""
        raise UserError(self.env._("Who was liable stays on record."))
