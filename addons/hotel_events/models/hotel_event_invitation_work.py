from odoo import models


class HotelEventInvitation(models.Model):
    """H22: who is invited from a list is rung up, written to and reminded: tasks of the countdown, with the list."""

    _inherit = "hotel.event.invitation"

    def action_invite(self):
        result = super().action_invite()
        people = [
            {"partner_id": line.partner_id.id, "name": line.partner_id.display_name, "phone": line.partner_id.phone}
            for line in self.sudo().line_ids.filtered("chosen")
        ]
        self.sudo().event_id._hotel_start_invitations(people, invitation_list=self)
        return result
