import time
from collections import defaultdict
from datetime import datetime

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ..rules import clock as rule
from ..tools.short_cursor import in_test_transaction

#: Clocks told in one step of the cron; a step is one transaction.
TELL_LIMIT = 1000
#: Seconds that one run of the cron waits at most for what is about to be late; then it is called again at once.
WATCH_SECONDS = 45


class HotelClock(models.Model):
    """One running or stopped deadline of any record: the single source of every lateness figure.

    Code starts, moves and stops clocks; nobody writes them. Whether a clock is late is computed and needs no cron:
    the cron tells the owner (an activity), and the owner's superior once.
    """

    _name = "hotel.clock"
    _description = "Deadline"
    _inherit = ["hotel.link.mixin", "hotel.protected.mixin", "mail.activity.mixin"]
    _order = "due, id"

    # Stored in every language of the hotel, so that lists are grouped and searched in the reader's.
    name = fields.Char("What is due", required=True, readonly=True, translate=True)
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    record_name = fields.Char("Concerns", readonly=True)
    kind = fields.Char(required=True, readonly=True, help="Which rule's deadline it is, for example approval.")
    owner_id = fields.Many2one("res.users", "Responsible", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade", index=True)
    started = fields.Datetime(required=True, readonly=True)
    due = fields.Datetime(required=True, readonly=True, help="To the second; what ends on it is in time.")
    stopped = fields.Datetime("Done", readonly=True)
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    late_hours = fields.Float("Hours late", compute="_compute_late")
    remind_at = fields.Datetime("Remind at", readonly=True)
    reminded_at = fields.Datetime("Reminded", readonly=True)
    told_at = fields.Datetime("Told that it is late", readonly=True)
    escalate = fields.Boolean("Is escalated when late", readonly=True)
    escalate_to_id = fields.Many2one("res.users", "Escalates to", readonly=True, ondelete="restrict")
    escalated_to_id = fields.Many2one("res.users", "Escalated to", readonly=True, ondelete="restrict")
    escalated_at = fields.Datetime("Escalated", readonly=True)
    # Not activity_type_id: that is the mixin's, related and not stored.
    told_type_id = fields.Many2one("mail.activity.type", "Type of activity", readonly=True, ondelete="set null")
    told_activity_ids = fields.One2many("mail.activity", "hotel_clock_id", "Activities of the deadline", readonly=True)

    _server_fields = frozenset(
        {
            "name", "res_model", "res_id", "record_name", "kind", "owner_id", "company_id", "started", "due", "stopped",
            "remind_at", "reminded_at", "told_at", "escalate", "escalate_to_id", "escalated_to_id", "escalated_at",
            "told_type_id",
        }
    )  # fmt: skip

    _to_tell = models.Index("(due) WHERE stopped IS NULL AND told_at IS NULL")
    _to_remind = models.Index("(remind_at) WHERE stopped IS NULL AND reminded_at IS NULL AND remind_at IS NOT NULL")
    _of_record = models.Index("(res_model, res_id, kind)")
    _running = models.Index("(company_id, due) WHERE stopped IS NULL")

    @api.depends("due", "stopped")
    def _compute_late(self):
        now = fields.Datetime.now()
        for clock in self:
            clock.late = bool(clock.due) and rule.is_late(clock.due, clock.stopped, now)
            clock.late_hours = ((clock.stopped or now) - clock.due).total_seconds() / 3600 if clock.late else 0

    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        late = (Domain("stopped", "=", False) & Domain("due", "<", now)) | Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s > %s",
                model._field_to_sql(alias, "stopped", query),
                model._field_to_sql(alias, "due", query),
            ),
            predicate=lambda clock: bool(clock.stopped) and clock.stopped > clock.due,
        )
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return late if True in wanted else ~late

    @api.depends("name", "record_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for clock in self:
            clock.display_name = f"{clock.name}: {clock.record_name}" if clock.record_name else clock.name

    # ------------------------------------------------------------------ for the records whose deadlines these are

    @api.private
    def start(self, record, kind, due, owner, name=None, escalate_to=None, remind_before=None, activity_type=None):
        """Start a clock for `record` and return it (superuser mode left).

        :param record: record of any model, one
        :param kind: short name of the rule's deadline, for example "approval"
        :param due: naive UTC instant; `hotel.workdays.deadline()` makes one of working days
        :param owner: user who has to act
        :param name: what is due, in words, or a function env -> words that is asked in each language
            (`lambda env: env._("...")`); default: the kind
        :param escalate_to: user told besides the owner when it is late; None: the owner's manager, else the company's
            general manager; False: nobody
        :param remind_before: timedelta before `due` at which the owner gets an activity
        :param activity_type: XML id of the activity's type (default: `hotel_base.mail_activity_deadline`)
        """
        return self.start_many([
            {
                "record": record,
                "kind": kind,
                "due": due,
                "owner": owner,
                "name": name,
                "escalate_to": escalate_to,
                "remind_before": remind_before,
                "activity_type": activity_type,
            }
        ])

    @api.private
    def start_many(self, values_list):
        """Start many clocks at once; each dict holds the arguments of `start`. Return them in that order."""
        now = fields.Datetime.now()
        vals_list = [self._prepare_clock_vals(now, **values) for values in values_list]
        # A default_* key of the caller's context must not reach a record that only the server writes.
        clocks_sudo = self.sudo().with_context(clean_context(self.env.context)).create(vals_list)
        clocks_sudo._translate_names([values.get("name") for values in values_list])
        clocks_sudo._wake_cron()
        return clocks_sudo.sudo(False).with_context(self.env.context)

    def _prepare_clock_vals(
        self, now, record, kind, due, owner, name=None, escalate_to=None, remind_before=None, activity_type=None
    ):
        record.ensure_one()
        owner.ensure_one()
        company = ("company_id" in record._fields and record.sudo().company_id) or self.env.company
        return {
            "name": (name(self.env) if callable(name) else name) or kind,
            "res_model": record._name,
            "res_id": record.id,
            "record_name": record.sudo().display_name,
            "kind": kind,
            "owner_id": owner.id,
            "company_id": company.id,
            "started": now,
            "due": due.replace(microsecond=0),
            "remind_at": due - remind_before if remind_before else False,
            "escalate": escalate_to is not False,
            "escalate_to_id": escalate_to.id if escalate_to else False,
            "told_type_id": self.env.ref(activity_type or "hotel_base.mail_activity_deadline").id,
        }

    def _translate_names(self, names):
        """Store what is due in the other languages of the hotel; `names` as given to `start`, in the order of `self`."""
        for lang, _label in self.env["res.lang"].get_installed():
            if lang == (self.env.lang or "en_US"):
                continue
            translated = self.with_context(lang=lang)
            clocks_of = defaultdict(list)
            for clock, name in zip(translated, names, strict=True):
                if callable(name):
                    clocks_of[name(translated.env)].append(clock.id)
            for words, ids in clocks_of.items():
                translated.browse(ids).name = words

    @api.private
    def stop(self, records, kind=None, when=None):
        """Stop the running clocks of `records` (all kinds, or one). Return those stopped.

        :param when: naive UTC instant at which the work was done (default: now)
        """
        clocks_sudo = self._get_running(records, kind)
        clocks_sudo.write({"stopped": (when or fields.Datetime.now()).replace(microsecond=0)})
        clocks_sudo.told_activity_ids.unlink()
        return clocks_sudo.sudo(False)

    @api.private
    def move(self, records, kind, due):
        """Set a new due instant (naive UTC) for the running clocks of `records`; they are told and escalated anew.

        :param due: one instant, or a dict {record id: instant}
        """
        clocks_sudo = self._get_running(records, kind)
        for new_due, clocks in clocks_sudo.grouped(
            lambda clock: due[clock.res_id] if isinstance(due, dict) else due
        ).items():
            for lead, same_lead in clocks.grouped(lambda c: c.remind_at and c.due - c.remind_at).items():
                same_lead.write({
                    "due": new_due.replace(microsecond=0),
                    "remind_at": new_due - lead if lead else False,
                    "reminded_at": False,
                    "told_at": False,
                    "escalated_to_id": False,
                    "escalated_at": False,
                })
        clocks_sudo.told_activity_ids.unlink()
        clocks_sudo._wake_cron()
        return clocks_sudo.sudo(False)

    def _get_running(self, records, kind=None):
        domain = Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
        domain &= Domain("stopped", "=", False)
        if kind:
            domain &= Domain("kind", "=", kind)
        return self.sudo().search(domain)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Do nothing: activities of records without any of their own hang on the clock, which has no followers."""
        return True

    # ------------------------------------------------------------------ telling

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
        # Rows that another worker holds are skipped: it tells them, or they are taken next time.
        late = self.search(running & due, order="due, id", limit=limit).try_lock_for_update().filtered_domain(running & due)
        taken = len(late)
        late._drop_orphans()._tell_late(now)
        soon = self.search(running & remind, order="remind_at, id", limit=limit)
        soon = soon.try_lock_for_update().filtered_domain(running & remind)
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
        owners = {clock: clock.owner_id for clock in self if clock.owner_id.active}
        self._create_activities({clock: owner for clock, owner in owners.items() if not clock.reminded_at})
        superiors = self._get_superiors()
        self._create_activities(superiors, escalation=True)
        for superior, clocks in _by_user(superiors).items():
            clocks.write({"escalated_to_id": superior.id, "escalated_at": now})
        self.write({"told_at": now})
        for users in (owners, superiors):
            self._notify_late(users)
        for model, clocks in self.grouped("res_model").items():
            if hasattr(self.env[model], "_clock_late"):
                for clock in clocks:
                    self.env[model].browse(clock.res_id)._clock_late(clock)

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

        Not through create(): it names, subscribes and notifies record by record (5,000 late at once took 10 s; 1 s so).
        """
        if not users:
            return
        model_ids = {model: self.env["ir.model"]._get_id(model) for model in {clock.res_model for clock in users}}
        # Activities need a record that can carry and open them; of others the clock itself does.
        carriers = {
            model for model in model_ids if {"activity_schedule", "message_subscribe"} <= set(dir(self.env.registry[model]))
        }
        model_ids[self._name] = self.env["ir.model"]._get_id(self._name)
        days = {
            (company, due): company._hotel_local(due).date()
            for company, due in {(clock.company_id, clock.due) for clock in users}
        }
        translated = {lang: self.with_context(lang=lang).env for lang in {user.lang for user in users.values()}}
        ids = [clock.id for clock in users]
        names = {lang: {clock.id: clock.name for clock in self.with_env(env).browse(ids)} for lang, env in translated.items()}
        rows = []
        for clock, user in users.items():
            on_record = clock.res_model in carriers
            model = clock.res_model if on_record else self._name
            summary = names[user.lang][clock.id]
            if escalation:
                summary = translated[user.lang]._("Late: %(what)s (%(owner)s)", what=summary, owner=clock.owner_id.name)
            rows.append((
                clock.id, user.id, user.tz or None, model_ids[model], model, clock.res_id if on_record else clock.id,
                clock.record_name or None, clock.told_type_id.id or None, summary, days[clock.company_id, clock.due],
            ))  # fmt: skip
        self.flush_recordset()
        self.env.execute_query(SQL(
            """
            INSERT INTO mail_activity
                   (hotel_clock_id, user_id, user_tz, res_model_id, res_model, res_id, res_name, activity_type_id, summary,
                    date_deadline, automated, active, create_uid, write_uid, create_date, write_date)
            SELECT late.*, TRUE, TRUE, %(uid)s, %(uid)s, %(now)s, %(now)s
              FROM unnest(%(columns)s)
                   AS late (clock_id, user_id, tz, model_id, model, res_id, name, type_id, summary, day)
            RETURNING id
            """,
            uid=self.env.uid,
            now=fields.Datetime.now(),
            columns=SQL(", ").join(
                SQL("%s::%s[]", list(column), SQL(kind))
                for column, kind in zip(
                    zip(*rows),
                    ("int4", "int4", "text", "int4", "text", "int4", "text", "int4", "text", "date"),
                    strict=True,
                )
            ),
        ))  # fmt: skip
        self.env["mail.activity"].invalidate_model(flush=False)
        for model in {self._name, *carriers}:
            self.env[model].invalidate_model(["activity_ids"], flush=False)
        self.invalidate_recordset(["told_activity_ids"], flush=False)
        today = fields.Date.today()
        for user, clocks in _by_user(users).items():
            # What the create() of activities tells the browser, so that its counter is right.
            count = sum(days[clock.company_id, clock.due] <= today for clock in clocks)
            user._bus_send("mail.activity/updated", {"activity_created": True, "count_diff": count})


def _by_user(users):
    """Return {user: clocks} of {clock: user}."""
    result = defaultdict(list)
    for clock, user in users.items():
        result[user].append(clock)
    return {user: clocks[0].concat(*clocks[1:]) for user, clocks in result.items()}
