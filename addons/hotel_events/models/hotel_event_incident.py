from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class HotelEventIncident(models.Model):
    """What happened on the day: when, who, what was done (H21). Written once; a correction is a further entry (M2)."""

    _name = "hotel.event.incident"
    _description = "Incident at an Event"
    _inherit = ["hotel.protected.mixin"]
    _order = "at desc, id desc"

    _server_fields = frozenset({"reported_by_id"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="event_id.company_id", store=True, index=True)
    at = fields.Datetime("When", required=True, default=fields.Datetime.now, index=True)
    severity = fields.Selection(
        [("note", "Remark"), ("minor", "Minor"), ("serious", "Serious"), ("emergency", "Emergency")], required=True, default="minor"
    )
    name = fields.Char("What happened", required=True)
    place = fields.Char("Where")
    person = fields.Char("Who", required=True, help="Who was concerned or acted.")
    action = fields.Text("What was done", required=True)
    reported_by_id = fields.Many2one(
        "res.users", "Entered by", required=True, readonly=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    corrects_id = fields.Many2one(
        "hotel.event.incident", index="btree_not_null", ondelete="restrict", domain="[('event_id', '=', event_id)]"
    )

    @api.constrains("at", "corrects_id", "event_id")
    def _check_entry(self):
        problems = []
        for incident in self:
            if incident.at > fields.Datetime.now():
                problems.append(
                    self.env._(
                        "When: %s is still to come. Enter when it happened.",
                        fields.Datetime.context_timestamp(self, incident.at).strftime("%Y-%m-%d %H:%M"),
                    )
                )
            if incident.corrects_id and incident.corrects_id.event_id != incident.event_id:
                problems.append(self.env._("Corrects: choose an entry of the same event."))
        if problems:
            raise ValidationError("\n".join(problems))

    def write(self, vals):
        if self:
            raise UserError(
                self.env._("The log of incidents is never changed (M2). Make a further entry that corrects the first one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of incidents is never deleted (M2)."))
