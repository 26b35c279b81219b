from odoo import api, fields, models

from ..rules import run_sheet


class EventEvent(models.Model):
    """H6: the run sheet of an event."""

    _inherit = "event.event"

    hotel_item_ids = fields.One2many("hotel.event.item", "event_id", "Run sheet")
    hotel_sheet_end = fields.Datetime("Next item begins", compute="_compute_hotel_sheet_end")
    hotel_sheet_overlaps = fields.Integer("Overlapping items", compute="_compute_hotel_sheet_problems")
    hotel_sheet_gaps = fields.Integer("Empty moments", compute="_compute_hotel_sheet_problems")

    @api.depends("hotel_item_ids.stop", "date_begin")
    def _compute_hotel_sheet_end(self):
        for event in self:
            event.hotel_sheet_end = max(filter(None, event.hotel_item_ids.mapped("stop")), default=event.date_begin)

    @api.depends("hotel_item_ids.overlap", "hotel_item_ids.gap_minutes")
    def _compute_hotel_sheet_problems(self):
        for event in self:
            event.hotel_sheet_overlaps = len(event.hotel_item_ids.filtered("overlap"))
            event.hotel_sheet_gaps = len(event.hotel_item_ids.filtered("gap_minutes"))

    def action_hotel_line_up(self):
        """H6: give the items new times in the order they were dragged into: durations kept, what follows shifted."""
        self.ensure_one()
        items = self.hotel_item_ids.sorted()
        items.check_access("write")
        items._set_instants(run_sheet.line_up([item._get_row() for item in items]), "start", "stop")
        return True

    def action_hotel_sort_by_time(self):
        """Put the items into the order of their times, as after many were typed in."""
        self.ensure_one()
        items = self.hotel_item_ids.sorted(lambda item: (item.start, item.stop, item.sequence, item.id))
        items.check_access("write")
        for number, item in enumerate(items, 1):
            item.sequence = number * 10
        return True

    def action_hotel_print_run_sheet(self):
        """Return the action that prints the run sheet for the wall."""
        return self.env.ref("hotel_events.report_run_sheet_action").report_action(self, config=False)

    def _hotel_sheet_days(self):
        """Return [(date, items)] of the run sheet by the hotel's clock, for print; an item stands on the day it begins."""
        self.ensure_one()
        items = self.hotel_item_ids.sorted(lambda item: (item.start, item.sequence, item.id))
        return list(items.grouped(lambda item: self._hotel_day(item.start)).items())

    def _hotel_moved(self, by):
        """H6: the run sheet moves with the event; what is over stays."""
        sentences = super()._hotel_moved(by)
        now = fields.Datetime.now()
        ahead = self.hotel_item_ids.filtered(lambda item: item.stop > now)
        ahead._set_instants({item.id: (item.start + by, item.stop + by) for item in ahead}, "start", "stop")
        return sentences

    def _hotel_apply_kind(self, kind):
        super()._hotel_apply_kind(kind)
        self.env["hotel.event.item"].load_template(self, kind.item_ids)
