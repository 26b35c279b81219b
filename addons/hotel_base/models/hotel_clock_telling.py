import time
from collections import defaultdict
from datetime import datetime

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import clock as rule
from ..tools.short_cursor import in_test_transaction

#: Clocks told in one step of the cron; a step is one transaction.
TELL_LIMIT = 1000
#: Seconds that one run of the cron waits at most for what is about to be late; then it is called again at once.
WATCH_SECONDS = 45


class HotelClock(models.Model):
    """Telling: the owner of what gets late, and the superior, once, in the second in which it does."""

    _inherit = "hotel.clock"

    def _wake_cron(self):
        """Have the cron called at the instants at which these clocks remind and get late."""
        cron_sudo = self.env.ref("hotel_base.cron_clock_tell").sudo()
        instants = {rule.wake_at(at) for clock in self for at in (clock.remind_at, clock.due) if at}
        known = self.env["ir.cron.trigger"].sudo().search([
            ("cron_id", "=", cron_sudo.id),
            ("call_at", "in", list(instants)),
        ])
        instants -= set(known.mapped("call_at"))
        if instants:
            cron_sudo._trigger(at=sorted(instants))

    @api.model
    def _get_untold_domain(self, now):
        due = Domain("told_at", "=", False) & Domain("due", "<", now)
        remind = Domain("reminded_at", "=", False) & Domain("remind_at", "<=", now)
        return Domain("stopped", "=", False), due, remind

    @api.model
    def _cron_tell(self):
        """Tell what is due: chunks of `TELL_LIMIT`, each committed, until nothing or no time is left.

        Then wait for what gets late before Odoo's scheduler looks again, so that it is told in its second.
        """
        if self._tell_all() and not in_test_transaction(self.env):
            self._watch()

    @api.model
    def _tell_all(self):
        """Tell what is due now, committing; return False when the time of the cron is over before that."""
        cron = self.env["ir.cron"]
        running, due, remind = self._get_untold_domain(fields.Datetime.now())
        # Two counts and searches, not one with OR, so that each has its own partial index.
        remaining = self.search_count(running & due) + self.search_count(running & remind)
        while remaining:
            told = self._tell_chunk(TELL_LIMIT)
            remaining = max(0, remaining - told) if told else 0
            if not cron._commit_progress(told, remaining=remaining):
                return not remaining
        return True

    @api.model
    def _watch(self):
        """Wait, without a transaction, for the clocks of the next minute, and tell each when its time has come."""
        until = time.monotonic() + WATCH_SECONDS
        while True:
            self.env.invalidate_all()
            wait = rule.seconds_until_late(self._get_next_instants(), datetime.utcnow())
            self.env["ir.cron"]._commit_progress()
            if wait is None or wait > rule.LEAD + 10:
                return
            if time.monotonic() + wait > until:
                time.sleep(max(0.0, until - time.monotonic()))
                self.env.ref("hotel_base.cron_clock_tell").sudo()._trigger()
                return
            time.sleep(wait)
            self._tell_all()

    @api.model
    def _get_next_instants(self):
        """Return when the next clock gets late and when the next reminder is due (naive UTC, False for none)."""
        running = Domain("stopped", "=", False)
        late = self.search(running & Domain("told_at", "=", False), order="due, id", limit=1)
        soon = self.search(running & Domain("reminded_at", "=", False) & Domain("remind_at", "!=", False), order="remind_at, id", limit=1)
        return late.due, soon.remind_at

    def _tell_chunk(self, limit):
        """Tell up to `limit` late clocks and `limit` reminders. Never commits. Return how many were taken."""
        now = fields.Datetime.now()
        running, due, remind = self._get_untold_domain(now)
        # Rows that another worker holds are skipped: it tells them, or they are taken next time. One that was changed since
        # this transaction began cannot be locked, so what is locked is as it was found.
        late = self.search(running & due, order="due, id", limit=limit).try_lock_for_update()
        taken = len(late)
        late._drop_orphans()._tell_late(now)
        soon = self.search(running & remind, order="remind_at, id", limit=limit).try_lock_for_update()
        taken += len(soon)
        soon._drop_orphans()._remind(now)
        return taken

    def _drop_orphans(self):
        """Delete the clocks whose record is gone, for nothing is due there any more. Return the others."""
        gone = self.browse()
        for model, clocks in self.grouped("res_model").items():
            existing = set(self.env[model].browse(clocks.mapped("res_id")).exists().ids) if model in self.env else ()
            gone |= clocks.filtered(lambda clock, existing=existing: clock.res_id not in existing)
        gone.unlink()
        return self - gone

    def _remind(self, now):
        """Give each owner an activity for what will be due."""
        self._create_activities({clock: clock.owner_id for clock in self if clock.owner_id.active})
        self.write({"reminded_at": now})

    def _tell_late(self, now):
        """Tell the owners that these clocks are late, and the superior of each, once."""
        # An owner who has left is told nothing: the superior is.
        active = set(self.owner_id.filtered("active").ids)
        owners = {clock: clock.owner_id for clock in self if clock.owner_id.id in active}
        self._create_activities({clock: owner for clock, owner in owners.items() if not clock.reminded_at})
        superiors = self._get_superiors()
        self._create_activities(superiors, escalation=True)
        self._store_told(superiors, now)
        for users in (owners, superiors):
            self._notify_late(users)
        for model, clocks in self.grouped("res_model").items():
            records = self.env[model].browse(clocks.mapped("res_id"))
            if hasattr(records, "_clocks_late"):
                records._clocks_late(clocks)

    def _store_told(self, superiors, now):
        """Keep that these clocks were told, and to whom each of {clock: user} was escalated, in one statement."""
        fields_ = ["told_at", "escalated_to_id", "escalated_at"]
        self.flush_recordset()
        self.env.cr.execute(SQL(
            """
            UPDATE hotel_clock c
               SET told_at = %(now)s, escalated_to_id = COALESCE(s.user_id, c.escalated_to_id),
                   escalated_at = CASE WHEN s.user_id IS NULL THEN c.escalated_at ELSE %(now)s END,
                   write_uid = %(uid)s, write_date = %(now)s
              FROM unnest(%(ids)s::int[], %(users)s::int[]) AS s (id, user_id)
             WHERE c.id = s.id
            """,
            now=now,
            uid=self.env.uid,
            ids=self.ids,
            users=[superiors[clock].id if clock in superiors else None for clock in self],
        ))  # fmt: skip
        self.invalidate_recordset([*fields_, "write_uid", "write_date"], flush=False)

    def _notify_late(self, users):
        """Show each of {clock: user} one message on the screen, however many clocks are late."""
        for user, clocks in _by_user(users).items():
            env = clocks.with_context(lang=user.lang).env
            names = clocks[:5].with_env(env).mapped("display_name")
            if len(clocks) > len(names):
                names.append(env._("and %(number)s more", number=len(clocks) - len(names)))
            user._bus_send(
                "simple_notification", {"type": "warning", "title": env._("Late"), "message": "\n".join(names)}
            )

    def _get_superiors(self):
        """Return {clock: user} of who is told besides the owner; clocks without an active superior are left out."""
        owners = self.owner_id
        employees = self.env["hr.employee"].sudo().with_context(active_test=False)
        managers = {}
        for employee in employees.search([("user_id", "in", owners.ids)]):
            if employee.parent_id.user_id.active:
                managers[employee.user_id, employee.company_id] = employee.parent_id.user_id
                managers.setdefault((employee.user_id, False), employee.parent_id.user_id)
        superiors = {}
        for clock in self.filtered("escalate"):
            superior = (
                clock.escalate_to_id.filtered("active")
                or managers.get((clock.owner_id, clock.company_id))
                or managers.get((clock.owner_id, False))
                or clock.company_id.sudo().hotel_gm_id.filtered("active")
            )
            if superior and superior != clock.owner_id:
                superiors[clock] = superior
        return superiors

    def _create_activities(self, users, escalation=False):
        """Create an activity for each {clock: user}, in one statement.

        Not through create(): it names, subscribes and notifies record by record (5,000 late at once took 10 s; below 1 s so).
        """
        if not users:
            return
        told = self.env["res.users"].browse({user.id for user in users.values()})
        words = {
            lang: self.with_context(lang=lang).env._("Late: %(what)s (%(owner)s)", what="%(what)s", owner="%(owner)s")
            for lang in set(told.mapped("lang"))
        }
        models = list({clock.res_model for clock in users})
        # Activities need a record that can carry and open them; of others the clock itself does.
        carriers = [{"activity_schedule", "message_subscribe"} <= set(dir(self.env.registry[model])) for model in models]
        own = self.env["ir.model"]._get_id(self._name)
        companies = self.browse(clock.id for clock in users).company_id
        self.env.flush_all()
        made = self.env.execute_query(SQL(
            """
            WITH made AS (
                INSERT INTO mail_activity
                       (hotel_clock_id, user_id, user_tz, res_model_id, res_model, res_id, res_name, activity_type_id, summary,
                        date_deadline, automated, active, create_uid, write_uid, create_date, write_date)
                SELECT c.id, told.id, told.tz, COALESCE(model.id, %(own)s), CASE WHEN model.id IS NULL THEN 'hotel.clock' ELSE model.name END,
                       CASE WHEN model.id IS NULL THEN c.id ELSE c.res_id END, c.record_name, c.told_type_id,
                       CASE WHEN %(escalation)s THEN replace(replace(told.words, '%%(owner)s', owner.name), '%%(what)s', what.name) ELSE what.name END,
                       (c.due AT TIME ZONE 'UTC' AT TIME ZONE company.tz)::date, TRUE, TRUE, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM unnest(%(clocks)s::int[], %(users)s::int[]) AS late (clock_id, user_id)
                  JOIN hotel_clock c ON c.id = late.clock_id
                  JOIN unnest(%(told)s::int[], %(zones)s::text[], %(langs)s::text[], %(words)s::text[]) AS told (id, tz, lang, words)
                    ON told.id = late.user_id
                  JOIN unnest(%(companies)s::int[], %(company_zones)s::text[]) AS company (id, tz) ON company.id = c.company_id
                  JOIN unnest(%(models)s::text[], %(model_ids)s::int[]) AS model (name, id) ON model.name = c.res_model
                  JOIN res_users u ON u.id = c.owner_id
                  JOIN res_partner owner ON owner.id = u.partner_id
                 CROSS JOIN LATERAL (SELECT COALESCE(c.name->>told.lang, c.name->>'en_US') AS name) AS what
                RETURNING user_id, date_deadline)
            SELECT user_id, count(*) FILTER (WHERE date_deadline <= %(today)s) FROM made GROUP BY user_id
            """,
            own=own,
            escalation=escalation,
            uid=self.env.uid,
            now=fields.Datetime.now(),
            today=fields.Date.today(),
            clocks=[clock.id for clock in users],
            users=[user.id for user in users.values()],
            told=told.ids,
            zones=[user.tz or None for user in told],
            langs=[user.lang for user in told],
            words=[words[user.lang] for user in told],
            companies=companies.ids,
            company_zones=[company.hotel_tz for company in companies],
            models=models,
            model_ids=[self.env["ir.model"]._get_id(model) if carries else None for model, carries in zip(models, carriers, strict=True)],
        ))  # fmt: skip
        self.env["mail.activity"].invalidate_model(flush=False)
        for model, carries in zip(models, carriers, strict=True):
            if carries:
                self.env[model].invalidate_model(["activity_ids"], flush=False)
        self.invalidate_model(["activity_ids", "told_activity_ids"], flush=False)
        for user_id, count in made:
            # What the create() of activities tells the browser, so that its counter is right.
            told.browse(user_id)._bus_send("mail.activity/updated", {"activity_created": True, "count_diff": count})


def _by_user(users):
    """Return {user: clocks} of {clock: user}."""
    result = defaultdict(list)
    for clock, user in users.items():
        result[user].append(clock)
    return {user: clocks[0].concat(*clocks[1:]) for user, clocks in result.items()}
