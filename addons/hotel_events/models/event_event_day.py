from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

#: How long before and after its hours an event is offered on the page of the day.
AROUND = timedelta(hours=18)


class EventEvent(models.Model):
    """H6, H8: the page of the day for the crew's phones: what is now, what is next, who, where."""

    _inherit = "event.event"

    @api.model
    @api.readonly
    def hotel_day_events(self):
        """Return the events around now for the page of the day, those of the user's own duties first.

        :return: list of dicts: id, name, day, mine
        """
        now = fields.Datetime.now()
        around = Domain("date_begin", "<", now + AROUND) & Domain("date_end", ">", now - AROUND)
        around |= Domain("hotel_item_ids", "any", [("start", "<", now + AROUND), ("stop", ">", now - AROUND)])
        events = self.search(
            around & Domain("hotel_is_off", "=", False) & Domain("company_id", "in", [False, *self.env.companies.ids]),
            order="date_begin, id",
        )
        own = [("event_id", "in", events.ids), ("employee_id", "in", self.env.user.sudo().employee_ids.ids)]
        mine = events.filtered(lambda event: event.user_id == self.env.user).ids
        for model in ("hotel.event.duty", "hotel.event.item"):
            mine += [event.id for [event] in self.env[model].sudo()._read_group(own, ["event_id"])]
        mine = set(mine)
        return [
            {
                "id": event.id,
                "name": event.name,
                "day": f"{event._hotel_clock_time(event.date_begin):%m-%d %H:%M}",
                "mine": event.id in mine,
            }
            for event in events.sorted(lambda event: event.id not in mine)
        ]

    @api.readonly
    def hotel_day_state(self):
        """Return what the page of the day shows of one event; asked for again all the time.

        :return: dict: id, name, now, problems, items [{id, name, when, start, stop, day, place, who, performer, needs,
            mine, minutes to go or left}], duties [{role, person, times, place, mine, when, phone}], tasks [{id, name, late}]
        """
        self.ensure_one()
        self.check_access("read")
        now = fields.Datetime.now()
        employees = self.env.user.sudo().employee_ids
        roles = self.hotel_duty_ids.filtered(lambda duty: duty.sudo().employee_id & employees).role_id
        duties = self.hotel_duty_ids.sorted("start")
        crew = duties.sudo().filtered("employee_id").grouped("role_id")
        today = self._hotel_clock_time(now).date()
        return {
            "id": self.id,
            "name": self.name,
            "now": f"{self._hotel_clock_time(now):%H:%M}",
            "items": [
                item._get_day_values(now, today, crew, mine=bool(item.sudo().employee_id & employees or item.role_id & roles))
                for item in self.hotel_item_ids.sorted(lambda item: (item.start, item.sequence, item.id))
            ],
            "duties": [duty._get_day_values(now, today, employees) for duty in duties],
            "tasks": [
                {"id": task.id, "name": task.name, "late": task.state == "late"}
                for task in self.hotel_task_ids
                if not task.done_at and task.owner_id == self.env.user and task.deadline < now + timedelta(days=1)
            ],
        }

    def action_hotel_open_day(self):
        """Open the page of the day of this event."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id("hotel_events.hotel_event_day_action")
        return {**action, "params": {"event_id": self.id}}

    def _hotel_clock_time(self, instant):
        """Return a naive UTC instant as local time of the hotel."""
        return (self.company_id or self.env.company)._hotel_local(instant)
