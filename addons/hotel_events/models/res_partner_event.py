from odoo import fields, models


class ResPartner(models.Model):
    """H17: a customer shows to which events its people were invited, and to which they came."""

    _inherit = "res.partner"

    hotel_event_invited_count = fields.Integer(
        "Invitations to events", compute="_compute_hotel_event_counts", groups="event.group_event_registration_desk"
    )
    hotel_event_came_count = fields.Integer(
        "Events attended", compute="_compute_hotel_event_counts", groups="event.group_event_registration_desk"
    )

    def _compute_hotel_event_counts(self):
        rows = self.env["event.registration"]._read_group(
            [("partner_id", "child_of", self.ids), ("state", "!=", "cancel")], ["partner_id", "state"], ["event_id:recordset"]
        )
        invited, came = {}, {}
        for partner, state, events in rows:
            for owner in {partner.id, partner.commercial_partner_id.id, partner.parent_id.id}:
                invited.setdefault(owner, set()).update(events.ids)
                if state == "done":
                    came.setdefault(owner, set()).update(events.ids)
        for partner in self:
            partner.hotel_event_invited_count = len(invited.get(partner._origin.id, ()))
            partner.hotel_event_came_count = len(came.get(partner._origin.id, ()))

    def action_hotel_event_guests(self):
        """List the invitations of the customer's people with what became of them, by event."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("event.event_registration_action")
        return {
            **action,
            "name": self.env._("Events of %s", self.display_name),
            "view_mode": "list,kanban,form,pivot",
            "views": [(False, "list"), (False, "kanban"), (False, "form"), (False, "pivot")],
            "domain": [("partner_id", "child_of", self.commercial_partner_id.id)],
            "context": {"group_by": ["event_id"], "create": False},
        }
