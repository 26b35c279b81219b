from odoo import fields, models


class EventEvent(models.Model):
    """H17: the invitation lists of the event."""

    _inherit = "event.event"

    hotel_invitation_ids = fields.One2many("hotel.event.invitation", "event_id", "Invitation lists", copy=False)
    hotel_invitation_count = fields.Integer(compute="_compute_hotel_invitation_count")

    def _compute_hotel_invitation_count(self):
        counts = dict(self.env["hotel.event.invitation"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"]))
        for event in self:
            event.hotel_invitation_count = counts.get(event, 0)

    def action_hotel_invitations(self):
        """List the invitation lists of the event, or begin the first one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_invitation_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {"default_event_id": self.id}}
