from decimal import Decimal

from odoo import api, fields, models

from ..rules.visit_cost import Line, Party, Standard, judge


class HotelVisit(models.Model):
    """K2: what a visit is planned to cost, and what of it needs approval."""

    _inherit = "hotel.visit"

    cost_ids = fields.One2many("hotel.visit.cost", "visit_id", "Planned costs", copy=True)
    planned_total = fields.Monetary("Planned", compute="_compute_planned", store=True, tracking=True)
    standard_total = fields.Monetary("Standard", compute="_compute_planned", store=True)
    excess_total = fields.Monetary("Above the standard", compute="_compute_planned", store=True)
    approval_needed = fields.Text("What needs approval, and why", compute="_compute_approval_needed")

    @api.depends("cost_ids.amount", "cost_ids.standard_amount", "cost_ids.excess")
    def _compute_planned(self):
        for visit in self:
            visit.planned_total = sum(visit.cost_ids.mapped("amount"))
            visit.standard_total = sum(visit.cost_ids.mapped("standard_amount"))
            visit.excess_total = sum(visit.cost_ids.mapped("excess"))

    @api.depends("cost_ids.reason_codes", "cost_ids.excess", "level_id", "item_ids.place_id")
    @api.depends_context("lang")
    def _compute_approval_needed(self):
        for visit in self:
            lines = []
            if visit.level_id.gm_approves:
                lines.append(self.env._("The level %(level)s: the general manager decides.", level=visit.level_id.display_name))
            for cost in visit.cost_ids.filtered("reason_codes"):
                lines.append(
                    self.env._(
                        "%(what)s on %(day)s: %(amount)s planned, %(standard)s allowed - %(why)s.",
                        what=cost.name or cost.category_id.name,
                        day=cost.day,
                        amount=visit.currency_id.format(cost.amount),
                        standard=visit.currency_id.format(cost.standard_amount),
                        why=cost.reason,
                    )
                )
            for place in visit.item_ids.place_id.filtered("restricted"):
                lines.append(self.env._("%(place)s is closed to visitors: the general manager decides.", place=place.name))
            visit.approval_needed = "\n".join(lines) or False

    def _judge_costs(self, extra=()):
        """K2: return ({cost or key: Verdict}, {category id: Standard}) of one visit.

        :param extra: further [Line] to judge after the planned ones (a supplement)
        """
        self.ensure_one()
        currency = self.currency_id or self.env.company.currency_id
        level_sudo = self.level_id.sudo()
        today = self.company_id._hotel_today() if self.company_id else fields.Date.today()
        standards = {}
        for standard in level_sudo.standard_ids:
            amount = standard.amount
            if level_sudo.currency_id != currency:
                amount = level_sudo.currency_id._convert(amount, currency, self.company_id, today)
            standards[standard.category_id.id] = Standard(standard.mode, Decimal(str(amount)), standard.basis)
        party = Party(len(self.guest_ids), len(self._visit_hosts()), self.nights)
        costs = self.cost_ids.sorted(lambda cost: (cost.sequence, not cost._origin, cost._origin.id or 0))
        lines = [
            Line(cost, cost.category_id.id, cost.day, cost.quantity, Decimal(str(cost.price)), cost.category_id.is_banquet) for cost in costs
        ]
        return judge([*lines, *extra], standards, party, level_sudo.free_banquets, currency.decimal_places), standards
