from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventChange(models.Model):
    """One thing that an issue says otherwise than the one before, and whom it concerns (H5). Never changed (M2)."""

    _name = "hotel.event.change"
    _description = "Change of an Event Order"
    _inherit = ["hotel.protected.mixin"]
    _order = "issue_id desc, id"

    issue_id = fields.Many2one("hotel.event.issue", required=True, readonly=True, index=True, ondelete="restrict")
    order_id = fields.Many2one(related="issue_id.order_id", store=True, index=True, precompute=True)
    company_id = fields.Many2one(related="issue_id.company_id", store=True, index=True, precompute=True)
    key = fields.Char(required=True, readonly=True)
    title = fields.Char(readonly=True)
    label = fields.Char("What", compute="_compute_label")
    department_ids = fields.Many2many("hr.department", string="Concerns", readonly=True, help="Empty: all departments.")
    before = fields.Text(readonly=True)
    after = fields.Text("Now", readonly=True)

    _server_fields = frozenset({"issue_id", "key", "title", "department_ids", "before", "after"})

    @api.depends("key", "title")
    @api.depends_context("lang")
    def _compute_label(self):
        for change in self:
            change.label = change.order_id._get_told_label(change.key) or change.title or change.key

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Issues of an event order are kept (M2)."))
