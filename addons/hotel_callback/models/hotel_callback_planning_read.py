from collections import defaultdict
from datetime import timedelta
from functools import cache

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hotel_base.rules import workdays

from ..rules import callback_calendar as calendar
from ..rules.callback_plan import Call, Customer, Reason

#: Windows of a hotel that has entered none (I4).
WINDOWS = (calendar.Window(None, 10.0, 11.0 + 40 / 60), calendar.Window(None, 15.0, 18.0))


class HotelCallback(models.Model):
    """I4: what the planner has to know of thousands of customers, each kind with one query (superuser mode)."""

    _inherit = "hotel.callback"

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
