from odoo import api, fields, models


class EventEvent(models.Model):
    """What all parts of an event's work share: whether it takes place at all, and what is done when that changes."""

    _inherit = "event.event"

    hotel_is_off = fields.Boolean(
        "Does not take place",
        compute="_compute_hotel_is_off",
        store=True,
        help="Cancelled or archived: its crew is free, nothing of it is due.",
    )

    @api.depends("active", "kanban_state", "hotel_order_ids.state")
    def _compute_hotel_is_off(self):
        for event in self:
            event.hotel_is_off = (
                not event.active or event.kanban_state == "cancel" or "cancelled" in event.hotel_order_ids.mapped("state")
            )

    def write(self, vals):
        if not vals.keys() & {"active", "kanban_state"}:
            return super().write(vals)
        off = self.filtered("hotel_is_off")
        if vals.get("active") or vals.get("kanban_state", "cancel") != "cancel":
            off.sudo()._hotel_before_on()
        result = super().write(vals)
        self.filtered(lambda event: event.hotel_is_off != (event in off)).sudo()._hotel_on_or_off()
        return result

    def _hotel_before_on(self):
        """These events are about to take place after all; parts of the work raise what is in the way (superuser mode)."""

    def _hotel_on_or_off(self):
        """Whether these events take place has changed; parts of the work follow (superuser mode)."""
