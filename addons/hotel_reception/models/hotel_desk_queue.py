from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hotel_base.tools import short_transaction

from ..rules.desk_queue import choose, draw


class HotelDeskQueue(models.Model):
    """The queue of the day: signing in and out, skipping, and who receives the next customer (L1, L2, L6).

    Every change of the queue is one short transaction that holds the desk's day (`hotel.desk.day`): two desks or clients at
    once come one after the other, and none is given what the other has got.
    """

    _inherit = "hotel.desk"

    # ------------------------------------------------------------------ signing in and out

    def sign_in(self, user_id=None):
        """L1: sign in for the day, at the end of the queue.

        :param int user_id: another salesperson, where the reception may sign others in
        :return: dict(number, place)
        :raise UserError: with all that stands against it
        """
        desk_sudo = self._check_staff()
        user = self._get_salesperson(user_id, "sign_in")
        with short_transaction(self.env) as env2:
            day_sudo, desk2_sudo = self._begin(env2)
            desk2_sudo._check_sign_in(env2["res.users"].sudo().browse(user.id), day_sudo)
            presence_sudo = desk2_sudo._get_presence(user.id, day_sudo.day, signed_out=True)
            values = {
                "place": day_sudo._next("last_place"),
                "state": "free",
                "state_since": fields.Datetime.now(),
                "signed_out_at": False,
                "on_duty": desk2_sudo._on_duty(user.id, day_sudo.day),
            }
            if presence_sudo:
                presence_sudo.write(values)
            else:
                values |= desk2_sudo._prepare_presence_vals(user.id, self.env.uid, day_sudo.day)
                presence_sudo = presence_sudo.create([values])
            desk2_sudo._assign_waiting(day_sudo)
            desk2_sudo._ping()
            return {"number": presence_sudo.number, "place": presence_sudo.place, "desk": desk_sudo.id}

    def sign_out(self, user_id=None, reason=None):
        """Leave the queue for today; who signs in again begins at its end."""
        self._check_staff()
        user = self._get_salesperson(user_id, "sign_out")
        with short_transaction(self.env) as env2:
            day_sudo, desk2_sudo = self._begin(env2)
            presence_sudo = desk2_sudo._get_signed_in(user.id, day_sudo)
            desk2_sudo._log_skip(presence_sudo, "out", reason, self.env.uid)
            presence_sudo.write({"signed_out_at": fields.Datetime.now(), "state": "free"})
            desk2_sudo._ping()
        return True

    # ------------------------------------------------------------------ skipping

    def skip(self, user_id=None, kind="busy", reason=None):
        """L6: pass somebody over: busy in turn keeps the place, not at the place goes to the end (setting).

        One says "busy" of oneself; of others, and "absent", the reception says.

        :raise UserError: without a reason, or when the salesperson is not signed in
        """
        user = self._get_salesperson(user_id, "skip")
        self._check_staff(reception=user != self.env.user or kind == "absent")
        if kind not in ("busy", "absent"):
            raise UserError(self.env._("Somebody is skipped as busy or as not at the place, not as “%s”.", kind))
        reason = " ".join(str(reason or "").split())
        if not reason:
            raise UserError(self.env._("Say why %(name)s is skipped: the reason is kept.", name=user.name))
        with short_transaction(self.env) as env2:
            day_sudo, desk2_sudo = self._begin(env2)
            presence_sudo = desk2_sudo._get_signed_in(user.id, day_sudo)
            before = presence_sudo.place
            was_next = desk2_sudo._get_next(day_sudo) == user.id
            presence_sudo._set_state(kind)
            if kind == "absent" and desk2_sudo.absent_place == "end":
                presence_sudo.place = day_sudo._next("last_place")
            desk2_sudo._log_skip(presence_sudo, kind, reason[:250], self.env.uid, before, was_next)
            desk2_sudo._ping()
        return True

    def back(self, user_id=None):
        """Come back into the queue, at the place that was kept; who waits is received at once."""
        user = self._get_salesperson(user_id, "back")
        self._check_staff(reception=user != self.env.user)
        with short_transaction(self.env) as env2:
            day_sudo, desk2_sudo = self._begin(env2)
            presence_sudo = desk2_sudo._get_signed_in(user.id, day_sudo)
            if presence_sudo.state != "free":
                presence_sudo._set_state("free")
                desk2_sudo._log_skip(presence_sudo, "back", None, self.env.uid)
                desk2_sudo._assign_waiting(day_sudo)
                desk2_sudo._ping()
        return True

    # ------------------------------------------------------------------ inside the short transaction

    def _begin(self, env2):
        """Hold the day of this desk; return it and the desk in superuser mode of that transaction."""
        desk_sudo = env2["hotel.desk"].sudo().browse(self.id)
        day_sudo = env2["hotel.desk.day"].sudo()._lock(desk_sudo, desk_sudo._business_date())
        return day_sudo, desk_sudo

    def _get_presences(self, day):
        """Return those signed in on `day` (date), in the order of the queue."""
        return self.env["hotel.desk.presence"].sudo().search(
            [("desk_id", "=", self.id), ("day", "=", day), ("signed_out_at", "=", False)], order="place"
        )

    def _get_presence(self, user_id, day, signed_out=False):
        domain = [("desk_id", "=", self.id), ("day", "=", day), ("user_id", "=", user_id)]
        if not signed_out:
            domain.append(("signed_out_at", "=", False))
        return self.env["hotel.desk.presence"].sudo().search(domain, limit=1)

    def _get_signed_in(self, user_id, day_sudo):
        presence_sudo = self._get_presence(user_id, day_sudo.day)
        if not presence_sudo:
            name = self.env["res.users"].sudo().browse(user_id).name
            raise UserError(self.env._("%(name)s is not signed in at %(desk)s today.", name=name, desk=self.name))
        return presence_sudo

    def _get_next(self, day_sudo):
        """Return the id of the user who would receive the next new customer, or None."""
        person, _passed = draw(self._get_presences(day_sudo.day)._get_people())
        return person and person.user

    def _assign_waiting(self, day_sudo):
        """Give each who waits at this desk, in the order of coming, to whoever the rule names; the others go on waiting."""
        waiting_sudo = self.env["hotel.desk.entry"].sudo().search(
            [("desk_id", "=", self.id), ("day", "=", day_sudo.day), ("state", "=", "waiting")], order="number"
        )
        for entry_sudo in waiting_sudo:
            self._assign(entry_sudo, day_sudo)

    def _assign(self, entry_sudo, day_sudo, keep_case=None):
        """Ask the rule who receives the entry's customer, and store verdict, proof and the new order of the queue."""
        presences_sudo = self._get_presences(day_sudo.day)
        people = presences_sudo._get_people()
        case = keep_case or entry_sudo._get_case()
        policy = self._get_policy(reception=entry_sudo.entered_by_id.id)
        verdict = choose(people, case, policy)
        presence_sudo = presences_sudo.filtered(lambda presence: presence.user_id.id == verdict.user)
        place_before = presence_sudo.place
        uses_turn = verdict.uses_turn and bool(presence_sudo)
        if uses_turn:
            presence_sudo.write({"place": day_sudo._next("last_place"), "turn_count": presence_sudo.turn_count + 1})
        if presence_sudo:
            presence_sudo._set_state("serving")
        entry_sudo._receive_verdict(verdict, uses_turn, presence_sudo, place_before, people, case, policy)
        return verdict

    def _give_place_back(self, presence_sudo, place):
        """Put somebody back to a place that the unique index of places knows to be free; return whether it could be done."""
        taken = presence_sudo.search_count(
            [("desk_id", "=", self.id), ("day", "=", presence_sudo.day), ("place", "=", place), ("id", "!=", presence_sudo.id)]
        )
        if taken or presence_sudo.place <= place:
            return False
        presence_sudo.write({"place": place, "turn_count": presence_sudo.turn_count - 1})
        return True

    def _ping(self):
        """Tell the boards of this desk that something changed; what it is they ask themselves, each with its own rights."""
        self.env["bus.bus"]._sendone(f"hotel_desk_{self.id}", "hotel_desk", {"desk_id": self.id})

    # ------------------------------------------------------------------ helpers

    def _get_salesperson(self, user_id, doing):
        """Return the user meant: oneself, or another one if the current user may decide about others here."""
        self.ensure_one()
        user = self.env["res.users"].browse(int(user_id)) if user_id else self.env.user
        if user == self.env.user:
            return user
        self._check_staff(reception=True)
        if doing == "sign_in" and self.sudo().sign_in_by != "desk":
            raise UserError(self.env._("At this desk everybody signs in for themselves: nobody is signed in by others."))
        if not self._is_salesperson(user.sudo()) and not self._get_presence(user.id, self.sudo()._business_date()):
            raise UserError(self.env._("This user is no salesperson of the desk %(desk)s.", desk=self.sudo().name))
        return user.sudo()

    def _check_sign_in(self, user, day_sudo):
        """Refuse a sign-in, with all reasons at once (superuser mode)."""
        self.ensure_one()
        problems = []
        presences_sudo = self.env["hotel.desk.presence"].sudo()
        if not self._is_salesperson(user):
            problems.append(
                self.env._("%(name)s is no salesperson of the desk %(desk)s. A settings manager enters them there.", name=user.name, desk=self.name)
            )
        if presences_sudo._users_on_leave(user, self.company_id):
            problems.append(self.env._("%(name)s is on leave at this hour. Change the leave first.", name=user.name))
        local = self.company_id._hotel_local(fields.Datetime.now())
        if local.hour + local.minute / 60 < self.sign_in_from and local.date() == day_sudo.day:
            hour = f"{int(self.sign_in_from):02d}:{round(self.sign_in_from % 1 * 60):02d}"
            problems.append(self.env._("Nobody signs in at %(desk)s before %(hour)s.", desk=self.name, hour=hour))
        elsewhere = presences_sudo.search(
            [("user_id", "=", user.id), ("day", "=", day_sudo.day), ("signed_out_at", "=", False)], limit=1
        )
        if elsewhere:
            problems.append(
                self.env._("%(name)s is signed in already, at %(desk)s.", name=user.name, desk=elsewhere.desk_id.name)
            )
        if problems:
            raise ValidationError("\n".join(problems))

    def _on_duty(self, user_id, day):
        """Return whether a user receives new customers on `day`: with teams, who belongs to one on duty."""
        if self.queue_by != "team":
            return True
        teams_sudo = self.roster_ids.filtered(lambda duty: duty.day == day).team_id
        return user_id in teams_sudo.member_ids.ids

    def _prepare_presence_vals(self, user_id, by, day):
        signed_in = self.env["hotel.desk.presence"].sudo().search_count([("desk_id", "=", self.id), ("day", "=", day)])
        return {
            "desk_id": self.id,
            "company_id": self.company_id.id,
            "day": day,
            "user_id": user_id,
            "number": signed_in + 1,
            "signed_in_at": fields.Datetime.now(),
            "signed_in_by_id": by,
        }

    def _log_skip(self, presence_sudo, kind, reason, by, place_before=None, in_turn=False):
        self.env["hotel.desk.skip"].sudo().create([{
            "presence_id": presence_sudo.id,
            "desk_id": self.id,
            "company_id": self.company_id.id,
            "day": presence_sudo.day,
            "user_id": presence_sudo.user_id.id,
            "kind": kind,
            "reason": reason or False,
            "in_turn": in_turn,
            "by_id": by,
            "at": fields.Datetime.now(),
            "place_before": place_before or presence_sudo.place,
            "place_after": presence_sudo.place,
        }])  # fmt: skip

    @api.model
    def _cron_close_days(self):
        """End earlier days: sign out whoever forgot it; who still waited has left without being received."""
        for desk in self.sudo().search([]):
            earlier = [("desk_id", "=", desk.id), ("day", "<", desk._business_date())]
            self.env["hotel.desk.presence"].sudo().search([*earlier, ("signed_out_at", "=", False)]).write(
                {"signed_out_at": fields.Datetime.now(), "state": "free"}
            )
            left_sudo = self.env["hotel.desk.entry"].sudo().search([*earlier, ("state", "=", "waiting")])
            self.env["hotel.clock"].stop(left_sudo, "desk_wait")
            left_sudo.write({"state": "done", "done_at": fields.Datetime.now(), "result": "left"})
