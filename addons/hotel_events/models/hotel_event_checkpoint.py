from odoo import api, fields, models

KINDS = [("door", "Door"), ("gift", "Gifts"), ("meal", "Meal"), ("draw", "Lucky draw")]


class HotelEventCheckpoint(models.Model):
    """A place of an event where guests show their code: door, gifts, meal, draw; each lets a guest pass once (H10).

    Several phones work at one check point; who was let in at one is known at all.
    """

    _name = "hotel.event.checkpoint"
    _description = "Check Point of an Event"
    _inherit = ["hotel.event.templated.mixin"]
    _order = "event_id, sequence, id"

    name = fields.Char("Check point", required=True, translate=True)
    kind = fields.Selection(KINDS, required=True, default="door", help="Who passes a door has attended the event.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, help="An archived check point takes no scans.")
    template_id = fields.Many2one("hotel.event.kind.checkpoint", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    passed_count = fields.Integer("Guests passed", compute="_compute_passed")
    person_count = fields.Integer("Persons passed", compute="_compute_passed", help="With companions.")
    expected_count = fields.Integer("Guests expected", compute="_compute_passed", help="Invited and not declined.")
    last_at = fields.Datetime("Last scan", compute="_compute_passed")

    _unique_name = models.UniqueIndex("(event_id, lower(name ->> 'en_US'))", "The event has a check point of this name already.")

    def _compute_passed(self):
        """Two grouped queries for all of them; a scan stores no counter that many phones would fight for."""
        passed = {
            point.id: (count, persons, last)
            for point, count, persons, last in self.env["hotel.event.scan"].sudo()._read_group(
                [("checkpoint_id", "in", self.ids)], ["checkpoint_id"], ["__count", "persons:sum", "scanned_at:max"]
            )
        }
        expected = dict(
            self.env["event.registration"].sudo()._read_group(
                [("event_id", "in", self.event_id.ids), ("state", "!=", "cancel")], ["event_id"], ["__count"]
            )
        )
        for point in self:
            point.passed_count, point.person_count, point.last_at = passed.get(point.id, (0, 0, False))
            point.expected_count = expected.get(point.event_id, 0)

    @api.depends("name", "event_id.name")
    @api.depends_context("hotel_event_id", "lang")
    def _compute_display_name(self):
        for point in self:
            point.display_name = point.name if self.env.context.get("hotel_event_id") else f"{point.name} - {point.event_id.name}"

    def action_open_phone(self):
        """Open the page on which phones scan."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hotel/door/{self.id}", "target": "new"}

    def action_open_scans(self):
        """Open the scans of the check point."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_event_scan_action")
        return action | {"domain": [("checkpoint_id", "=", self.id)], "context": {}}

    def _prepare_template_vals(self, event, template):
        return [
            {
                "event_id": event.id,
                "template_id": template.id,
                "name": template.name,
                "kind": template.kind,
                "sequence": template.sequence,
            }
        ]
