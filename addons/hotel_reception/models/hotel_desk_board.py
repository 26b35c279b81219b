from odoo import api, fields, models

from ..rules.desk_queue import draw

#: Entries of today shown on the board besides those that are open.
DONE_SHOWN = 15


class HotelDeskBoard(models.Model):
    """What the entry screen and the queue board ask the server: plain values, one call a question."""

    _inherit = "hotel.desk"

    @api.model
    def desk_start(self):
        """Return what the screens need once: the desks at which the user works, sources, needs.

        :return: dict(user_id, user, desks=[dict], sources=[dict], needs=[dict])
        """
        desks_sudo = self._get_own_desks()
        return {
            "user_id": self.env.uid,
            "user": self.env.user.name,
            "desks": [
                {
                    "id": desk.id,
                    "name": desk.name,
                    "company": desk.company_id.name,
                    "company_id": desk.company_id.id,
                    "owner_by": desk.owner_by,
                    "sign_in_by": desk.sign_in_by,
                    "is_reception": desk.with_env(self.env)._is_reception(),
                    "is_salesperson": desk.with_env(self.env)._is_salesperson(),
                    "may_enter": desk.with_env(self.env)._is_reception() or desk.salespeople_enter,
                }
                for desk in desks_sudo
            ],
            "sources": self._get_choices("hotel.desk.source"),
            "needs": self._get_choices("hotel.desk.need"),
        }

    def board(self):
        """Return the queue of today and who waits or is with somebody.

        :return: dict(day, now, queue=[dict], entries=[dict], counts=dict, absentees=[dict])
        :raise AccessError: for who does not work at this desk
        """
        desk_sudo = self._check_staff()
        day = desk_sudo._business_date()
        presences_sudo = desk_sudo._get_presences(day)
        people = {person.user: person for person in presences_sudo._get_people()}
        upcoming, _passed = draw(people.values())
        return {
            "day": fields.Date.to_string(day),
            "now": fields.Datetime.to_string(fields.Datetime.now()),
            "next": upcoming and upcoming.user,
            "queue": [
                {
                    "user_id": presence.user_id.id,
                    "user": presence.user_id.name,
                    "position": position,
                    "state": "leave" if people[presence.user_id.id].on_leave else presence.state,
                    "since": fields.Datetime.to_string(presence.state_since),
                    "on_duty": presence.on_duty,
                    "turns": presence.turn_count,
                    "signed_in": desk_sudo._local_time(presence.signed_in_at),
                    "is_me": presence.user_id == self.env.user,
                }
                for position, presence in enumerate(presences_sudo, 1)
            ],
            "entries": self._get_board_entries(desk_sudo, day),
            "counts": desk_sudo._get_counts(day),
            "absentees": desk_sudo._get_absentees(presences_sudo) if self._is_reception() else [],
        }

    @api.model
    def _get_choices(self, model):
        return [{"id": choice.id, "name": choice.name} for choice in self.env[model].sudo().search([])]

    def _local_time(self, instant):
        return self.company_id._hotel_local(instant).strftime("%H:%M") if instant else ""

    def _get_counts(self, day):
        """Return how many came, called and were new today; one person counts once (L2, L5)."""
        rows = self.env["hotel.desk.entry"].sudo()._read_group(
            [("desk_id", "=", self.id), ("day", "=", day), ("counts", "=", True)], ["kind", "is_new"], ["__count"]
        )
        counts = {"walk_in": 0, "call": 0, "new": 0}
        for kind, is_new, count in rows:
            counts[kind] += count
            counts["new"] += count if is_new else 0
        return counts

    def _get_absentees(self, presences_sudo):
        """Return the salespeople of the desk who are not signed in: the reception may sign them in, or sees who is on leave."""
        users_sudo = self.member_ids or self.env.ref("hotel_base.group_sales").sudo().all_user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        users_sudo = users_sudo.filtered(self._is_salesperson) - presences_sudo.user_id
        away = presences_sudo._users_on_leave(users_sudo, self.company_id)
        return [{"user_id": user.id, "user": user.name, "on_leave": user.id in away} for user in users_sudo.sorted("name")]

    def _get_board_entries(self, desk_sudo, day):
        """Return the entries of today: the open ones and the last done ones, in the order of coming."""
        domain = [("desk_id", "=", desk_sudo.id), ("day", "=", day)]
        entries_sudo = self.env["hotel.desk.entry"].sudo()
        open_sudo = entries_sudo.search([*domain, ("state", "!=", "done")], order="number")
        done_sudo = entries_sudo.search([*domain, ("state", "=", "done")], order="number desc", limit=DONE_SHOWN)
        labels = {
            name: dict(entries_sudo._fields[name]._description_selection(self.env)) for name in ("state", "why", "result", "kind")
        }
        reception = self._is_reception()
        return [
            {
                "id": entry.id,
                "number": entry.number,
                "kind": entry.kind,
                "kind_label": labels["kind"][entry.kind],
                "customer": self._get_name_for_board(entry, reception),
                "user_id": entry.user_id.id or False,
                "user": entry.user_id.name or False,
                "owner": entry.owner_id.name or False,
                "why_label": labels["why"].get(entry.why, False),
                "state": entry.state,
                "state_label": labels["state"][entry.state],
                "result_label": labels["result"].get(entry.result, False),
                "arrived": desk_sudo._local_time(entry.arrived_at),
                "arrived_at": fields.Datetime.to_string(entry.arrived_at),
                "no_customer_state": entry.no_customer_state or False,
                "turn_back": entry.turn_back or False,
                "need_id": entry.need_id.id or False,
                "source_id": entry.source_id.id or False,
                "is_mine": entry.user_id == self.env.user,
                "may": reception or entry.user_id == self.env.user,
                "may_move": entry.state in ("assigned", "taken") and entry.with_env(self.env)._may_confirm(self.env.user),
                "may_confirm": entry.no_customer_state == "asked" and entry.with_env(self.env)._may_confirm(self.env.user),
            }
            for entry in open_sudo + done_sudo
        ]

    def _get_name_for_board(self, entry_sudo, reception):
        """Return the customer's name for who receives, owns or enters; colleagues see how it begins, enough to recognise their own."""
        name = entry_sudo.customer_name or entry_sudo.firm or entry_sudo.phone or entry_sudo.plate or entry_sudo.customer_id.display_name
        if reception or self.env.user in (entry_sudo.user_id | entry_sudo.owner_id):
            return name
        return f"{name[:1]}…"
