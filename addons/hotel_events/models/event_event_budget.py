from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import event_budget as rule


class EventEvent(models.Model):
    """H13: each event has an analytic account; what is booked there stands against the budget by category."""

    _inherit = "event.event"

    _server_fields = frozenset({"hotel_analytic_account_id"})

    hotel_analytic_account_id = fields.Many2one(
        "account.analytic.account", "Analytic account", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    hotel_currency_id = fields.Many2one("res.currency", compute="_compute_hotel_currency_id")
    hotel_budget_line_ids = fields.One2many("hotel.event.budget.line", "event_id", "Budget by category", copy=False)
    hotel_budget_change_ids = fields.One2many("hotel.event.budget.change", "event_id", "Revisions of the budget", readonly=True)
    hotel_budget_agreed = fields.Boolean("Budget agreed with finance", compute="_compute_hotel_budget_agreed")
    hotel_planned_cost = fields.Monetary("Planned cost", compute="_compute_hotel_budget", currency_field="hotel_currency_id")
    hotel_actual_cost = fields.Monetary("Actual cost", compute="_compute_hotel_budget", currency_field="hotel_currency_id")
    hotel_planned_income = fields.Monetary("Planned income", compute="_compute_hotel_budget", currency_field="hotel_currency_id")
    hotel_actual_income = fields.Monetary("Actual income", compute="_compute_hotel_budget", currency_field="hotel_currency_id")
    hotel_unassigned_cost = fields.Monetary(
        "Cost without a category",
        compute="_compute_hotel_budget",
        currency_field="hotel_currency_id",
        help="Booked on the event's analytic account, but in no category of its budget.",
    )

    @api.depends_context("company")
    @api.depends("company_id")
    def _compute_hotel_currency_id(self):
        for event in self:
            event.hotel_currency_id = (event.company_id or self.env.company).currency_id

    def _compute_hotel_budget_agreed(self):
        for event in self:
            event.hotel_budget_agreed = bool(event.sudo().hotel_order_id.budget_agreed_at)

    @api.depends("hotel_budget_line_ids.planned")
    def _compute_hotel_budget(self):
        actual = self._hotel_get_actual()
        income = self.env["hotel.event.budget.category"].sudo().search([("direction", "=", "income")]).ids
        for event in self:
            lines = event.hotel_budget_line_ids
            own = {category: amount for (key, category), amount in actual.items() if key == event._origin.id}
            event.hotel_planned_cost = sum(lines.filtered(lambda line: line.direction == "cost").mapped("planned"))
            event.hotel_planned_income = sum(lines.filtered(lambda line: line.direction == "income").mapped("planned"))
            event.hotel_actual_income = sum(amount for category, amount in own.items() if category in income)
            event.hotel_actual_cost = sum(amount for category, amount in own.items() if category not in income)
            event.hotel_unassigned_cost = own.get(False, 0.0)

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._hotel_make_analytic_accounts()
        return events

    def write(self, vals):
        result = super().write(vals)
        if "name" in vals:
            for event in self.sudo().filtered("hotel_analytic_account_id"):
                event.hotel_analytic_account_id.name = event.name
        return result

    def _hotel_make_analytic_accounts(self):
        """Give each event that has none its analytic account; who makes an event need not be of finance."""
        plan_sudo = self.env.ref("hotel_events.analytic_plan_events", raise_if_not_found=False)
        events_sudo = self.sudo().filtered(lambda event: not event.hotel_analytic_account_id)
        if not plan_sudo or not events_sudo:
            return
        accounts_sudo = self.env["account.analytic.account"].sudo().create(
            [
                {"name": event.name, "plan_id": plan_sudo.id, "company_id": event.company_id.id}
                for event in events_sudo
            ]
        )
        for event, account in zip(events_sudo, accounts_sudo, strict=True):
            event.hotel_analytic_account_id = account

    def _hotel_get_actual(self):
        """Return {(event id, category id or False): amount} of what is booked: cost positive, income positive.

        Two queries for all events; the reader of an event need not be of finance to see its sums.
        """
        ids = self._origin.ids
        if not ids:
            return {}
        self.env["account.analytic.line"].flush_model(["hotel_event_id", "hotel_budget_category_id", "amount"])
        self.env["account.move"].flush_model(["hotel_event_order_id", "state", "move_type", "amount_untaxed_signed"])
        rows = self.env.execute_query(
            SQL(
                """SELECT line.hotel_event_id, line.hotel_budget_category_id, -SUM(line.amount)
                     FROM account_analytic_line line
                    WHERE line.hotel_event_id = ANY(%(ids)s)
                    GROUP BY 1, 2
                    UNION ALL
                   SELECT booked.event_id, (SELECT id FROM hotel_event_budget_category WHERE direction = 'income' LIMIT 1),
                          SUM(move.amount_untaxed_signed)
                     FROM account_move move
                     JOIN hotel_event_order booked ON booked.id = move.hotel_event_order_id
                    WHERE booked.event_id = ANY(%(ids)s) AND move.state = 'posted' AND move.move_type IN ('out_invoice', 'out_refund')
                    GROUP BY 1""",
                ids=ids,
            )
        )
        actual = {}
        for event, category, amount in rows:
            key = event, category or False
            actual[key] = actual.get(key, 0.0) + float(amount or 0)
        return actual

    def _hotel_get_budget_rows(self):
        """Return the rows of the events' budgets against actual, event by event, with the same few queries for any number of them.

        :return: list of dicts: event (name), name, direction, planned, first, actual, difference, used
        """
        booked = {}
        for (event_id, category), amount in self._hotel_get_actual().items():
            booked.setdefault(event_id, {})[category] = amount
        categories = {each.id: each for each in self.env["hotel.event.budget.category"].with_context(active_test=False).search([])}
        rows = []
        for event in self:
            lines = event.hotel_budget_line_ids
            planned = set(lines.category_id.ids)
            own = [
                {
                    "event": event.name,
                    "name": line.category_id.name,
                    "direction": line.direction,
                    "first": line.first_planned,
                    "planned": line.planned,
                    "actual": line.actual,
                    "difference": line.difference,
                    "used": line.used,
                }
                for line in lines
            ]
            for key, amount in booked.get(event.id, {}).items():
                if key in planned or not amount:
                    continue
                direction = categories[key].direction if key else "cost"
                own.append(
                    {
                        "event": event.name,
                        "name": categories[key].name if key else self.env._("In no category"),
                        "direction": direction,
                        "first": 0.0,
                        "planned": 0.0,
                        "actual": amount,
                        "difference": rule.difference(direction, 0.0, amount),
                        "used": 0.0,
                    }
                )
            rows += sorted(own, key=lambda row: row["direction"] == "cost")
        return rows

    def action_hotel_budget(self):
        """Show the event's budget against actual as a pivot and a graph."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_budget_report_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {}}

    def action_hotel_revise_budget(self):
        """Return the dialog that revises a category with a reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Revise the budget"),
            "res_model": "hotel.event.budget.revise",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id},
        }

    def action_hotel_analytic_lines(self):
        """List what is booked on the event."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Booked on the event"),
            "res_model": "account.analytic.line",
            "view_mode": "list,form,pivot",
            "domain": [("hotel_event_id", "=", self.id)],
        }
