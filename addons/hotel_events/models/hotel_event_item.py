from datetime import timedelta

from odoo import api, fields, models

from ..rules import run_sheet


class HotelEventItem(models.Model):
    """One item of an event's run sheet: from when to when, where, who, with what (H6).

    A light row. Overlaps and gaps are shown, not refused: a buffet goes on while the band plays.
    """

    _name = "hotel.event.item"
    _description = "Item of a Run Sheet"
    _inherit = ["hotel.event.templated.mixin"]
    _order = "sequence, start, id"
    _check_company_auto = True

    name = fields.Char("What", required=True, translate=True)
    sequence = fields.Integer(default=10000)
    start = fields.Datetime(required=True, index=True)
    stop = fields.Datetime("End", required=True)
    minutes = fields.Integer(compute="_compute_minutes", inverse="_inverse_minutes")
    room_id = fields.Many2one("hotel.room", index="btree_not_null", ondelete="restrict", check_company=True)
    place = fields.Char(translate=True, help="Where, if it is no function room: foyer, car park, lawn.")
    place_name = fields.Char("Where", compute="_compute_place_name")
    performer = fields.Char("On stage", translate=True, help="Who speaks, plays or presents.")
    role_id = fields.Many2one("hotel.event.role", ondelete="restrict")
    employee_id = fields.Many2one(
        "hr.employee", "Responsible", index="btree_not_null", ondelete="restrict", check_company=True
    )
    responsible = fields.Char("Who", compute="_compute_responsible")
    needs = fields.Text("What is needed", translate=True)
    template_id = fields.Many2one("hotel.event.kind.item", readonly=True, copy=False, ondelete="set null", index="btree_not_null")
    overlap = fields.Text("Overlaps", compute="_compute_overlap")
    gap_minutes = fields.Integer("Empty before (min)", compute="_compute_overlap")

    _ends_after_it_begins = models.Constraint("CHECK (stop > start)", "An item of the run sheet ends after it begins.")

    @api.depends("start", "stop")
    def _compute_minutes(self):
        for item in self:
            item.minutes = (item.stop - item.start).total_seconds() / 60 if item.start and item.stop else 0

    def _inverse_minutes(self):
        for item in self:
            item.stop = item.start + timedelta(minutes=item.minutes)

    @api.depends("room_id.display_name", "place")
    def _compute_place_name(self):
        for item in self:
            item.place_name = ", ".join(filter(None, (item.room_id.display_name, item.place))) or False

    @api.depends("role_id.name", "employee_id.name")
    def _compute_responsible(self):
        for item in self:
            item.responsible = item.employee_id.name or item.role_id.name

    @api.depends("event_id.hotel_item_ids.start", "event_id.hotel_item_ids.stop", "event_id.hotel_item_ids.room_id",
                 "event_id.hotel_item_ids.place", "event_id.hotel_item_ids.employee_id")  # fmt: skip
    @api.depends_context("tz", "lang")
    def _compute_overlap(self):
        """H6: what shares a place or a person at the same time; other events of the same people count too."""
        self.overlap = False
        self.gap_minutes = 0
        for event, found in self._origin._get_conflicts().items():
            overlaps, gaps, others = found
            for item in self.filtered(lambda each, event=event: each.event_id._origin == event and each._origin.id):
                key = item._origin.id
                item.gap_minutes = gaps.get(key, 0)
                item.overlap = "\n".join(
                    item._get_overlap_sentence(others[other], why) for other, why in sorted(overlaps.get(key, ()))
                ) or False

    def _get_conflicts(self):
        """Return {event: ({id: {(other id, why)}}, {id: minutes empty before it}, {id: item})}, with two queries for all."""
        events = self.event_id
        items = events.hotel_item_ids.filtered(lambda item: item.start and item.stop)
        people = items.employee_id
        elsewhere = self.browse()
        if people:
            # Names of other events are shown to whoever may see this one.
            elsewhere = self.sudo().search(
                [
                    ("employee_id", "in", people.ids),
                    ("event_id", "not in", events.ids),
                    ("event_id.hotel_is_off", "=", False),
                    ("start", "<", max(items.mapped("stop"))),
                    ("stop", ">", min(items.mapped("start"))),
                ]
            )
        result = {}
        for event in events:
            own = event.hotel_item_ids & items
            rows = [item._get_row() for item in own]
            others = [run_sheet.Row(item.id, item.start, item.stop, frozenset(), item.employee_id.id) for item in elsewhere]
            gaps = {key: (stop - start).total_seconds() / 60 for start, stop, key in run_sheet.gaps(rows)}
            result[event] = (run_sheet.overlaps(rows + others), gaps, {item.id: item for item in own.sudo() | elsewhere})
        return result

    def _get_row(self):
        """Return the item as the rule wants it."""
        self.ensure_one()
        # A hall takes all its parts; another place is known by its name alone.
        places = self.room_id.leaf_ids.ids or filter(None, [(self.place or "").strip().casefold()])
        return run_sheet.Row(self.id, self.start, self.stop, frozenset(places), self.employee_id.id)

    def _get_overlap_sentence(self, other, why):
        begin, end = (fields.Datetime.context_timestamp(self, moment) for moment in (other.start, other.stop))
        values = {
            "person": other.employee_id.name,
            "place": other.place_name,
            "item": other.name if other.event_id == self.event_id._origin else f"{other.name} ({other.event_id.name})",
            "times": f"{begin:%H:%M}–{end:%H:%M}",
        }
        if why == "person":
            return self.env._("%(person)s also has %(item)s, %(times)s", **values)
        return self.env._("%(place)s: also %(item)s, %(times)s", **values)

    def _get_times(self):
        """Return from when to when by the hotel's clock, for print."""
        begin, end = (self.event_id._hotel_clock_time(moment) for moment in (self.start, self.stop))
        return f"{begin:%H:%M}–{end:%H:%M}"

    def _get_people(self):
        """Return the names of the responsible, else of the crew of the role, else the role."""
        crew = self.event_id.hotel_duty_ids.filtered(lambda duty: duty.role_id == self.role_id).employee_id if self.role_id else None
        return self.employee_id.name or (crew and ", ".join(crew.mapped("name"))) or self.role_id.name or ""

    @api.onchange("start")
    def _onchange_start(self):
        """An item that is moved keeps its length; a new one takes half an hour."""
        if self.start:
            before = self._origin
            length = before.stop - before.start if before.start else timedelta(minutes=30)
            self.stop = self.start + length

    @api.onchange("minutes")
    def _onchange_minutes(self):
        if self.start and self.minutes:
            self.stop = self.start + timedelta(minutes=self.minutes)

    def action_shift_following(self):
        """H6: let what follows on the sheet begin when this item ends: earlier or later, durations kept."""
        self.ensure_one()
        items = self.event_id.hotel_item_ids.sorted()
        items.check_access("write")
        self._set_instants(run_sheet.shift_following([item._get_row() for item in items], self.id), "start", "stop")
        return True

    def _prepare_template_vals(self, event, template):
        start = event.date_begin + timedelta(minutes=template.start_minutes)
        return [
            {
                "event_id": event.id,
                "template_id": template.id,
                "sequence": template.sequence,
                "name": template.name,
                "start": start,
                "stop": start + timedelta(minutes=template.minutes),
                "place": template.place,
                "performer": template.performer,
                "role_id": template.role_id.id,
                "needs": template.needs,
            }
        ]
