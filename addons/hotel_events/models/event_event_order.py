from odoo import fields, models
from odoo.exceptions import UserError

#: Fields that an event has in common with its order: {name here: name there}.
SHARED = {"date_begin": "date_begin", "date_end": "date_end", "name": "title"}


class EventEvent(models.Model):
    """The work of an event order: run sheet, countdown, crew, guests hang on the event that the order made (H1)."""

    _inherit = "event.event"

    _server_fields = frozenset({"hotel_move_warnings"})

    hotel_order_ids = fields.One2many("hotel.event.order", "event_id", "Event order", readonly=True)
    hotel_order_id = fields.Many2one(
        "hotel.event.order", "Order", compute="_compute_hotel_order_id", search="_search_hotel_order_id"
    )
    hotel_move_warnings = fields.Text(
        "Since it was moved", readonly=True, copy=False, help="What became impossible when the event was last moved."
    )

    def _compute_hotel_order_id(self):
        for event in self:
            event.hotel_order_id = event.hotel_order_ids[:1]

    def _search_hotel_order_id(self, operator, value):
        return [("hotel_order_ids", operator, value)]

    def write(self, vals):
        shared = {name: vals[own] for own, name in SHARED.items() if own in vals}
        if not shared:
            return super().write(vals)
        if not self.env.su:
            # M2: an order that was held or settled is not changed from the side.
            self.sudo().hotel_order_ids._check_unlocked(shared)
        before = {event: (event.date_begin, event.date_end) for event in self}
        result = super().write(vals)
        moved = self.filtered(lambda event: before[event][0] and event.date_begin != before[event][0])
        past = moved.filtered(lambda event: event.hotel_order_ids and event.date_begin < fields.Datetime.now())
        if past:
            raise UserError(
                self.env._("An event is not moved into the past: %s. Choose a day to come.", ", ".join(past.mapped("name")))
            )
        self.sudo().hotel_order_ids._follow_event()
        for event in self.filtered(lambda each: each in moved or each.date_end != before[each][1]):
            # The departments' lists are the server's to move, whoever moved the event.
            event.sudo()._hotel_follow_dates(*before[event])
        return result

    def _hotel_follow_dates(self, begin, end):
        """Bring the work after the event's new dates, and note what became impossible. Superuser mode.

        :param begin: when it began before
        :param end: when it ended before
        """
        self.ensure_one()
        by = self.date_begin - begin
        # A new list takes the place of the last move's; another length alone adds to it.
        problems = self._hotel_moved(by) if by else (self.hotel_move_warnings or "").splitlines()
        if self.date_end - end != by:
            problems += self._hotel_resized()
        self.hotel_move_warnings = "\n".join(dict.fromkeys(problems)) or False

    def action_hotel_move_seen(self):
        """Take the list of what became impossible off the screen."""
        self.check_access("write")
        self.sudo().hotel_move_warnings = False
        return True

    def _hotel_moved(self, by):
        """Move along what is undone; each part of the work extends this.

        :param timedelta by: how far the event's beginning was moved
        :return: list of sentences: what became impossible and has to be settled by hand
        """
        self.ensure_one()
        return self.hotel_order_ids._hotel_moved(by)

    def _hotel_resized(self):
        """The event has become longer or shorter; each part of the work extends this.

        :return: list of sentences: what became impossible and has to be settled by hand
        """
        self.ensure_one()
        return self.hotel_order_ids._hotel_resized()

    def _hotel_apply_kind(self, kind):
        """Fill the event with what its kind's template brings; each part of the work extends this."""

    def _hotel_cancelled(self, reason):
        """The order was cancelled: stop the work and free the rooms; each part of the work extends this. Superuser mode.

        :return: list of sentences: what somebody has to do by hand
        """
        stage = self.env.ref("event.event_stage_cancelled", raise_if_not_found=False)
        if stage:
            self.stage_id = stage
        return []
