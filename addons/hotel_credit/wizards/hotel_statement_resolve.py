from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..rules import billing


class HotelStatementResolve(models.TransientModel):
    """F2, F3: finance decides a dispute: an allowance (which the finance head approves), or the charge stands."""

    _name = "hotel.statement.resolve"
    _description = "Decide a Dispute"

    dispute_id = fields.Many2one("hotel.statement.dispute", required=True, ondelete="cascade")
    charge_id = fields.Many2one(related="dispute_id.charge_id", string="Slip")
    comment = fields.Text(related="dispute_id.comment", string="What the customer says")
    currency_id = fields.Many2one(related="dispute_id.currency_id")
    decision = fields.Selection([("allow", "Allow"), ("stand", "The charge stands")], required=True, default="allow")
    resolution = fields.Text("Reason", required=True, help="The customer reads it.")
    amount_rooms = fields.Monetary("Rooms", compute="_compute_amounts", store=True, readonly=False)
    amount_food = fields.Monetary("Food", compute="_compute_amounts", store=True, readonly=False)
    amount_beverage = fields.Monetary("Beverage", compute="_compute_amounts", store=True, readonly=False)
    amount_banquet = fields.Monetary("Banquet", compute="_compute_amounts", store=True, readonly=False)
    amount_other = fields.Monetary("Other", compute="_compute_amounts", store=True, readonly=False)
    amount = fields.Monetary("Allowance", compute="_compute_amount")
    charge_rooms = fields.Monetary(related="charge_id.amount_rooms", string="Rooms on the slip")
    charge_food = fields.Monetary(related="charge_id.amount_food", string="Food on the slip")
    charge_beverage = fields.Monetary(related="charge_id.amount_beverage", string="Beverage on the slip")
    charge_banquet = fields.Monetary(related="charge_id.amount_banquet", string="Banquet on the slip")
    charge_other = fields.Monetary(related="charge_id.amount_other", string="Other on the slip")

    @api.depends("dispute_id")
    def _compute_amounts(self):
        """Propose what is left of the slip."""
        allowed = self.charge_id._get_allowed()
        for wizard in self:
            for kind in billing.KINDS:
                left = billing.exact(wizard.charge_id[f"amount_{kind}"]) - allowed[wizard.charge_id.id].get(kind, 0)
                wizard[f"amount_{kind}"] = float(left)

    @api.depends(*(f"amount_{kind}" for kind in billing.KINDS))
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = sum(wizard[f"amount_{kind}"] for kind in billing.KINDS)

    def action_decide(self):
        """Let the charge stand at once, or ask for the approval of the allowance.

        :raise AccessError: not of finance
        :raise UserError: naming what is in the way
        """
        self.ensure_one()
        self.dispute_id._check_may_resolve()
        if self.decision == "stand":
            self.dispute_id.action_reject(self.resolution)
            return {"type": "ir.actions.act_window_close"}
        if self.dispute_id.state != "open":
            raise UserError(self.env._("The dispute of slip %s is closed and stays as it is.", self.charge_id.name))
        allowance = self.env["hotel.sales.allowance"].with_context(clean_context(self.env.context)).create(
            {
                "charge_id": self.charge_id.id,
                "kind": "correction",
                "reason": self.resolution,
                **{f"amount_{kind}": self[f"amount_{kind}"] for kind in billing.KINDS},
            }
        )
        allowance.action_submit()
        return {
            "type": "ir.actions.act_window",
            "name": allowance.display_name,
            "res_model": "hotel.sales.allowance",
            "view_mode": "form",
            "res_id": allowance.id,
        }
