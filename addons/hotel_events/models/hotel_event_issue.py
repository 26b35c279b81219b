from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..rules import event_order


class HotelEventIssue(models.Model):
    """One numbered issue of an event order: what it said, what was new, and who issued it (H5). Never changed (M2)."""

    _name = "hotel.event.issue"
    _description = "Issue of an Event Order"
    _inherit = ["hotel.protected.mixin"]
    _order = "order_id, revision desc"

    order_id = fields.Many2one("hotel.event.order", "Event order", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True, precompute=True)
    revision = fields.Integer("Issue", required=True, readonly=True)
    issued_at = fields.Datetime("Issued", required=True, readonly=True)
    issued_by_id = fields.Many2one("res.users", "Issued by", required=True, readonly=True, ondelete="restrict")
    department_ids = fields.Many2many("hr.department", string="Departments", readonly=True)
    content = fields.Json(readonly=True, help="What the order said.")
    change_ids = fields.One2many("hotel.event.change", "issue_id", "What is new", readonly=True)
    difference = fields.Text(compute="_compute_difference")
    my_difference = fields.Text("New for my department", compute="_compute_difference")

    _server_fields = frozenset(
        {"order_id", "revision", "issued_at", "issued_by_id", "department_ids", "content", "change_ids"}
    )
    _unique_revision = models.UniqueIndex("(order_id, revision)")

    @api.depends("order_id", "revision")
    def _compute_display_name(self):
        for issue in self:
            issue.display_name = self.env._("%(order)s, issue %(issue)s", order=issue.order_id.name, issue=issue.revision)

    @api.depends("change_ids")
    @api.depends_context("lang", "uid")
    def _compute_difference(self):
        user_sudo = self.env.user.sudo()
        mine = user_sudo.employee_ids.department_id
        mine |= self.env["hr.department"].sudo().search([("manager_id", "in", user_sudo.employee_ids.ids)])
        for issue in self:
            issue.difference = issue._get_text(issue.change_ids)
            issue.my_difference = issue._get_text(
                issue.change_ids.filtered(lambda change: not change.department_ids or change.department_ids & mine)
            )

    def _get_text(self, changes):
        """Return changes as text, a line each."""
        if self.revision <= 1:
            return self.env._("First issue")
        return "\n".join(
            self.env._(
                "%(what)s: %(new)s (before: %(old)s)", what=change.label, new=change.after or "-", old=change.before or "-"
            )
            for change in changes
        )

    def _get_changes_of(self, department):
        """H5: return what is new for one department."""
        self.ensure_one()
        return self.change_ids.filtered(lambda change: event_order.concerns(change.department_ids.ids, department.id))

    @api.model
    def _prepare_change_vals(self, before, after):
        """Return the commands that make the rows of what an issue changes."""
        content = {**(before or {}), **after}
        return [
            Command.create(
                {
                    "key": key,
                    "title": content[key].get("title"),
                    "department_ids": [Command.set(self.env["hr.department"].browse(departments).exists().ids)],
                    "before": "\n".join(went),
                    "after": "\n".join(came),
                }
            )
            for key, departments, went, came in event_order.changes(before, after)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Issues of an event order are kept (M2)."))
