from odoo import fields, models
from odoo.exceptions import UserError


class HelpdeskTicket(models.Model):
    """H21, J1: a complaint that grew out of an incident at an event."""

    _inherit = "helpdesk.ticket"

    _server_fields = frozenset({"event_incident_id"})

    event_incident_id = fields.Many2one(
        "hotel.event.incident", "From the incident", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    _one_complaint_an_incident = models.UniqueIndex("(event_incident_id) WHERE event_incident_id IS NOT NULL")


class HotelEventIncident(models.Model):
    """H21: an incident may become a complaint with its clocks; the log itself stays as it is."""

    _inherit = "hotel.event.incident"

    ticket_ids = fields.One2many("helpdesk.ticket", "event_incident_id", "Complaint", readonly=True)
    ticket_count = fields.Integer(compute="_compute_ticket_count", compute_sudo=True)

    def _compute_ticket_count(self):
        for incident in self:
            incident.ticket_count = len(incident.ticket_ids)

    def action_complaint(self):
        """J1: make the complaint of the event's host out of the incident, once, or open it.

        :raise UserError: the event has no host who could complain
        """
        self.ensure_one()
        tickets = self.env["helpdesk.ticket"]
        tickets.check_access("create")
        self.check_access("read")
        ticket_sudo = self.sudo().ticket_ids
        if not ticket_sudo:
            order = self.event_id.hotel_order_id
            if not order:
                raise UserError(self.env._("%s has no event order, so no customer whose complaint this could be.", self.event_id.display_name))
            ticket_sudo = tickets.sudo().with_company(self.company_id).create(self._prepare_ticket_vals(order))
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": ticket_sudo.id,
            "views": [(False, "form")],
        }

    def _prepare_ticket_vals(self, order):
        """Return the values of the complaint."""
        self.ensure_one()
        return {
            "name": self.env._("Incident at %(event)s: %(what)s", event=order.title, what=self.name),
            "description": "\n".join(filter(None, (self.name, self.place, self.person, self.action))),
            "partner_id": order.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": order.coordinator_id.id,
            "event_incident_id": self.id,
        }
