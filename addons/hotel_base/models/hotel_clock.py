from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ..rules import clock as rule


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
