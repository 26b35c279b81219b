from odoo import fields, models

RESULTS = [
    ("reached", "Reached"),
    ("no_answer", "No answer"),
    ("busy", "Busy"),
    ("wrong_number", "Wrong number"),
    ("not_convenient", "Not convenient"),
]


class HotelCallbackAttempt(models.Model):
    """I5: one attempt to reach the customer, by whom, and how it ended. Written by the server."""

    _name = "hotel.callback.attempt"
    _description = "Attempt to Reach a Customer"
    _inherit = ["hotel.protected.mixin"]
    _order = "at, id"

    callback_id = fields.Many2one("hotel.callback", required=True, readonly=True, ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, ondelete="restrict")
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict")
    at = fields.Datetime("When", required=True, readonly=True)
    day = fields.Date(required=True, readonly=True, help="In the customer's time zone.")
    result = fields.Selection(RESULTS, required=True, readonly=True)
    note = fields.Char(readonly=True)
    next_at = fields.Datetime("Next try", readonly=True)

    _server_fields = frozenset({"callback_id", "partner_id", "user_id", "at", "day", "result", "note", "next_at"})

    # I4, held by the database whatever happens at once: two people never call one customer on one day.
    _one_caller_a_day = models.Constraint(
        "EXCLUDE USING gist (partner_id WITH =, day WITH =, user_id WITH <>)",
        "Somebody else called this customer today already: the customer is not called by two people in one day (I4).",
    )
    _of_customer = models.Index("(partner_id, day)")
