from odoo import fields, models
from odoo.exceptions import UserError

#: What may be called with words from the window; each method checks for itself who may.
METHODS = {
    ("hotel.callback", "action_cancel"),
    ("hotel.callback.problem", "action_solve"),
    ("hotel.callback.report", "action_allow_later"),
    ("hotel.callback.report", "action_review"),
    ("hotel.callback.sample.line", "action_result"),
}


class HotelCallbackWords(models.TransientModel):
    """A window that asks for words (reason, solution, instruction) and hands them to the record."""

    _name = "hotel.callback.words"
    _description = "Words for a Record"

    model = fields.Char(required=True)
    res_id = fields.Integer(required=True)
    method = fields.Char(required=True)
    argument = fields.Char()
    text = fields.Text("In words", required=True)

    def action_confirm(self):
        """Hand the words to the record's method."""
        self.ensure_one()
        if (self.model, self.method) not in METHODS:
            raise UserError(self.env._("This cannot be done from here."))
        record = self.env[self.model].browse(self.res_id)
        arguments = (self.argument, self.text) if self.argument else (self.text,)
        getattr(record, self.method)(*arguments)
        return {"type": "ir.actions.act_window_close"}
