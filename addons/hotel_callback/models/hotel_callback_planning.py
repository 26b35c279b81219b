from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from odoo.addons.hotel_base.rules import workdays

from ..rules import callback_calendar as calendar
from ..rules.callback_plan import Call, Customer, Planner, Reason

#: Windows of a hotel that has entered none (I4).
WINDOWS = (calendar.Window(None, 10.0, 11.0 + 40 / 60), calendar.Window(None, 15.0, 18.0))


class HotelCallback(models.Model):
    """I2, I4: reasons become callbacks, for thousands of customers at once: gather with a few queries, plan, store with a few."""

    _inherit = "hotel.callback"

    # ------------------------------------------------------------------ one by one

    @api.model
    def _plan_one(
        self, partner, topic, date=None, *, way="phone", owner=None, due=None, record=None, script=None, routine=False, named=True,
        priority=0, company=None, parent=None,
    ):  # fmt: skip
        """Plan a single callback, or add its topic to the one that is planned for the customer that week.

        Kept for other addons: satisfaction calls after a complaint (J4), thanks after a visit (K6), a new contact (I17).

        :param partner: `res.partner`, the contact to call; the callback belongs to its customer (commercial partner)
        :param topic: what the call is about, in words
        :param date: date or naive UTC instant from which on it is made (default: now)
        :param due: date (end of the day) or naive UTC instant until which (default: `date` and three days)
        :param owner: user who makes it (default: the responsible caller)
        :param record: what it concerns
        :param routine: waits for complaints and for the frequency of the class
        :return: the callback (superuser mode left), empty when the customer's calendar leaves it out: the reason is kept then
        """
        topics = self._plan_many([
            {
                "partner": partner, "topic": topic, "date": date, "way": way, "owner": owner, "due": due, "record": record,
                "script": script, "routine": routine, "named": named, "priority": priority, "company": company, "parent": parent,
            }
        ])  # fmt: skip
        return topics.callback_id

    @api.model
    def _plan_many(self, items):
        """Plan many single callbacks at once; each dict holds the arguments of `_plan_one`. Return their topics."""
        now = fields.Datetime.now()
        vals_list = [self._prepare_topic_vals(now, **item) for item in items]
        topics_sudo = self.env["hotel.callback.topic"].sudo().with_context(clean_context(self.env.context)).create(vals_list)
        for company, topics in topics_sudo.grouped("company_id").items():
            self.sudo()._plan_customers(company, topics.partner_id)
        for item, topic in zip(items, topics_sudo, strict=True):
            if item.get("parent") and topic.callback_id and not topic.callback_id.parent_id:
                topic.callback_id.parent_id = item["parent"]
        topics_sudo.callback_id._start_clocks()
        return topics_sudo.sudo(False).with_context(self.env.context)

    @api.model
    def _prepare_topic_vals(
        self, now, partner, topic, date=None, way="phone", owner=None, due=None, record=None, script=None, routine=False, named=True,
        priority=0, company=None, parent=None,
    ):  # fmt: skip
        partner_sudo = partner.sudo()
        customer = partner_sudo.commercial_partner_id
        company = (company or self.env.company).sudo()
        start = self._to_instant(date, company, time(0)) or now
        owner = owner or customer.hotel_caller_id or customer.user_id or customer.hotel_class_id.caller_id or company.hotel_sales_head_id
        return {
            "company_id": company.id,
            "partner_id": customer.id,
            "contact_id": partner.id if partner != customer else False,
            "owner_id": owner.id,
            "res_model": record._name if record else False,
            "res_id": record.id if record else False,
            "occurrence": company._hotel_local(start).date(),
            "not_before": max(start, now),
            "due_at": self._to_instant(due, company, time(23, 59, 59)) or start + timedelta(days=3),
            "text": topic,
            "way": way,
            "script_id": script.id if script else False,
            "priority": priority,
            "routine": routine,
            "named": named,
        }

    @staticmethod
    def _to_instant(value, company, clock):
        if isinstance(value, date) and not isinstance(value, datetime):
            return company._hotel_utc(datetime.combine(value, clock))
        return value

    # ------------------------------------------------------------------ many at once (superuser mode)

    @api.model
    def _replan_customers(self, partners):
        """Plan anew what is planned for these customers and nobody has begun: their calendar, class or data changed."""
        topics = self.env["hotel.callback.topic"].search([
            ("partner_id", "in", partners.ids),
            ("state", "in", ("planned", "left_out")),
            ("due_at", ">=", fields.Datetime.now()),
        ])
        begun = topics.callback_id.filtered(lambda callback: callback.attempt_count or callback.agreed or callback.state != "planned")
        topics = topics.filtered(lambda topic: topic.callback_id not in begun)
        if not topics:
            return
        callbacks = topics.callback_id
        topics.write({"callback_id": False, "state": "new", "left_out_reason": False})
        callbacks._remove_if_empty()
        for company, same in topics.grouped("company_id").items():
            self._plan_customers(company, same.partner_id)

    @api.model
    def _plan_customers(self, company, customers):
        """Plan all new reasons of these customers at a hotel. Never commits.

        :return: number of reasons dealt with
        """
        if not customers:
            return 0
        self.env.flush_all()
        ids = tuple(customers.ids)
        reasons = self._read_new_reasons(company, ids)
        if not reasons:
            return 0
        ids = tuple(reasons)
        known = self._read_customers(company, ids)
        calls = self._read_calls(ids)
        planner = Planner(*self._get_absences(company, {reason.owner for each in reasons.values() for reason in each}))
        left_out, changed = {}, []
        for partner_id, own in reasons.items():
            own_calls = calls.get(partner_id, [])
            left_out.update(planner.plan(known[partner_id], own, own_calls))
            changed += [(partner_id, call) for call in own_calls if call.changed]
        self._store_left_out(left_out)
        self._store_calls(company, changed, left_out)
        self.env.invalidate_all(flush=False)
        return sum(map(len, reasons.values()))

    def _read_new_reasons(self, company, ids):
        self.env.cr.execute(
            SQL(
                """
                SELECT t.partner_id, t.id, t.way, t.not_before, t.due_at, t.owner_id, t.routine, t.named, t.priority, t.script_id,
                       r.own_rhythm, t.rule_id
                  FROM hotel_callback_topic t
                  LEFT JOIN hotel_callback_rule r ON r.id = t.rule_id
                 WHERE t.state = 'new' AND t.company_id = %s AND t.partner_id IN %s
                """,
                company.id,
                ids,
            )
        )
        reasons = defaultdict(list)
        for partner_id, *values in self.env.cr.fetchall():
            number, way, not_before, due, owner, routine, named, priority, script, rhythm, rule = values
            reasons[partner_id].append(
                Reason(
                    number, way, not_before, due, owner or 0, bool(routine), bool(named), priority or 0, script or 0, bool(rhythm), rule or 0
                )
            )
        return dict(reasons)

    def _read_calls(self, ids):
        """Return {customer id: [Call]} of what is planned, at whatever hotel; a call that is going on takes nothing more along."""
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, id, way, owner_id, planned_date, planned_at, due_at, agreed OR COALESCE(attempt_count, 0) > 0, "
                "ARRAY(SELECT t.rule_id FROM hotel_callback_topic t WHERE t.callback_id = c.id AND t.rule_id IS NOT NULL) "
                "FROM hotel_callback c WHERE state = 'planned' AND reached_at IS NULL AND partner_id IN %s",
                ids,
            )
        )
        calls = defaultdict(list)
        for partner_id, number, way, owner, day, at, due, agreed, rules in self.env.cr.fetchall():
            calls[partner_id].append(Call(number, way, owner, day, at, due, agreed=bool(agreed), rules=set(rules)))
        return calls

    def _read_customers(self, company, ids):
        """Return {customer id: Customer}, with a handful of queries for all of them."""
        partners = self.env["res.partner"].browse(ids)
        complaints = partners._hotel_has_open_complaint()
        windows = self._get_windows(company, ids)
        self.env.cr.execute(
            SQL(
                """
                SELECT p.id, p.tz, country.code, p.hotel_opt_out, p.hotel_from_leadership, class.interval_days,
                       COALESCE(p.phone, '') <> '' OR EXISTS (
                           SELECT 1 FROM res_partner child
                            WHERE child.parent_id = p.id AND child.active AND COALESCE(child.phone, '') <> '')
                  FROM res_partner p
                  LEFT JOIN res_country country ON country.id = p.country_id
                  LEFT JOIN hotel_customer_class class ON class.id = p.hotel_class_id
                 WHERE p.id IN %s
                """,
                ids,
            )
        )
        rows = self.env.cr.fetchall()
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, day, user_id, result = 'reached' FROM hotel_callback_attempt WHERE partner_id IN %s AND day >= %s",
                ids,
                fields.Date.today() - timedelta(days=400),
            )
        )
        talked, called = defaultdict(set), defaultdict(dict)
        for partner_id, day, user_id, reached in self.env.cr.fetchall():
            called[partner_id][day] = user_id
            if reached:
                talked[partner_id].add(day)
        worked = self._get_worked(company)
        standard = windows.get(None) or WINDOWS
        return {
            number: Customer(
                zone=zone or company.hotel_tz,
                windows=windows.get(number, standard),
                works=worked(code),
                opted_out=bool(opted_out),
                phone=phone,
                complaint=bool(complaints.get(number)),
                leadership=bool(leadership),
                interval=interval or 0,
                talked=talked.get(number, set()),
                called=called.get(number, {}),
            )
            for number, zone, code, opted_out, leadership, interval, phone in rows
        }

    def _get_windows(self, company, ids):
        """Return {customer id: windows}; None stands for the hotel."""
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, weekday, hour_from, hour_to FROM hotel_callback_window WHERE company_id = %s OR partner_id IN %s",
                company.id,
                ids,
            )
        )
        windows = defaultdict(tuple)
        for partner_id, weekday, start, end in self.env.cr.fetchall():
            windows[partner_id] += (calendar.Window(int(weekday) if weekday else None, start, end),)
        return windows

    def _get_worked(self, company):
        """Return a function country code -> function(date) -> bool: a day on which the hotel and the customer's country work."""
        own_code, exceptions = self.env["hotel.workdays"]._get_calendar(company)

        @cache
        def worked(code):
            @cache
            def works(day):
                return workdays.is_working_day(day, own_code, exceptions) and (
                    not code or code == own_code or workdays.is_working_day(day, code)
                )

            return works

        return lambda code: worked(code or own_code)

    @api.model
    def _get_absences(self, company, user_ids):
        """Return (function user -> dates away, function user -> substitute) for the planner.

        Leave is read from the working-hours leaves, where the leave module puts it once it is granted.
        """
        user_ids = {user for user in user_ids if user}
        employees = self.env["hr.employee"].search([("user_id", "in", list(user_ids)), ("company_id", "=", company.id)])
        leaves = self.env["resource.calendar.leaves"].search([
            ("resource_id", "in", employees.resource_id.ids),
            ("date_to", ">=", fields.Datetime.now()),
        ])
        away, substitutes = defaultdict(set), {}
        for employee in employees:
            substitutes[employee.user_id.id] = employee.parent_id.user_id.filtered("active").id or None
            for leave in leaves.filtered(lambda each, own=employee.resource_id: each.resource_id == own):
                day, last = company._hotel_local(leave.date_from).date(), company._hotel_local(leave.date_to).date()
                while day <= last:
                    away[employee.user_id.id].add(day)
                    day += timedelta(days=1)
        frozen = {user: frozenset(days) for user, days in away.items()}
        return lambda user: frozen.get(user, frozenset()), substitutes.get

    def _store_left_out(self, left_out):
        if left_out:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback_topic t SET state = 'left_out', left_out_reason = o.why, callback_id = NULL "
                    "FROM unnest(%s::int[], %s::text[]) AS o(id, why) WHERE t.id = o.id",
                    list(left_out),
                    list(left_out.values()),
                )
            )

    def _store_calls(self, company, changed, left_out):
        """Insert and update the calls, hang the reasons on them, and give their owners activities."""
        new = [(partner_id, call) for partner_id, call in changed if not call.id]
        old = [call for _partner_id, call in changed if call.id]
        moved = [call for call in old if not call.agreed]
        if moved:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback c SET way = n.way, owner_id = n.owner, planned_date = n.day, planned_at = n.at, due_at = n.due "
                    "FROM unnest(%s::int[], %s::text[], %s::int[], %s::date[], %s::timestamp[], %s::timestamp[]) "
                    "AS n(id, way, owner, day, at, due) WHERE c.id = n.id",
                    *map(list, zip(*((c.id, c.way, c.owner, c.day, c.at, c.due) for c in moved))),
                )
            )
        if new:
            self.env.cr.execute(
                SQL("SELECT nextval('hotel_callback_id_seq') FROM generate_series(1, %s)", len(new))
            )
            rows = []
            for (number,), (partner_id, call) in zip(self.env.cr.fetchall(), new, strict=True):
                call.id = number
                script = next((each.script for each in sorted(call.reasons, key=lambda each: -each.priority) if each.script), None)
                rows.append((
                    number, partner_id, call.owner, call.way, call.day, call.at, call.due,
                    max(each.priority for each in call.reasons), script,
                ))  # fmt: skip
            teams = self._get_teams({row[2] for row in rows})
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hotel_callback
                           (id, name, partner_id, owner_id, way, planned_date, planned_at, due_at, priority, script_id, company_id,
                            team_id, state, agreed, attempt_count, create_uid, create_date, write_uid, write_date)
                    SELECT n.id, 'CB' || lpad(n.id::text, 7, '0'), n.partner, n.owner, n.way, n.day, n.at, n.due, n.priority, n.script,
                           %(company)s, team.id, 'planned', FALSE, 0, %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM unnest(%(columns)s) AS n(id, partner, owner, way, day, at, due, priority, script)
                      LEFT JOIN unnest(%(users)s::int[], %(teams)s::int[]) AS team(user_id, id) ON team.user_id = n.owner
                    """,
                    company=company.id,
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                    users=list(teams),
                    teams=list(teams.values()),
                    columns=SQL(", ").join(
                        SQL("%s::%s[]", list(column), SQL(kind))
                        for column, kind in zip(
                            zip(*rows),
                            ("int4", "int4", "int4", "text", "date", "timestamp", "timestamp", "int4", "int4"),
                            strict=True,
                        )
                    ),
                )
            )
        pairs = [(each.id, call.id) for _partner_id, call in changed for each in call.reasons if each.id not in left_out]
        if pairs:
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback_topic t SET state = 'planned', left_out_reason = NULL, callback_id = n.callback "
                    "FROM unnest(%s::int[], %s::int[]) AS n(id, callback) WHERE t.id = n.id",
                    *map(list, zip(*pairs)),
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_callback c SET contact_id = t.contact_id FROM hotel_callback_topic t "
                    "WHERE t.callback_id = c.id AND c.contact_id IS NULL AND t.contact_id IS NOT NULL AND c.id = ANY(%s)",
                    list({callback for _topic, callback in pairs}),
                )
            )
        self.env.invalidate_all(flush=False)
        self.browse([call.id for _partner_id, call in changed])._renew_activities()

    def _get_teams(self, user_ids):
        """Return {user id: team id} of the sales teams, the oldest membership first."""
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT ON (user_id) user_id, crm_team_id FROM crm_team_member "
                "WHERE active AND user_id = ANY(%s) ORDER BY user_id, create_date, id",
                list(user_ids),
            )
        )
        return dict(self.env.cr.fetchall())

    # ------------------------------------------------------------------ clocks and activities

    def _start_clocks(self):
        """Start the deadline of what is to be made today (superuser mode): a clock each, once."""
        running = set(
            self.env["hotel.clock"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "in", self.ids), ("kind", "=", "callback"), ("stopped", "=", False)
            ]).mapped("res_id")
        )  # fmt: skip
        self.env["hotel.clock"].start_many([
            {"record": callback, "kind": "callback", "due": callback.due_at, "owner": callback.owner_id, "name": lambda env: env._("Callback")}
            for callback in self
            if callback.id not in running and callback.state == "planned" and callback.is_today
        ])

    def _renew_activities(self):
        """I3: an activity on the customer, and one on the customer's open opportunity, with the callback's deadline.

        In one statement: thousands are planned at once.
        """
        if not self:
            return
        self._end_activities()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO mail_activity
                       (hotel_callback_id, user_id, res_model_id, res_model, res_id, res_name, activity_type_id, summary, date_deadline,
                        automated, active, create_uid, write_uid, create_date, write_date)
                SELECT c.id, c.owner_id, target.model_id, target.model, target.id, target.name, %(kind)s, c.name, c.planned_date,
                       TRUE, TRUE, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM hotel_callback c
                  JOIN res_partner p ON p.id = c.partner_id
                  CROSS JOIN LATERAL (
                      SELECT %(partner_model)s AS model_id, 'res.partner' AS model, p.id AS id, p.name AS name
                      UNION ALL
                      (SELECT %(lead_model)s, 'crm.lead', l.id, l.name FROM crm_lead l
                        WHERE l.partner_id = p.id AND l.active AND l.type = 'opportunity' AND COALESCE(l.probability, 0) < 100
                        ORDER BY l.id DESC LIMIT 1)
                  ) AS target
                 WHERE c.id = ANY(%(ids)s) AND c.state = 'planned'
                """,
                kind=self.env.ref("hotel_callback.mail_activity_callback").id,
                partner_model=self.env["ir.model"]._get_id("res.partner"),
                lead_model=self.env["ir.model"]._get_id("crm.lead"),
                ids=self.ids,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["mail.activity"].invalidate_model(flush=False)

    def _end_activities(self):
        """Take away the activities of callbacks that are made, moved or gone."""
        self.env.cr.execute(SQL("DELETE FROM mail_activity WHERE hotel_callback_id = ANY(%s)", self.ids))
        self.env["mail.activity"].invalidate_model(flush=False)

    @api.model
    def _check_planned(self, callback):
        """Raise when nothing could be planned, telling why."""
        if not callback:
            raise UserError(self.env._("The customer's calendar leaves no time for this callback."))
