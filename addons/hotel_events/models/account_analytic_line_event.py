from odoo import api, fields, models

from ..rules import event_budget as rule


class AccountAnalyticLine(models.Model):
    """H13: what is booked on an event's analytic account belongs to the event and a category of its budget.

    The category follows the product or account and can be set right by finance. What the customer is billed is not
    among them: it counts as the order's income.
    """

    _name = "account.analytic.line"
    _inherit = ["account.analytic.line", "hotel.protected.mixin"]

    _server_fields = frozenset({"hotel_event_id"})

    hotel_event_id = fields.Many2one("event.event", "Event", readonly=True, index="btree_not_null", ondelete="set null")
    hotel_budget_category_id = fields.Many2one(
        "hotel.event.budget.category",
        "Budget category",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('direction', '=', 'cost')]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._hotel_assign_event()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {self._hotel_get_event_column(), "product_id", "general_account_id"}:
            self._hotel_assign_event()
        return result

    @api.model
    def _hotel_get_event_column(self):
        """Return the name of the field that holds the event's analytic account; None before the plan is there."""
        plan_sudo = self.env.ref("hotel_events.analytic_plan_events", raise_if_not_found=False)
        column = plan_sudo and plan_sudo.sudo()._column_name()
        return column if column in self._fields else None

    def _hotel_assign_event(self):
        """Note event and category of lines that are booked on an event's account."""
        column = self._hotel_get_event_column()
        lines_sudo = self.sudo()
        accounts = lines_sudo.mapped(column) if column else None
        if not accounts:
            return
        events = {
            event.hotel_analytic_account_id: event
            for event in self.env["event.event"].sudo().with_context(active_test=False).search(
                [("hotel_analytic_account_id", "in", accounts.ids)]
            )
        }
        mapping = self.env["hotel.event.budget.category"]._get_mapping() if events else {}
        for line in lines_sudo:
            event = events.get(line[column])
            if not event or line.move_line_id.move_id.is_sale_document(include_receipts=True):
                continue
            categories = [int(each) for each in reversed((line.product_id.categ_id.parent_path or "").split("/")) if each]
            line.write(
                {
                    "hotel_event_id": event.id,
                    "hotel_budget_category_id": rule.category(
                        line.product_id.id or None, categories, line.general_account_id.id or None, mapping
                    ),
                }
            )
