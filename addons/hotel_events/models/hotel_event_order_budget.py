from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..rules import event_deposit


class HotelEventOrder(models.Model):
    """H20: sales proposes the budget, finance agrees to it, and only then is the deposit computed; each revision is kept."""

    _inherit = "hotel.event.order"

    _server_fields = frozenset({"budget_by_id", "budget_agreed_by_id", "budget_agreed_at", "budget_ids"})

    budget = fields.Monetary(tracking=True, help="Tax included. Finance agrees to it; then the deposit is computed.")
    budget_by_id = fields.Many2one("res.users", "Budget entered by", readonly=True, copy=False, ondelete="restrict")
    budget_agreed_by_id = fields.Many2one("res.users", "Budget agreed by", readonly=True, copy=False, ondelete="restrict")
    budget_agreed_at = fields.Datetime("Budget agreed", readonly=True, copy=False)
    budget_ids = fields.One2many("hotel.event.budget", "order_id", "Agreed budgets", readonly=True)
    can_agree_budget = fields.Boolean(compute="_compute_can_agree_budget")
    offer_total = fields.Monetary("Total of the offer", compute="_compute_offer_total", help="Tax included, as it is now.")
    deposit_asked = fields.Monetary(
        "Deposit",
        tracking=True,
        copy=False,
        help="H2: computed when finance agrees to the budget; less than the policy's share needs the GM's approval.",
    )
    deposit_policy = fields.Monetary("Deposit by the policy", compute="_compute_deposit_policy")
    deposit_difference = fields.Monetary(
        "Difference to now", compute="_compute_deposit_policy", help="H20: what the new budget will add to the deposit."
    )
    deposit_is_low = fields.Boolean(compute="_compute_deposit_policy")

    _budget_not_negative = models.Constraint(
        "CHECK (COALESCE(deposit_asked, 0) >= 0 AND COALESCE(budget, 0) >= 0)", "Budget and deposit are 0 or more."
    )

    @api.depends("sale_order_id.amount_total")
    def _compute_offer_total(self):
        for order in self:
            order.offer_total = order.sudo().sale_order_id.amount_total

    @api.depends("budget", "deposit_rate", "deposit_asked")
    def _compute_deposit_policy(self):
        for order in self:
            order.deposit_policy = order._get_policy_deposit()
            order.deposit_difference = order.deposit_policy - order.deposit_asked
            order.deposit_is_low = order.currency_id.compare_amounts(order.deposit_asked, order.deposit_policy) < 0

    @api.depends_context("uid")
    @api.depends("budget", "budget_agreed_at", "state")
    def _compute_can_agree_budget(self):
        finance = self.env.user.has_group("hotel_base.group_finance")
        for order in self:
            order.can_agree_budget = (
                finance and order.state in ("draft", "issued") and bool(order.budget) and not order.budget_agreed_at
            )

    @api.constrains("deposit_asked")
    def _check_deposit_asked(self):
        """H2, H20: a deposit is more than nothing, at most the budget, and of a budget that finance agreed to."""
        for order in self:
            codes = event_deposit.deposit_problems(order.deposit_asked, order.budget)
            if not order.budget_agreed_at:
                codes = ["not_agreed"] if order.deposit_asked else []
            if codes:
                raise ValidationError("\n".join(order._get_deposit_sentences(codes)))

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        for order in orders.sudo().filtered("budget"):
            order.budget_by_id = order.coordinator_id if order.env.user.share else self.env.user
        return orders

    def write(self, vals):
        if "budget" not in vals:
            return super().write(vals)
        before = {order: order.budget for order in self}
        result = super().write(vals)
        # H20: what finance agreed to was another budget.
        changed = self.filtered(lambda order: order.currency_id.compare_amounts(before[order], order.budget))
        changed.sudo().write({"budget_by_id": self.env.uid, "budget_agreed_by_id": False, "budget_agreed_at": False})
        return result

    def action_agree_budget(self):
        """H20: finance agrees to the budget; the deposit is computed from it, and the difference to before is kept.

        :raise AccessError: the user is not of finance
        :raise UserError: no budget, agreed to already, or entered by the same person
        """
        self.check_access("read")
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("The budget of an event is agreed to by finance."))
        orders_sudo = self.sudo()
        orders_sudo.lock_for_update()
        orders_sudo.invalidate_recordset(["budget", "budget_agreed_at"])
        if problems := [problem for order in orders_sudo for problem in order._get_agreement_problems()]:
            raise UserError("\n".join(problems))
        for order in orders_sudo:
            order._agree_budget()
        return True

    def _get_agreement_problems(self):
        self.ensure_one()
        problems = []
        if self.state not in ("draft", "issued"):
            problems.append(self.env._("%s was held, settled or cancelled.", self.display_name))
        if not self.budget:
            problems.append(self.env._("%s has no budget yet: sales enters it first.", self.display_name))
        if self.budget_agreed_at:
            problems.append(
                self.env._(
                    "The budget of %(order)s was agreed to by %(user)s already.",
                    order=self.display_name,
                    user=self.budget_agreed_by_id.name,
                )
            )
        if self.budget_by_id == self.env.user:
            problems.append(
                self.env._("You entered the budget of %s yourself: somebody else in finance agrees to it.", self.display_name)
            )
        return problems

    def _agree_budget(self):
        """Note the agreement and compute the deposit anew. Superuser mode."""
        last = self.budget_ids[:1]
        now, deposit = fields.Datetime.now(), self._get_policy_deposit()
        self.env["hotel.event.budget"].create(
            {
                "order_id": self.id,
                "number": last.number + 1,
                "budget": self.budget,
                "budget_change": self.budget - last.budget,
                "deposit": deposit,
                "deposit_change": deposit - self.deposit_asked,
                "entered_by_id": self.budget_by_id.id,
                "agreed_by_id": self.env.uid,
                "agreed_at": now,
            }
        )
        self.write({"budget_agreed_by_id": self.env.uid, "budget_agreed_at": now, "deposit_asked": deposit})

    def _get_policy_deposit(self):
        """H2: return what the policy asks for."""
        self.ensure_one()
        digits = self.currency_id.decimal_places if self.currency_id else 2
        return float(event_deposit.deposit(Decimal(repr(self.budget or 0.0)), Decimal(repr(self.deposit_rate or 0.0)), digits))

    def _get_deposit_sentences(self, codes):
        """Return what is wrong with the deposit, as sentences."""
        self.ensure_one()
        sentences = {
            "not_agreed": self.env._("Deposit: finance has not agreed to the budget yet, from which it is computed (H20)."),
            "not_positive": self.env._(
                "Deposit: %s is not possible. Enter an amount above 0.", self.currency_id.format(self.deposit_asked)
            ),
            "above_budget": self.env._(
                "Deposit: %(deposit)s is above the budget of %(budget)s.",
                deposit=self.currency_id.format(self.deposit_asked),
                budget=self.currency_id.format(self.budget),
            ),
        }
        return [sentences[code] for code in codes]
