from functools import partial

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..rules import guest_contact

#: How a day is written out.
_DAY = {"zh_CN": "y年M月d日 EEEE"}


class EventEvent(models.Model):
    """The guests of an event: who is invited, how many come, who works at the door (H10)."""

    _inherit = "event.event"

    _server_fields = frozenset({"hotel_guest_version"})

    hotel_door_user_ids = fields.Many2many(
        "res.users",
        "hotel_event_door_user_rel",
        "event_id",
        "user_id",
        "Door staff",
        domain="[('share', '=', False)]",
        copy=False,
        help="H10: they scan at the check points of this event and see name, firm and table of its guests, nothing else.",
    )
    hotel_companions_max = fields.Integer(
        "Companions per guest", default=2, help="How many a guest may announce on the reply page."
    )
    hotel_guest_version = fields.Integer(readonly=True, copy=False, help="Raised by each import, so that two at once see each other.")
    hotel_checkpoint_ids = fields.One2many("hotel.event.checkpoint", "event_id", "Check points", copy=True)
    hotel_table_ids = fields.One2many("hotel.event.table", "event_id", "Tables", copy=True)
    hotel_guest_count = fields.Integer("Guests", compute="_compute_hotel_guest_counts", help="Invitations, each with its companions.")
    hotel_coming_count = fields.Integer("Persons coming", compute="_compute_hotel_guest_counts")
    hotel_declined_count = fields.Integer("Not coming", compute="_compute_hotel_guest_counts")
    hotel_silent_count = fields.Integer("No answer", compute="_compute_hotel_guest_counts")
    hotel_arrived_count = fields.Integer("Persons arrived", compute="_compute_hotel_guest_counts")
    hotel_unseated_count = fields.Integer("Persons without a table", compute="_compute_hotel_guest_counts")

    _hotel_companions_max_range = models.Constraint(
        "CHECK (hotel_companions_max BETWEEN 0 AND 9)", "A guest may announce 0 to 9 companions."
    )

    @api.depends("registration_ids.state", "registration_ids.hotel_persons", "registration_ids.hotel_table_id")
    def _compute_hotel_guest_counts(self):
        """One grouped query for all events; counted by the database each time, stored nowhere."""
        totals = {event_id: dict.fromkeys(("guests", "coming", "declined", "silent", "arrived", "unseated"), 0) for event_id in self.ids}
        rows = self.env["event.registration"].sudo()._read_group(
            [("event_id", "in", self.ids)], ["event_id", "state", "hotel_reply", "hotel_table_id"], ["__count", "hotel_persons:sum"]
        )
        for event, state, reply, table, count, persons in rows:
            total = totals[event.id]
            total["guests"] += count
            total["coming"] += persons if state in ("open", "done") else 0
            total["arrived"] += persons if state == "done" else 0
            total["declined"] += count if reply == "declined" else 0
            total["silent"] += count if reply == "none" and state == "draft" else 0
            total["unseated"] += persons if not table and state != "cancel" else 0
        for event in self:
            for name in ("guest", "coming", "declined", "silent", "arrived", "unseated"):
                key = "guests" if name == "guest" else name
                event[f"hotel_{name}_count"] = totals.get(event.id, {}).get(key, 0)

    # ------------------------------------------------------------------ actions

    def action_hotel_guests(self):
        """Open the guests of the event."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_guest_action")
        return action | {"domain": [("event_id", "=", self.id)], "context": self._hotel_guest_context()}

    def action_hotel_seating(self):
        """Open the guests by table, to be dragged from one to another."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_guest_action")
        return action | {
            "name": self.env._("Seating"),
            "domain": [("event_id", "=", self.id), ("state", "!=", "cancel")],
            "context": self._hotel_guest_context() | {"group_by": ["hotel_table_id"]},
            "view_mode": "kanban,list,form",
            "views": [
                (self.env.ref("hotel_events.hotel_guest_view_kanban_seating").id, "kanban"),
                (self.env.ref("hotel_events.hotel_guest_view_list").id, "list"),
                (self.env.ref("hotel_events.hotel_guest_view_form").id, "form"),
            ],
        }

    def action_hotel_import_guests(self):
        """Open the dialog that takes a guest list."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hotel_events.hotel_guest_import_action")
        return action | {"context": {"default_event_id": self.id}}

    def action_hotel_live(self):
        """Open the page with the figures of the hour."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hotel/door/live/{self.id}", "target": "new"}

    def _hotel_guest_context(self):
        return {
            "default_event_id": self.id,
            "hotel_event_id": self.id,
            "hotel_event_off": self.hotel_is_off,
            "default_state": "draft",
        }

    # ------------------------------------------------------------------ helpers

    def _hotel_get_phone_normaliser(self):
        """Return the function that brings a guest's phone number to E.164, None for what is no number (H10)."""
        country = self.country_id or self.company_id.country_id or self.env.company.country_id or self.env.ref("base.cn")
        return partial(guest_contact.phone, region=country.code)

    def _hotel_get_when(self):
        """Return day and hours as a text in the reader's language and the event's time zone."""
        self.ensure_one()
        days, hours = zip(*(
            (
                format_datetime(self.env, moment, tz=self.date_tz, dt_format=_DAY.get(self.env.lang, "EEEE, d MMMM yyyy")),
                format_datetime(self.env, moment, tz=self.date_tz, dt_format="HH:mm"),
            )
            for moment in (self.date_begin, self.date_end)
        ))  # fmt: skip
        return f"{days[0]} {hours[0]} – {hours[1]}" if days[0] == days[1] else f"{days[0]} {hours[0]} – {days[1]} {hours[1]}"

    def _hotel_get_badge_guests(self):
        """Return who gets a badge: everybody who may come, by table, then by firm."""
        guests = self.registration_ids.filtered(lambda guest: guest.state != "cancel")
        return guests.sorted(lambda guest: (guest.hotel_table_id.sequence, guest.hotel_table_id.id or 0, guest.company_name or "", guest.id))

    def _hotel_may_scan(self, user):
        """Return whether a user works at the check points of this event: door staff, coordinator, who runs events."""
        self.ensure_one()
        event_sudo = self.sudo()
        return (
            user in event_sudo.hotel_door_user_ids or user == event_sudo.user_id or user.has_group("event.group_event_user")
        ) and (not event_sudo.company_id or event_sudo.company_id in user.company_ids)

    def _hotel_apply_kind(self, kind):
        """Bring the kind's check points, unless the event has some already."""
        result = super()._hotel_apply_kind(kind)
        for event in self.filtered(lambda event: not event.hotel_checkpoint_ids):
            self.env["hotel.event.checkpoint"].load_template(event, kind.checkpoint_ids)
        return result

    def _hotel_moved(self, by):
        """Who has answered was asked for the old day: they are to be asked again."""
        problems = super()._hotel_moved(by)
        answered = len(self.registration_ids.filtered(lambda guest: guest.hotel_reply == "coming"))
        if answered:
            problems.append(self.env._("%s guests have agreed to the old day: tell them the new one.", answered))
        return problems

    def _hotel_cancelled(self, reason):
        """H10: whoever was invited has to hear of it."""
        to_do = super()._hotel_cancelled(reason)
        invited = self.registration_ids.filtered(lambda guest: guest._hotel_is_to_be_told())
        if invited:
            to_do.append(
                self.env._(
                    "%(invited)s guests were invited or have agreed: tell them from the list of guests, those without e-mail by telephone.",
                    invited=len(invited),
                )
            )
        return to_do
