from odoo import api, fields, models


class EventEvent(models.Model):
    """H21: the emergency plan of an event, and what happened on the day."""

    _inherit = "event.event"

    hotel_emergency_ids = fields.One2many("hotel.event.emergency", "event_id", "Emergency plans")
    hotel_emergency_id = fields.Many2one("hotel.event.emergency", "Emergency plan", compute="_compute_hotel_emergency_id")
    hotel_emergency_state = fields.Selection(
        [("draft", "To be approved"), ("approved", "Approved")],
        "State of the emergency plan",
        compute="_compute_hotel_emergency_id",
    )
    hotel_incident_ids = fields.One2many("hotel.event.incident", "event_id", "Incidents", readonly=True)
    hotel_incident_count = fields.Integer("Number of incidents", compute="_compute_hotel_incident_count")

    @api.depends("hotel_emergency_ids.state")
    def _compute_hotel_emergency_id(self):
        for event in self:
            event.hotel_emergency_id = event.hotel_emergency_ids[:1]
            event.hotel_emergency_state = event.hotel_emergency_ids[:1].state

    @api.depends("hotel_incident_ids")
    def _compute_hotel_incident_count(self):
        counts = dict(
            self.env["hotel.event.incident"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"])
        )
        for event in self:
            event.hotel_incident_count = counts.get(event._origin, 0)

    def action_hotel_open_emergency(self):
        """Open the emergency plan, a new one where there is none yet."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Emergency plan"),
            "res_model": "hotel.event.emergency",
            "res_id": self.hotel_emergency_id.id,
            "views": [(False, "form")],
            "context": {"default_event_id": self.id},
        }

    def action_hotel_open_incidents(self):
        """List what happened."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_incident_action")
        return {**action, "domain": [("event_id", "=", self.id)], "context": {"default_event_id": self.id}}

    def _hotel_apply_kind(self, kind):
        """H21: the plan begins with the house's exits and phones and the kind's risks; a plan that stands is left alone."""
        super()._hotel_apply_kind(kind)
        if kind.risk_ids and not self.hotel_emergency_ids:
            company = self.company_id or self.env.company
            self.env["hotel.event.emergency"].with_company(company).create(
                {"event_id": self.id, "responsible_id": self.user_id.with_company(company).employee_id.id}
            )
            self.env["hotel.event.risk"].load_template(self, kind.risk_ids)
