from odoo import fields, models

KINDS = [
    ("busy", "Busy in turn"),
    ("absent", "Not at the place in turn"),
    ("back", "Back in the queue"),
    ("out", "Signed out"),
]


class HotelDeskSkip(models.Model):
    """L6: somebody was skipped, or came back; kept with reason, for the day's talk and for disputes."""

    _name = "hotel.desk.skip"
    _description = "Skip in the queue"
    _order = "id desc"

    presence_id = fields.Many2one("hotel.desk.presence", required=True, readonly=True, ondelete="restrict", index=True)
    desk_id = fields.Many2one("hotel.desk", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    day = fields.Date(required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", "Salesperson", required=True, readonly=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    in_turn = fields.Boolean("Was next", readonly=True, help="It was this salesperson's turn at that moment.")
    reason = fields.Char(readonly=True)
    by_id = fields.Many2one("res.users", "Entered by", required=True, readonly=True, ondelete="restrict")
    at = fields.Datetime(required=True, readonly=True)
    place_before = fields.Integer(readonly=True, aggregator=False)
    place_after = fields.Integer(readonly=True, aggregator=False)
