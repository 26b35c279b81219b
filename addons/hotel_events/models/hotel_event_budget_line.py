from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import event_budget as rule


class HotelEventBudgetLine(models.Model):
    """What an event may cost, or brings in, by category; beside it what it did (H13). Earlier amounts are kept."""

    _name = "hotel.event.budget.line"
    _description = "Budget of an Event"
    _inherit = ["hotel.protected.mixin"]
    _order = "event_id, direction desc, sequence, id"
    _rec_name = "category_id"

    _server_fields = frozenset({"change_ids", "revise_reason"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    category_id = fields.Many2one("hotel.event.budget.category", required=True, index=True, ondelete="restrict")
    direction = fields.Selection(related="category_id.direction", store=True)
    sequence = fields.Integer(related="category_id.sequence", store=True)
    planned = fields.Monetary(required=True, default=0.0)
    first_planned = fields.Monetary("Planned at first", compute="_compute_first_planned", help="Before the first revision.")
    actual = fields.Monetary(compute="_compute_actual", help="From vendor bills and charges on the event's analytic account; income from its invoices.")
    difference = fields.Monetary(compute="_compute_actual", help="Positive: better than planned.")
    used = fields.Float("Used (%)", compute="_compute_actual")
    revise_reason = fields.Char("Why revised last", readonly=True, copy=False)
    note = fields.Char("Remarks")
    change_ids = fields.One2many("hotel.event.budget.change", "line_id", "Revisions", readonly=True)

    _one_a_category = models.UniqueIndex("(event_id, category_id)", "The category stands in the event's budget already.")
    _planned_not_negative = models.Constraint("CHECK (planned >= 0)", "A planned amount is 0 or more.")

    @api.depends_context("company")
    @api.depends("event_id.company_id")
    def _compute_currency_id(self):
        for line in self:
            line.currency_id = (line.event_id.company_id or self.env.company).currency_id

    @api.depends("planned", "change_ids")
    def _compute_first_planned(self):
        # The slice below would read each revision by itself.
        self.change_ids.fetch(["planned_before"])
        for line in self:
            line.first_planned = line.change_ids.sorted("id")[:1].planned_before if line.change_ids else line.planned

    @api.depends("planned", "category_id", "event_id")
    def _compute_actual(self):
        actual = self.event_id._hotel_get_actual()
        for line in self:
            line.actual = actual.get((line.event_id._origin.id, line.category_id.id), 0.0)
            line.difference = rule.difference(line.direction, line.planned, line.actual)
            line.used = rule.used(line.planned, line.actual) or 0.0

    @api.model_create_multi
    def create(self, vals_list):
        events = self.env["event.event"].browse({vals["event_id"] for vals in vals_list if vals.get("event_id")})
        self._check_not_agreed(events)
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & {"event_id", "category_id"}:
            raise UserError(self.env._("A budget's line stays with its event and category. Plan 0 for what falls away."))
        if "planned" not in vals:
            return super().write(vals)
        before = {line: line.planned for line in self}
        if any(line.currency_id.compare_amounts(planned, vals["planned"]) for line, planned in before.items()):
            self._check_not_agreed(self.event_id)
        result = super().write(vals)
        self._note_changes(before, vals.get("revise_reason"))
        return result

    def _revise(self, planned, reason):
        """Plan another amount with a reason (superuser mode)."""
        self.ensure_one()
        self.write({"planned": planned, "revise_reason": reason})

    @api.ondelete(at_uninstall=False)
    def _unlink_unrevised_only(self):
        self._check_not_agreed(self.event_id)
        revised = self.filtered("change_ids")
        if revised:
            raise UserError(
                self.env._("%s was revised, which is kept: plan 0 instead.", ", ".join(revised.category_id.mapped("name")))
            )

    def _check_not_agreed(self, events):
        """H20: what finance agreed to is revised with a reason, not overwritten."""
        agreed = events.filtered("hotel_budget_agreed") if not self.env.su else events.browse()
        if agreed:
            raise UserError(
                self.env._(
                    "Finance has agreed to the budget of %s. Press Revise and say why it changes.", ", ".join(agreed.mapped("name"))
                )
            )

    def _note_changes(self, before, reason=None):
        """Keep what was planned before; nothing where the amount is the same."""
        changed = self.filtered(lambda line: line.currency_id.compare_amounts(before[line], line.planned))
        self.env["hotel.event.budget.change"].sudo().create(
            [
                {
                    "line_id": line.id,
                    "planned_before": before[line],
                    "planned_after": line.planned,
                    "reason": reason,
                    "user_id": self.env.uid,
                }
                for line in changed
            ]
        )
