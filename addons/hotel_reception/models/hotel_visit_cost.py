from odoo import api, fields, models


class HotelVisitCost(models.Model):
    """One planned cost of a visit, judged against the level before anything is spent (K2, K8)."""

    _name = "hotel.visit.cost"
    _description = "Planned Cost of a Reception"
    _inherit = ["hotel.approval.child.mixin", "hotel.visit.part.mixin"]
    _order = "visit_id, sequence, id"
    _approval_parent = "visit_id"
    _approval_free_fields = frozenset({"sequence"})
    _server_fields = frozenset({"approved", "supplement_id"})

    visit_id = fields.Many2one("hotel.visit", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True, precompute=True)
    currency_id = fields.Many2one(related="visit_id.currency_id")
    sequence = fields.Integer(default=10)
    category_id = fields.Many2one("hotel.visit.category", "Kind of cost", required=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, default=lambda self: self._default_day())
    name = fields.Char("What")
    quantity = fields.Integer(required=True, default=1, help="Persons, room nights or pieces.")
    price = fields.Monetary("Each", required=True)
    amount = fields.Monetary("Planned", compute="_compute_amount", store=True)
    standard_mode = fields.Selection(
        selection=lambda self: self.env["hotel.visit.standard"]._fields["mode"]._description_selection(self.env),
        string="The level says",
        compute="_compute_verdict",
        store=True,
    )
    standard_price = fields.Monetary("Standard, each", compute="_compute_verdict", store=True)
    standard_amount = fields.Monetary("Standard", compute="_compute_verdict", store=True, help="What the level allows for this line in all.")
    excess = fields.Monetary("Above", compute="_compute_verdict", store=True)
    reason_codes = fields.Char(compute="_compute_verdict", store=True)
    reason = fields.Char("Needs approval because", compute="_compute_reason")
    approved = fields.Boolean(readonly=True, copy=False)
    supplement_id = fields.Many2one("hotel.visit.supplement", "Added by", readonly=True, copy=False, ondelete="restrict")

    _amounts = models.Constraint(
        "CHECK (quantity BETWEEN 1 AND 10000 AND price >= 0)", "A planned cost has a quantity from 1 to 10,000 and a price that is not negative."
    )

    @api.model
    def _default_day(self):
        visit = self.env["hotel.visit"].browse(self.env.context.get("default_visit_id"))
        return visit.company_id._hotel_local(visit.arrival).date() if visit.arrival else self.env.company._hotel_today()

    @api.depends("quantity", "price")
    def _compute_amount(self):
        for cost in self:
            cost.amount = cost.quantity * cost.price

    @api.depends(
        "category_id", "day", "quantity", "price", "sequence", "visit_id.cost_ids.category_id", "visit_id.cost_ids.day",
        "visit_id.cost_ids.quantity", "visit_id.cost_ids.price", "visit_id.cost_ids.sequence", "visit_id.level_id", "visit_id.guest_ids",
        "visit_id.host_id", "visit_id.cohost_ids", "visit_id.arrival", "visit_id.departure",
    )  # fmt: skip
    def _compute_verdict(self):
        """K2, K8: judge all lines of a visit together. M6: what was approved keeps the verdict it was approved with."""
        for visit, costs in self.grouped("visit_id").items():
            verdicts, standards = visit._judge_costs()
            for cost in costs:
                if cost.approved and cost._origin:
                    for name in ("standard_mode", "standard_price", "standard_amount", "excess", "reason_codes"):
                        cost[name] = cost._origin[name]
                    continue
                verdict = verdicts.get(cost)
                standard = standards.get(cost.category_id.id)
                cost.standard_mode = standard.mode if standard else False
                cost.standard_price = float(standard.amount) if standard and standard.mode == "limit" else 0.0
                cost.standard_amount = float(verdict.standard) if verdict else 0.0
                cost.excess = float(verdict.excess) if verdict else 0.0
                cost.reason_codes = ",".join(verdict.reasons) if verdict else False

    @api.depends("reason_codes", "standard_price")
    @api.depends_context("lang")
    def _compute_reason(self):
        texts = {
            "price": self.env._("above the level's amount"),
            "quantity": self.env._("more than there are persons, nights or days"),
            "not_paid": self.env._("the hotel does not pay this at the level"),
            "no_standard": self.env._("the level does not provide for it"),
            "banquet": self.env._("a second banquet for the same visit"),
        }
        for cost in self:
            codes = (cost.reason_codes or "").split(",")
            cost.reason = "; ".join(texts[code] for code in codes if code in texts) or False
