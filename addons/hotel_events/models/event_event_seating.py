from odoo import models
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """Seating of an event's guests (H10)."""

    _inherit = "event.event"

    def action_hotel_fill_tables(self):
        """Seat everybody who has no table yet.

        :raise UserError: the event has no tables
        """
        self.ensure_one()
        self.check_access("write")
        if not self.hotel_table_ids:
            raise UserError(self.env._("%s has no tables yet. Add them on the page Tables.", self.name))
        seated, left = self.env["hotel.event.table"]._fill(self)
        message = self.env._("%(seated)s guests were seated, %(left)s have no table.", seated=seated, left=left)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "warning" if left else "success", "message": message, "next": {"type": "ir.actions.act_window_close"}},
        }
