from odoo import fields, models


class HotelEventKind(models.Model):
    """H14: how guests and host are asked after an event of the kind, and what its file has to hold."""

    _inherit = "hotel.event.kind"

    guest_survey_id = fields.Many2one(
        "survey.survey", "Guests are asked", ondelete="restrict", help="Empty: the house's survey for guests of an event."
    )
    host_survey_id = fields.Many2one(
        "survey.survey", "The host is asked", ondelete="restrict", help="Empty: the house's survey for hosts of an event."
    )
    archive_ids = fields.One2many("hotel.event.kind.archive", "kind_id", "Archive list", copy=True)

    def _get_survey(self, audience):
        """Return the survey for "guest" or "host", the house's own where the kind has none (superuser mode)."""
        survey_sudo = self.sudo()[f"{audience}_survey_id"]
        return survey_sudo or self.env.ref(f"hotel_events.survey_event_{audience}", raise_if_not_found=False).sudo()
