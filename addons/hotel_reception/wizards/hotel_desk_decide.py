from odoo import fields, models


class HotelDeskDecide(models.TransientModel):
    """L4: the decision about a dispute; the dispute judges who may."""

    _name = "hotel.desk.decide"
    _description = "Decide a dispute over a customer"

    dispute_id = fields.Many2one("hotel.desk.dispute", required=True, readonly=True, ondelete="cascade")
    claimant_id = fields.Many2one(related="dispute_id.claimant_id")
    against_id = fields.Many2one(related="dispute_id.against_id")
    user_id = fields.Many2one("res.users", "The customer goes to", required=True, domain="[('share', '=', False)]")
    decision = fields.Text("Reason", required=True)

    def action_apply(self):
        """Decide."""
        self.ensure_one()
        self.dispute_id.decide(self.user_id.id, self.decision)
        return {"type": "ir.actions.act_window_close"}
