from odoo import api, fields, models
from odoo.exceptions import UserError

OUTCOMES = [
    ("open", "To call"),
    ("coming", "Comes"),
    ("undecided", "Decides later"),
    ("declined", "Does not come"),
    ("unreached", "Not reached"),
    ("wrong", "Wrong number"),
]


class HotelEventCall(models.Model):
    """One person who is invited by telephone, and what came of it (H22). A light row: lists are long."""

    _name = "hotel.event.call"
    _description = "Telephone Invitation"
    _inherit = ["hotel.protected.mixin"]
    _order = "id"

    _server_fields = frozenset({"called_at", "called_by_id", "attempts"})

    task_id = fields.Many2one("hotel.event.task", required=True, index=True, ondelete="cascade")
    event_id = fields.Many2one(related="task_id.event_id", store=True, index=True)
    company_id = fields.Many2one(related="task_id.company_id", store=True, index=True)
    name = fields.Char("Guest", required=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="restrict")
    phone = fields.Char()
    outcome = fields.Selection(OUTCOMES, required=True, default="open")
    called_at = fields.Datetime("Called", readonly=True, copy=False)
    called_by_id = fields.Many2one("res.users", "Called by", readonly=True, copy=False, ondelete="restrict")
    attempts = fields.Integer(readonly=True, copy=False)
    note = fields.Char("Remarks")

    _outcomes = models.Index("(task_id, outcome)")

    @api.model_create_multi
    def create(self, vals_list):
        calls = super().create(vals_list)
        calls.filtered(lambda call: call.outcome != "open")._note_call()
        return calls

    def write(self, vals):
        result = super().write(vals)
        if vals.get("outcome") and vals["outcome"] != "open":
            self._note_call()
        return result

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.name = self.partner_id.display_name
            self.phone = self.partner_id.phone

    @api.ondelete(at_uninstall=False)
    def _unlink_uncalled_only(self):
        called = self.filtered("called_at")
        if called:
            raise UserError(self.env._("Who was called stays on the list (M2): %s.", ", ".join(called.mapped("name"))))

    def _note_call(self):
        """Note who called and when with each outcome."""
        for attempts, calls in self.sudo().grouped("attempts").items():
            calls.write({"called_at": fields.Datetime.now(), "called_by_id": self.env.uid, "attempts": attempts + 1})
