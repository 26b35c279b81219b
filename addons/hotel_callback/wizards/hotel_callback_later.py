from odoo import fields, models
from odoo.exceptions import UserError


class HotelCallbackLater(models.TransientModel):
    """A window that asks for a time: another one for a call (I5), one for a visit, the expected arrival (I14), or another person."""

    _name = "hotel.callback.later"
    _description = "Another Time or Person for a Callback"

    callback_id = fields.Many2one("hotel.callback", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("later", "Not convenient"), ("visit", "Agree on the visit"), ("late", "Lateness told"), ("give", "Give to")], required=True
    )
    at = fields.Datetime("Time")
    note = fields.Char()
    user_id = fields.Many2one("res.users", "Person", domain="[('share', '=', False)]")

    def action_confirm(self):
        """Do it."""
        self.ensure_one()
        if self.kind == "give":
            if not self.user_id:
                raise UserError(self.env._("Who makes the callback instead?"))
            self.callback_id.action_give_to(self.user_id.id)
        elif not self.at:
            raise UserError(self.env._("Enter the time."))
        elif self.kind == "later":
            self.callback_id.action_attempt("not_convenient", note=self.note, next_at=self.at)
        elif self.kind == "visit":
            self.callback_id.action_agree_visit(self.at)
        else:
            self.callback_id.action_tell_late(self.at)
        return {"type": "ir.actions.act_window_close"}
