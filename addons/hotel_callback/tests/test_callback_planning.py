"""Rules become callbacks: planning, its limits, and planning anew."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_callback import DAY, NOON, HotelCallbackCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestCallbackPlanning(HotelCallbackCommon):
    def test_a_stay_is_followed_by_a_call_after_three_to_five_days(self):
        """I2: the guest of a stay that ended today is called from Saturday on, that is on Monday, by the responsible caller."""
        self._rule(domain="[('state', '=', 'departed')]")
        self._stay(self.person, datetime(2026, 3, 18, 3))
        self._stay(self.person, datetime(2026, 3, 18, 3), state="cancelled")
        self._plan()
        callback = self._callbacks(self.firm)
        self.assertRecordValues(
            callback,
            [{
                "state": "planned", "owner_id": self.sales.id, "contact_id": self.person.id, "way": "phone",
                "planned_date": date(2026, 3, 23), "planned_at": datetime(2026, 3, 23, 2), "due_at": datetime(2026, 3, 23, 15, 59, 59),
            }],
        )  # fmt: skip
        self.assertEqual(callback.topics, "How was it?")

    def test_planning_twice_plans_once(self):
        """I2: a run that is repeated, even after a kill in its middle, makes no second callback."""
        self._rule()
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        self._plan()
        first = self._callbacks(self.firm)
        run = self.env["hotel.callback.run"].sudo()._start_for(self.company)
        run._work_chunk()  # broken off after the first piece
        self._plan()
        self.assertEqual(self._callbacks(self.firm), first)
        self.assertEqual(len(first.topic_ids), 1)

    def test_hours_days_working_days_weeks_and_months(self):
        """I2: offsets in each unit; working days are legal ones, the Qingming holiday left out (M1)."""
        for unit, count, expected in (
            ("hour", 24, date(2026, 4, 3)),
            ("day", 3, date(2026, 4, 5)),
            ("workday", 2, date(2026, 4, 7)),
            ("week", 1, date(2026, 4, 9)),
            ("month", 1, date(2026, 5, 2)),
        ):
            with self.subTest(unit), self.env.cr.savepoint() as point:
                self.company.hotel_callback_horizon = 60
                rule = self._rule(earliest=count, latest=count, offset_unit=unit)
                self._stay(self.firm, datetime(2026, 4, 2, 3))
                self._plan()
                self.assertEqual(self.env["hotel.callback.topic"].search([("rule_id", "=", rule.id)]).occurrence, expected)
                point.rollback()
                self.env.invalidate_all()

    def test_months_are_counted_from_the_date_itself(self):
        """I2: one month after 31 January and each quarter then: the last days of the months, without drifting."""
        self.company.hotel_callback_horizon = 300
        rule = self._rule("hotel.callback.date", "date", earliest=1, latest=1, offset_unit="month", repeat=3, repeat_unit="month", grace=7)
        self._date(self.firm, "start", date(2026, 1, 31))
        self._plan()
        topics = self.env["hotel.callback.topic"].search([("rule_id", "=", rule.id)], order="occurrence")
        self.assertEqual(topics.mapped("occurrence"), [date(2026, 5, 31), date(2026, 8, 31), date(2026, 11, 30)])

    def test_a_birthday_on_29_february_is_wished_on_the_28th(self):
        """I2: 2 to 7 days ahead of 28 February 2027, and of 29 February 2028."""
        self.firm.hotel_birthday = date(2000, 2, 29)
        rule = self._rule(
            "res.partner", "hotel_birthday", None, earliest=-7, latest=-2, repeat=12, repeat_unit="month", way="message", named=True
        )
        for day, first, last in (
            ("2027-02-10 04:00:00", date(2027, 2, 21), datetime(2027, 2, 26, 15, 59, 59)),
            ("2028-02-10 04:00:00", date(2028, 2, 22), datetime(2028, 2, 27, 15, 59, 59)),
        ):
            with self.subTest(day), freeze_time(day):
                self._plan()
                topic = self.env["hotel.callback.topic"].search([("rule_id", "=", rule.id)], order="occurrence desc", limit=1)
                self.assertEqual((topic.occurrence, topic.due_at, topic.state), (first, last, "planned"))
                self.assertLess(topic.callback_id.planned_at, last)

    def test_several_rules_of_a_week_make_one_call(self):
        """I4: one call with both topics; the database allows no second one on the day."""
        self._rule(topic="The stay")
        self._rule("hotel.callback.date", "date", topic="The agreement", earliest=5, latest=9)
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        self._date(self.firm, "start", DAY)
        self._plan()
        callback = self._callbacks(self.firm)
        self.assertEqual(len(callback), 1)
        self.assertEqual(set(callback.topic_ids.mapped("name")), {"The stay", "The agreement"})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            callback.sudo().copy({"partner_id": self.firm.id, "planned_at": callback.planned_at, "planned_date": callback.planned_date,
                                  "due_at": callback.due_at, "owner_id": self.sales2.id, "company_id": self.company.id}).flush_recordset()  # fmt: skip

    def test_the_customers_own_windows_and_time_zone_count(self):
        """I4: a customer in Berlin who likes Tuesday afternoons is called on Tuesday at two o'clock in Berlin."""
        self.firm.write({"tz": "Europe/Berlin"})
        self.env["hotel.callback.window"].create({"partner_id": self.firm.id, "weekday": "1", "hour_from": 14, "hour_to": 16})
        callback = self._one()
        self.assertEqual(callback.planned_at, datetime(2026, 3, 24, 13))
        with freeze_time("2026-03-28 04:00:00"):
            callback = self._one(topic="After the clocks changed")
            self.assertEqual(callback.planned_at, datetime(2026, 3, 31, 12), "summer time: the same hour in Berlin")

    def test_a_public_holiday_is_no_day_for_a_call(self):
        """I4, M1: on 6 April 2026 (Qingming) nobody is called in China; where the customer's country has a holiday neither."""
        callback = self._one(date=date(2026, 4, 4), due=date(2026, 4, 10))
        self.assertEqual(callback.planned_date, date(2026, 4, 7))
        german = self._customer("Berlin AG", country_id=self.env.ref("base.de").id)
        callback = self._one(german, date=date(2026, 4, 3), due=date(2026, 4, 10))
        self.assertEqual(callback.planned_date, date(2026, 4, 7), "Good Friday and Easter Monday are free in Germany")

    def test_who_opted_out_is_never_planned(self):
        """I4: neither by a rule nor by hand; what was planned is taken back at once, and stands in the figures as left out."""
        self._rule()
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        self._plan()
        callback = self._callbacks(self.firm)
        self.firm.hotel_opt_out = True
        self.assertFalse(callback.exists())
        self._plan()
        topic = self.env["hotel.callback.topic"].search([("partner_id", "=", self.firm.id)])
        self.assertRecordValues(topic, [{"state": "left_out", "left_out_reason": "opt_out"}])
        self.assertFalse(self._one())
        self.firm.hotel_opt_out = False
        self.assertTrue(self._callbacks(self.firm), "who opts in again is planned")

    def test_a_customer_without_phone_is_listed_and_planned_once_it_is_known(self):
        """I10: left out with the reason; the number entered later brings the call back."""
        self.person.phone = False
        self.firm.phone = False
        self._rule()
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        self._plan()
        self.assertEqual(self.env["hotel.callback.topic"].search([("partner_id", "=", self.firm.id)]).left_out_reason, "no_phone")
        self.firm.phone = "+86 21 1234 5678"
        self.assertEqual(len(self._callbacks(self.firm)), 1)

    def test_no_routine_call_while_a_complaint_is_open(self):
        """I4: routine calls wait, others do not; the next planning takes them up again."""
        self._rule()
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        partners = type(self.env["res.partner"])
        self.patch(partners, "_hotel_has_open_complaint", lambda records: dict.fromkeys(records.ids, True))
        self._plan()
        self.assertFalse(self._callbacks(self.firm))
        self.assertTrue(self._one(topic="About the complaint"), "a call about the complaint itself is made")
        self.patch(partners, "_hotel_has_open_complaint", lambda records: dict.fromkeys(records.ids, False))
        self._plan()
        self.assertIn("How was it?", self._callbacks(self.firm).topic_ids.mapped("name"))

    def test_customers_introduced_by_leadership_are_reached_at_named_occasions_only(self):
        """I4: the routine call leaves them out, the festival does not."""
        self.firm.hotel_from_leadership = True
        self.firm._hotel_set_class(self.classes["VIP"], "Test")
        self._rule()
        self._rule(
            "hotel.callback.occasion", "date", None, earliest=-3, latest=-1, way="message", named=True, domain="[('name', '=', 'Opening')]"
        )
        self.env["hotel.callback.occasion"].create({"name": "Opening", "date": date(2026, 3, 27), "kind": "occasion"})
        self._stay(self.firm, datetime(2026, 3, 18, 3))
        self._plan()
        self.assertEqual(self._callbacks(self.firm).mapped("way"), ["message"])
        left = self.env["hotel.callback.topic"].search([("partner_id", "=", self.firm.id), ("state", "=", "left_out")])
        self.assertEqual(left.mapped("left_out_reason"), ["leadership"])

    def test_changing_a_rule_plans_anew_what_is_not_done(self):
        """I2: done callbacks stay; those planned follow the changed rule."""
        rule = self._rule()
        other = self._customer("Second")
        self._stay(self.firm, datetime(2026, 3, 13, 3))
        self._stay(other, datetime(2026, 3, 18, 3))
        self._plan()
        done = self._complete(self._callbacks(self.firm))
        rule.write({"earliest": 10, "latest": 12})
        self.assertFalse(self._callbacks(other), "taken back at once")
        self._plan()
        self.assertEqual(self._callbacks(other).planned_date, date(2026, 3, 30))
        self.assertEqual(done.state, "done")
        self.assertEqual(done.topic_ids.rule_id, rule)

    def test_a_record_that_moves_takes_its_callback_along(self):
        """I2: the next planning moves the callback of a stay whose end moved, and drops that of a cancelled one."""
        self._rule(domain="[('state', '=', 'departed')]")
        stay = self._stay(self.firm, datetime(2026, 3, 18, 3))
        gone = self._stay(self._customer("Gone"), datetime(2026, 3, 18, 3))
        self._plan()
        stay.departure = datetime(2026, 3, 25, 3)
        gone.state = "cancelled"
        self._plan()
        self.assertEqual(self._callbacks().mapped("planned_date"), [date(2026, 3, 30)])

    def test_switching_off_takes_back_what_nobody_began(self):
        """I2: what has been tried already stays to be finished."""
        rule = self._rule()
        begun, fresh = self._customer("Begun"), self._customer("Fresh")
        for partner in (begun, fresh):
            self._stay(partner, datetime(2026, 3, 14, 3))
        self._plan()
        self._callbacks(begun).with_user(self.sales).action_attempt("no_answer")
        rule.action_switch_off()
        self.assertTrue(self._callbacks(begun))
        self.assertFalse(self._callbacks(fresh))

    def test_a_rule_that_would_plan_too_much_is_told_before_and_not_done(self):
        """I2: a million callbacks are neither switched on nor planned; the number is named."""
        self.company.hotel_callback_limit = 5
        rule = self._rule(on=False)
        for number in range(6):
            self._stay(self._customer(f"Many {number}"), datetime(2026, 3, 18, 3))
        with self.assertRaisesRegex(UserError, "would plan 6 callbacks"):
            rule.action_switch_on()
        self.assertEqual(rule.state, "off")
        self.company.hotel_callback_limit = 6
        rule.action_switch_on()
        self._stay(self._customer("One more"), datetime(2026, 3, 18, 3))
        run = self._plan()
        self.assertFalse(self._callbacks())
        self.assertEqual(run.state, "incomplete")
        self.assertIn("more than the 6 callbacks", run.problem_ids.message)
        self.assertIn("more than the 6 callbacks", rule.refused)
        with self.assertRaisesRegex(UserError, "would plan"):
            rule.write({"latest": 6})

    def test_a_preview_shows_ninety_days_and_stores_nothing(self):
        """I2: counts by month, days after the calendar, who is left out."""
        rule = self._rule("hotel.callback.date", "date", earliest=1, latest=1, offset_unit="month", repeat=1, repeat_unit="month", on=False, grace=7)
        self._date(self.firm, "start", date(2026, 3, 1))
        silent = self._customer("Silent", hotel_opt_out=True)
        self._date(silent, "start", date(2026, 3, 1))
        preview = self.env["hotel.callback.preview"].with_user(self.sales_head).create({"rule_id": rule.id})
        self.assertEqual(preview.count, 6)
        self.assertEqual(preview.months, "2026-04: 2\n2026-05: 2\n2026-06: 2")
        own = preview.line_ids.filtered(lambda line: line.partner_id == self.firm)
        self.assertEqual([line.planned_at.date() for line in own], [date(2026, 4, 1), date(2026, 5, 6), date(2026, 6, 1)])
        self.assertEqual(preview.left_out, "Opted out: 3")
        self.assertFalse(self.env["hotel.callback.topic"].search([("rule_id", "=", rule.id)]))
        preview.action_switch_on()
        self.assertEqual(rule.state, "on")

    def test_two_owners_make_one_call_by_one_of_them(self):
        """I4: the salesperson of the stay and the responsible caller are two; the customer gets one call by one person."""
        owner_field = self.env["ir.model.fields"]._get("hotel.stay", "user_id").id
        self._rule(topic="Stay", owner_mode="field", owner_field_id=owner_field)
        self._rule("hotel.callback.date", "date", topic="Start", earliest=5, latest=9)
        self._stay(self.firm, datetime(2026, 3, 18, 3), user_id=self.sales2.id)
        self._date(self.firm, "start", DAY)
        self._plan()
        self.assertEqual(self._callbacks(self.firm).owner_id, self.sales2)
        self.assertEqual(len(self._callbacks(self.firm).topic_ids), 2)

    def test_a_caller_on_leave_is_replaced_by_the_superior(self):
        """I4: leave granted for the days that are left: the superior calls."""
        boss = self.env["hr.employee"].create({"name": "Boss", "user_id": self.sales_head.id, "company_id": self.company.id})
        employee = self.env["hr.employee"].create({
            "name": "Caller", "user_id": self.sales.id, "company_id": self.company.id, "parent_id": boss.id,
        })  # fmt: skip
        self.env["resource.calendar.leaves"].create({
            "name": "Leave", "resource_id": employee.resource_id.id, "calendar_id": employee.resource_calendar_id.id,
            "date_from": datetime(2026, 3, 17, 1), "date_to": datetime(2026, 3, 20, 9),
        })  # fmt: skip
        self.assertEqual(self._one(due=date(2026, 3, 19)).owner_id, self.sales_head)
        self.assertEqual(self._one(self._customer("Later"), due=date(2026, 3, 25)).owner_id, self.sales)

    def test_callbacks_appear_as_activities_of_customer_and_opportunity(self):
        """I3: with the deadline, for who makes them; gone when the callback is closed."""
        lead = self.env["crm.lead"].create({"name": "Deal", "type": "opportunity", "partner_id": self.firm.id})
        callback = self._one()
        activities = self.env["mail.activity"].search([("hotel_callback_id", "=", callback.id)])
        self.assertEqual(
            sorted((each.res_model, each.res_id, each.user_id, each.date_deadline) for each in activities),
            sorted([("crm.lead", lead.id, self.sales, callback.planned_date), ("res.partner", self.firm.id, self.sales, callback.planned_date)]),
        )
        self.assertEqual(lead.hotel_callback_count, 1)
        self._complete(callback)
        self.assertFalse(activities.exists())

    def test_a_callback_of_today_has_a_running_deadline(self):
        """I3: the clock runs from the planned day to the due time, and stops when the callback is closed."""
        callback = self._one(due=DAY)
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", "hotel.callback"), ("res_id", "=", callback.id)])
        self.assertRecordValues(clock, [{"kind": "callback", "owner_id": self.sales.id, "due": callback.due_at, "stopped": False}])
        self._complete(callback)
        self.assertTrue(clock.stopped)

    def test_a_rule_that_cannot_work_is_refused_with_all_reasons(self):
        """I2: fields of another model, a filter nobody understands, no person named."""
        with self.assertRaises(ValidationError) as error:
            foreign = self.env["ir.model.fields"]._get("res.partner", "create_date").id
            self._rule(on=False, domain="[('nonsense', '=', 1)]", owner_mode="user", date_field_id=foreign)
        for words in ("not a field of Stay", "filter is not understood", "name the person"):
            self.assertIn(words, str(error.exception))

    def test_nobody_makes_a_rule_over_what_they_may_not_read(self):
        """I2: planning reads in superuser mode, so the maker must be able to read what the rule starts from."""
        fields_ = self.env["ir.model.fields"]
        with self.assertRaises(AccessError):
            self.env["hotel.callback.rule"].with_user(self.sales_head).create({
                "name": "Spy", "topic": "x", "model_id": self.env["ir.model"]._get_id("account.payment"), "earliest": 0, "latest": 1,
                "date_field_id": fields_._get("account.payment", "date").id,
                "partner_field_id": fields_._get("account.payment", "partner_id").id,
            })  # fmt: skip

    def test_another_hotels_rules_reach_only_its_own_records(self):
        """I2: a stay at the branch starts no callback here; a customer cared for elsewhere gets no wish from here."""
        branch = self.env["res.company"].create({"name": "Branch", "country_id": self.env.ref("base.cn").id})
        self._rule()
        self._stay(self.firm, datetime(2026, 3, 18, 3), company_id=branch.id)
        self.firm.write({"hotel_birthday": date(1980, 3, 25), "hotel_home_company_id": branch.id})
        self._rule("res.partner", "hotel_birthday", None, earliest=-7, latest=-2, repeat=12, way="message", domain=f"[('id', '=', {self.firm.id})]")
        self._plan()
        self.assertFalse(self._callbacks(self.firm))

    def test_a_call_is_planned_by_hand_for_oneself(self):
        """I2, I4: a salesperson plans own calls, the head for anybody; the calendar counts, and says why not."""
        plan = self.env["hotel.callback.plan"]
        values = {"partner_id": self.firm.id, "topic": "Price list", "date": DAY}
        action = plan.with_user(self.sales).create(values).action_plan()
        self.assertEqual(self.env["hotel.callback"].browse(action["res_id"]).owner_id, self.sales)
        with self.assertRaises(AccessError):
            plan.with_user(self.sales).create({**values, "owner_id": self.sales2.id}).action_plan()
        self.firm.hotel_opt_out = True
        with self.assertRaisesRegex(UserError, "Opted out"):
            plan.with_user(self.sales_head).create({**values, "owner_id": self.sales.id}).action_plan()

    def test_a_changed_class_changes_the_rhythm_at_once(self):
        """I1, I4: the frequency of the new class counts for what is planned."""
        self._rule("hotel.callback.date", "date", earliest=0, latest=60)
        self._complete(self._one())
        self._date(self.firm, "start", DAY)
        self._plan()
        planned = self._callbacks(self.firm, state="planned")
        self.assertLess(planned.planned_date, DAY + timedelta(days=7))
        self.firm._hotel_set_class(self.classes["B"], "Grew")
        planned = self._callbacks(self.firm, state="planned")
        self.assertEqual(planned.planned_date, DAY + timedelta(days=21))
