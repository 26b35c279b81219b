from odoo import api, models
from odoo.exceptions import AccessError

FIGURES = ("guest", "coming", "declined", "silent", "arrived")


class EventEvent(models.Model):
    """The figures of the hour: answers and check points (H10)."""

    _inherit = "event.event"

    @api.readonly
    def get_live_figures(self):
        """Return {guest, coming, declined, silent, arrived, points: [{id, name, passed, persons, expected}]}; no guest is named.

        :raise AccessError: who neither runs the event nor works at its door
        """
        event_sudo = self.sudo().exists()
        if len(event_sudo) != 1 or not event_sudo._hotel_may_scan(self.env.user):
            raise AccessError(self.env._("You do not work at this event."))
        return {name: event_sudo[f"hotel_{name}_count"] for name in FIGURES} | {
            "points": [
                {
                    "id": point.id,
                    "name": point.name,
                    "passed": point.passed_count,
                    "persons": point.person_count,
                    "expected": point.expected_count,
                }
                for point in event_sudo.hotel_checkpoint_ids
            ]
        }
