import ast
from datetime import datetime, time, timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Days by which the first, rough choice of records by their date is widened: clamped months, time zones.
SLACK = 5
PERIOD = {"day": "days", "week": "weeks", "month": "months", "workday": "days", "hour": "hours"}
DAYS = {"day": 1, "workday": 1, "week": 7, "month": 31, "hour": 1 / 24}


class HotelCallbackRule(models.Model):
    """I2: what a rule finds in a stretch of days, in one statement for all customers."""

    _inherit = "hotel.callback.rule"

    def _count_due(self, days):
        """Return how many callbacks the rule would plan in the next `days` days (superuser mode)."""
        self.ensure_one()
        query = self._get_due_sql(*self._get_stretch(days))
        if query is None:
            return 0
        self.env.flush_all()
        return self.env.execute_query(SQL("SELECT count(*) FROM (%s) AS due", query))[0][0]

    def _get_stretch(self, days):
        """Return the instants (naive UTC) between which callbacks are planned: now, and the end of the last day."""
        now = fields.Datetime.now()
        company = self.company_id or self.env.company
        end = company._hotel_utc(datetime.combine(company._hotel_today() + timedelta(days=days + 1), time(0)))
        return now, end

    def _gather(self, run):
        """Bring the reasons of the rule up to date: new ones in, those that no longer apply out. Never commits.

        :return: number of new reasons, or None when the rule would plan more than is allowed (`refused` tells)
        """
        self.ensure_one()
        company = self.company_id
        start, end = self._get_stretch(company.sudo().hotel_callback_horizon)
        topics = self.env["hotel.callback.topic"]
        query = self._get_due_sql(start, end)
        self.env.flush_all()
        self.env.cr.execute("DROP TABLE IF EXISTS hotel_callback_due")
        if query is None:
            query = SQL("SELECT NULL::int AS res_id LIMIT 0")
        limit = company.sudo().hotel_callback_limit
        self.env.cr.execute(SQL("CREATE TEMP TABLE hotel_callback_due ON COMMIT DROP AS %s LIMIT %s", query, limit + 1))
        count = self.env.cr.rowcount
        if count > limit:
            self.write({
                "refused": self.env._(
                    "It would plan more than the %(limit)s callbacks allowed for one rule in %(days)s days. "
                    "Narrow its filter or classes, or raise the limit in the settings.",
                    limit=limit,
                    days=company.sudo().hotel_callback_horizon,
                ),
                "gathered_run_id": run.id,
            })
            return None
        if self.refused:
            self.refused = False
        self.gathered_run_id = run.id
        topics._take_back_stale(self)
        return topics._insert_due(self)

    def _get_due_sql(self, start, end):
        """Return a statement with one row a reason whose time (earliest to latest) touches start..end, or None.

        Columns: res_id, occurrence (date), not_before, due_at (naive UTC), contact_id, partner_id, owner_id.
        """
        self.ensure_one()
        rule = self.sudo()
        company = rule.company_id or self.env.company
        if rule.model not in self.env:
            return None
        model = self.env[rule.model].sudo().with_context(active_test=True)
        zone = company.hotel_tz
        first, last = company._hotel_local(start).date(), company._hotel_local(end).date()
        domain = Domain(ast.literal_eval(rule.domain or "[]")) & Domain(rule.date_field_id.name, "!=", False)
        domain &= rule._get_company_domain(model, company)
        if not rule.repeat:
            # Rough, so that the index of the date serves; exact below.
            reach = DAYS[rule.offset_unit] * (2 if rule.offset_unit == "workday" else 1)
            rough = sorted((rule.earliest * reach, rule.latest * reach))
            margin = SLACK + (rule.grace or 0) + (20 if rule.offset_unit == "workday" else 0)
            low = first - timedelta(days=max(rough[1], 0) + margin) if rough[1] > 0 else first - timedelta(days=rough[1] + margin)
            high = last - timedelta(days=rough[0] - margin) if rough[0] < 0 else last + timedelta(days=margin)
            domain &= Domain(rule.date_field_id.name, ">=", low) & Domain(rule.date_field_id.name, "<=", high)
        if rule.after_rule_id:
            domain &= Domain("topic_ids.rule_id", "=", rule.after_rule_id.id)
        query = model._search(domain, order="id")
        alias = query.table
        base = rule._get_base_sql(model, alias, query, zone)
        step = SQL("make_interval(%s => n.i * %s)", SQL(PERIOD[rule.repeat_unit]), rule.repeat) if rule.repeat else SQL("interval '0 days'")
        times = rule._get_occurrences_sql(first, last)
        if rule.offset_unit == "hour":
            begins = SQL("base.at + %s + make_interval(hours => %s)", step, rule.earliest)
            ends = SQL("base.at + %s + make_interval(hours => %s)", step, rule.latest)
            joins, occurrence = SQL(""), SQL("(%s)::date", rule._to_local_sql(begins, zone))
        else:
            if rule.offset_unit == "workday":
                day = SQL("(base.day + %s)::date", step)
                joins = rule._get_workday_join(day, first, last, company)
                from_day, to_day = SQL("shift.begins"), SQL("shift.ends")
            else:
                joins = SQL("")
                from_day, to_day = (
                    SQL(
                        "(base.day + %s)::date",
                        # One interval: 31 January and 1 + 3 months is 31 May, not 28 February and 3 months.
                        SQL("make_interval(months => n.i * %s + %s)", rule.repeat, count)
                        if rule.offset_unit == rule.repeat_unit == "month"
                        else SQL("%s + make_interval(%s => %s)", step, SQL(PERIOD[rule.offset_unit]), count),
                    )
                    for count in (rule.earliest, rule.latest)
                )
            begins = SQL("((%s)::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", from_day, zone)
            ends = SQL(
                "((%s)::timestamp + make_interval(days => %s, secs => 86399)) AT TIME ZONE %s AT TIME ZONE 'UTC'", to_day, rule.grace or 0, zone
            )
            occurrence = from_day
        return SQL(
            """
            SELECT base.res_id, when_.occurrence, when_.not_before, when_.due_at, base.contact_id,
                   customer.id AS partner_id, %(owner)s AS owner_id
              FROM (%(base)s) AS base
              CROSS JOIN LATERAL %(times)s AS n(i)
              %(joins)s
              CROSS JOIN LATERAL (SELECT %(occurrence)s AS occurrence, %(begins)s AS not_before, %(ends)s AS due_at) AS when_
              JOIN res_partner AS contact ON %(contact)s
              JOIN res_partner AS customer ON customer.id = contact.commercial_partner_id AND customer.active
              LEFT JOIN hotel_customer_class AS class ON class.id = customer.hotel_class_id
             WHERE when_.due_at >= %(start)s AND when_.not_before < %(end)s
               AND when_.occurrence >= %(date_start)s
               AND (base.until IS NULL OR when_.occurrence <= base.until)
               AND %(classes)s
               AND %(home)s
            """,
            owner=rule._get_owner_sql(company),
            base=base,
            times=times,
            joins=joins,
            occurrence=occurrence,
            begins=begins,
            ends=ends,
            contact=SQL("contact.id = base.contact_id") if rule.model != "hotel.callback.occasion" else SQL(
                "contact.parent_id IS NULL AND contact.active AND contact.hotel_class_id IS NOT NULL"
            ),
            start=start,
            end=end,
            date_start=rule.date_start,
            classes=SQL("class.id IN %s", tuple(rule.class_ids.ids)) if rule.class_ids else SQL("TRUE"),
            home=SQL("(customer.hotel_home_company_id IS NULL OR customer.hotel_home_company_id = %s)", company.id)
            if rule.model in ("res.partner", "hotel.callback.occasion")
            else SQL("TRUE"),
        )

    def _get_company_domain(self, model, company):
        field = model._fields.get("company_id")
        if not field or not field.store:
            return Domain.TRUE
        return Domain("company_id", "in", [company.id, False]) if not field.required else Domain("company_id", "=", company.id)

    def _get_base_sql(self, model, alias, query, zone):
        """Return the statement of the records: id, day (local date), at (instant), contact, the person on it, until."""
        self.ensure_one()
        date = model._field_to_sql(alias, self.date_field_id.name, query)
        if self.date_field_id.ttype == "datetime":
            at, day = date, SQL("(%s)::date", self._to_local_sql(date, zone))
        else:
            at, day = SQL("((%s)::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')", date, zone), date
        exact = model._fields.get("at")
        if self.date_field_id.ttype == "date" and exact and exact.type == "datetime" and exact.store:
            at = SQL("COALESCE(%s, %s)", model._field_to_sql(alias, "at", query), at)

        def column(field, otherwise):
            return model._field_to_sql(alias, field.name, query) if field else otherwise

        contact = column(self.partner_field_id, SQL.identifier(alias, "id") if model._name == "res.partner" else SQL("NULL::int"))
        return query.select(
            SQL("%s AS res_id", SQL.identifier(alias, "id")),
            SQL("%s AS day", day),
            SQL("%s AS at", at),
            SQL("%s AS contact_id", contact),
            SQL("%s AS person_id", column(self.owner_field_id if self.owner_mode == "field" else False, SQL("NULL::int"))),
            SQL("%s AS until", column(self.end_field_id, SQL("NULL::date"))),
        )

    @staticmethod
    def _to_local_sql(instant, zone):
        return SQL("(%s) AT TIME ZONE 'UTC' AT TIME ZONE %s", instant, zone)

    def _get_occurrences_sql(self, first, last):
        """Return the series of repetitions (0, 1, 2, ...) that may lie between two days, a little wider."""
        self.ensure_one()
        if not self.repeat:
            return SQL("(VALUES (0))")
        if self.repeat_unit == "month":
            shift = self.latest if self.offset_unit == "month" else 0
            months = SQL("(EXTRACT(YEAR FROM base.day) * 12 + EXTRACT(MONTH FROM base.day))::int")
            low, high = (
                SQL("(%s - %s - %s) / %s + %s", edge.year * 12 + edge.month, months, shift, self.repeat, wider)
                for edge, wider in ((first, -3), (last, 3))
            )
            reach = 0 if self.offset_unit == "month" else int(max(abs(self.earliest), abs(self.latest)) * DAYS[self.offset_unit] * 2) // (28 * self.repeat) + 1
        else:
            days = self.repeat * int(DAYS[self.repeat_unit])
            low, high = (SQL("(%s - base.day) / %s + %s", edge, days, wider) for edge, wider in ((first, -2), (last, 2)))
            reach = int(max(abs(self.earliest), abs(self.latest)) * DAYS[self.offset_unit] * 2) // days + 1
        high = SQL("%s + %s", high, reach)
        if self.repeat_times:
            high = SQL("LEAST(%s, %s)", high, self.repeat_times - 1)
        return SQL("generate_series(GREATEST(0, %s - %s), %s)", low, reach, high)

    def _get_workday_join(self, day, first, last, company):
        """Return a join that moves a day by the rule's working days (M1)."""
        self.ensure_one()
        workdays = self.env["hotel.workdays"]
        reach = 2 * max(abs(self.earliest), abs(self.latest)) + 20
        days = [first - timedelta(days=reach) + timedelta(days=n) for n in range((last - first).days + 2 * reach)]
        begins = [workdays.add_working_days(each, self.earliest, company) for each in days]
        ends = [workdays.add_working_days(each, self.latest, company) for each in days]
        return SQL(
            "JOIN unnest(%s::date[], %s::date[], %s::date[]) AS shift (day, begins, ends) ON shift.day = %s", days, begins, ends, day
        )

    def _get_owner_sql(self, company):
        """Return who makes the callback; the sales head when nobody else is named."""
        self.ensure_one()
        caller = SQL("customer.hotel_caller_id, customer.user_id, class.caller_id")
        first = {
            "caller": caller,
            "field": SQL("base.person_id, %s", caller),
            "class": SQL("class.caller_id, %s", caller),
            "user": SQL("%s::int, %s", self.user_id.id or None, caller),
        }[self.owner_mode]
        return SQL(
            "(SELECT u.id FROM unnest(ARRAY[%s, %s::int]) WITH ORDINALITY AS o(id, n) JOIN res_users u ON u.id = o.id AND u.active "
            "ORDER BY o.n LIMIT 1)",
            first,
            company.sudo().hotel_sales_head_id.id or None,
        )
