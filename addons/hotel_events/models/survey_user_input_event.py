from odoo import fields, models


class SurveyUserInput(models.Model):
    """H14: an answer belongs to the event that was asked about."""

    _name = "survey.user_input"
    _inherit = ["survey.user_input", "hotel.protected.mixin"]

    _server_fields = frozenset({"hotel_event_id", "hotel_audience"})

    hotel_event_id = fields.Many2one("event.event", "Event", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    hotel_audience = fields.Selection([("guest", "Guests"), ("host", "Host")], "Asked as", readonly=True, copy=False)
