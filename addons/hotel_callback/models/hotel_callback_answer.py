from odoo import fields, models


class HotelCallbackAnswer(models.Model):
    """I6: what the customer answered to a question of the script; the question's words are kept, so that it stays readable
    when the question is changed or deleted."""

    _name = "hotel.callback.answer"
    _description = "Answer to a Question of the Script"
    _inherit = ["hotel.protected.mixin"]
    _order = "sequence, id"

    callback_id = fields.Many2one("hotel.callback", required=True, readonly=True, ondelete="cascade", index=True)
    question_id = fields.Many2one("survey.question", readonly=True, ondelete="set null", index="btree_not_null")
    question = fields.Char("Asked", required=True, readonly=True, help="As it was asked.")
    sequence = fields.Integer(readonly=True)
    value = fields.Text("Answer", readonly=True)
    number = fields.Float(readonly=True, help="For scales and numbers.")

    _server_fields = frozenset({"callback_id", "question_id", "question", "sequence", "value", "number"})

    _once = models.UniqueIndex("(callback_id, question_id) WHERE question_id IS NOT NULL")
