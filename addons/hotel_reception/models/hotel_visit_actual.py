from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import float_compare

from ..rules.visit_cost import overspent


class HotelVisit(models.Model):
    """K7: what a visit really cost, against what was planned."""

    _inherit = "hotel.visit"

    expense_ids = fields.One2many("hotel.visit.expense", "visit_id", "Actual costs", copy=False)
    supplement_ids = fields.One2many("hotel.visit.supplement", "visit_id", "Further costs", copy=False)
    actual_total = fields.Monetary("Actual", compute="_compute_actual", store=True)
    difference = fields.Monetary("Actual less planned", compute="_compute_actual", store=True)
    overspent = fields.Text("Spent above what was approved", compute="_compute_overspent")

    @api.depends("expense_ids.amount", "planned_total")
    def _compute_actual(self):
        for visit in self:
            visit.actual_total = sum(visit.expense_ids.mapped("amount"))
            visit.difference = visit.actual_total - visit.planned_total

    @api.depends("expense_ids.amount", "expense_ids.category_id", "cost_ids.amount", "cost_ids.approved")
    @api.depends_context("lang")
    def _compute_overspent(self):
        for visit in self:
            lines = [
                self.env._(
                    "%(category)s: %(amount)s above what was approved",
                    category=category.name,
                    amount=visit.currency_id.format(float(amount)),
                )
                for category, amount in visit._get_overspent().items()
            ]
            visit.overspent = "\n".join(lines) or False

    def _get_overspent(self):
        """K2: return {category: Decimal} spent above the approved plan."""
        self.ensure_one()

        def total(records):
            sums = {}
            for record in records:
                sums[record.category_id] = sums.get(record.category_id, Decimal(0)) + Decimal(str(record.amount))
            return sums

        excess = overspent(total(self.cost_ids.filtered("approved")), total(self.expense_ids))
        digits = self.currency_id.rounding or 0.01
        return {category: amount for category, amount in excess.items() if float_compare(float(amount), 0, precision_rounding=digits) > 0}
