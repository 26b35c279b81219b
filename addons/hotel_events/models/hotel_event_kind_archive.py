from odoo import fields, models

#: What the server looks for by itself; an item of any kind can be met by a document.
CHECKS = [
    ("document", "A document"),
    ("offer", "The signed offer"),
    ("guests", "The guest list"),
    ("run_sheet", "The run sheet"),
    ("costs", "The final invoice"),
    ("feedback", "Answers of guests or host"),
    ("closing", "The closing report"),
]


class HotelEventKindArchive(models.Model):
    """What the file of an event of a kind has to hold (H14); without a kind: of every kind that lists nothing itself."""

    _name = "hotel.event.kind.archive"
    _description = "Archive List of a Kind of Event"
    _order = "kind_id, sequence, id"

    kind_id = fields.Many2one("hotel.event.kind", ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    check = fields.Selection(CHECKS, "Met by", required=True, default="document", help="The server looks for it; a document will do as well.")
