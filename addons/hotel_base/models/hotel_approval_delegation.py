from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelApprovalDelegation(models.Model):
    """B6: who was replaced as the reviewer of a tier, by whom, when and why. Written by the server, never changed."""

    _name = "hotel.approval.delegation"
    _description = "Replacement of a reviewer"
    _order = "id"
    _rec_name = "to_id"

    step_id = fields.Many2one("hotel.approval.step", required=True, index=True, ondelete="restrict")
    from_id = fields.Many2one("res.users", string="Replaced", ondelete="restrict", help="Empty: a whole role.")
    to_id = fields.Many2one("res.users", string="Replaced by", required=True, ondelete="restrict")
    decided_by_id = fields.Many2one(
        "res.users",
        string="Ordered by",
        ondelete="restrict",
        help="Empty: replaced by the rule, because the expected reviewer may not decide this document.",
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    reason = fields.Char()

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A replacement on record is never changed."))

    @api.ondelete(at_uninstall=False)
    def _never_delete(self):
        raise UserError(self.env._("A replacement on record is never deleted."))
