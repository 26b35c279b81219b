from odoo import fields, models


class EventEvent(models.Model):
    """H12: the lucky draws of the event."""

    _inherit = "event.event"

    hotel_draw_ids = fields.One2many("hotel.event.draw", "event_id", "Lucky draws", copy=False)
    hotel_draw_count = fields.Integer(compute="_compute_hotel_draw_count")

    def _compute_hotel_draw_count(self):
        counts = dict(self.env["hotel.event.draw"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"]))
        for event in self:
            event.hotel_draw_count = counts.get(event, 0)

    def action_hotel_draws(self):
        """List the lucky draws of the event."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_draw_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {"default_event_id": self.id}}

    def _hotel_get_present_registrations(self):
        """Return the registrations of those who came: who passed a door (H10), or was checked in by hand."""
        return self.env["event.registration"].search([("event_id", "in", self.ids), ("state", "=", "done")])
