from odoo import api, fields, models
from odoo.exceptions import UserError


class HotelEventIssue(models.Model):
    """One numbered issue of an event order: what it said, what was new, and who issued it (H5). Never changed (M2)."""

    _name = "hotel.event.issue"
    _description = "Issue of an Event Order"
    _inherit = ["hotel.protected.mixin"]
    _order = "order_id, revision desc"

    order_id = fields.Many2one("hotel.event.order", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    revision = fields.Integer("Issue", required=True, readonly=True)
    issued_at = fields.Datetime("Issued", required=True, readonly=True)
    issued_by_id = fields.Many2one("res.users", "Issued by", required=True, readonly=True, ondelete="restrict")
    content = fields.Json(readonly=True, help="What the order said: {field: text}.")
    changed = fields.Json(readonly=True, help="Names of the fields that differ from the issue before.")
    difference = fields.Text("What is new", compute="_compute_difference")

    _server_fields = frozenset({"order_id", "revision", "issued_at", "issued_by_id", "content", "changed"})
    _unique_revision = models.UniqueIndex("(order_id, revision)")

    @api.depends("content", "changed")
    @api.depends_context("lang")
    def _compute_difference(self):
        for issue in self:
            before = issue.order_id.issue_ids.filtered(lambda each, n=issue.revision: each.revision == n - 1).content or {}
            lines = [
                self.env._(
                    "%(what)s: %(new)s (before: %(old)s)",
                    what=issue.order_id._fields[name]._description_string(self.env),
                    new=(issue.content or {}).get(name) or "-",
                    old=before.get(name) or "-",
                )
                for name in issue.changed or ()
                if name in issue.order_id._fields
            ]
            issue.difference = "\n".join(lines) if issue.revision > 1 else self.env._("First issue")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Issues of an event order are kept (M2)."))
