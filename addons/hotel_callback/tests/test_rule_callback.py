"""The plain rules of callbacks, as tables."""

from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import callback_calendar as calendar
from ..rules import callback_desk, callback_figures, callback_record, callback_report, callback_sample, customer_class
from ..rules.callback_plan import Call, Customer, Planner, Reason

WINDOWS = (calendar.Window(None, 10.0, 11 + 40 / 60), calendar.Window(None, 15.0, 18.0))
SHANGHAI = "Asia/Shanghai"


def weekday(day):
    return day.weekday() < 5


def utc(text):
    return datetime.fromisoformat(text)


@tagged("post_install", "-at_install")
class TestRuleCallback(BaseCase):
    def _customer(self, **vals):
        return Customer(**{"zone": SHANGHAI, "windows": WINDOWS, "works": weekday, **vals})

    def _reason(self, number=1, way="phone", start="2026-03-18 00:00", due="2026-03-25 15:59", owner=7, **vals):
        return Reason(number, way, utc(start), utc(due), owner, **vals)

    def test_a_call_is_planned_inside_the_windows_of_a_working_day(self):
        """I4: 10:00-11:40 and 15:00-18:00 of the customer's own clock; nights, noons and weekends move on."""
        for start, expected in (
            ("2026-03-18 00:00", "2026-03-18 02:00"),  # 08:00: the window opens at 10:00
            ("2026-03-18 02:30", "2026-03-18 02:30"),  # 10:30: now
            ("2026-03-18 03:40", "2026-03-18 07:00"),  # 11:40: closed, at 15:00
            ("2026-03-18 10:00", "2026-03-19 02:00"),  # 18:00: tomorrow
            ("2026-03-20 10:30", "2026-03-23 02:00"),  # Friday evening: Monday
        ):
            with self.subTest(start):
                self.assertEqual(calendar.first_slot(utc(start), SHANGHAI, WINDOWS, weekday).at, utc(expected))

    def test_the_hour_stays_when_the_clocks_change(self):
        """I4: ten o'clock is ten o'clock before and after the change to summer time; an hour that is left out moves on."""
        for day, expected in ((date(2026, 3, 27), "2026-03-27 09:00"), (date(2026, 3, 30), "2026-03-30 08:00")):
            self.assertEqual(calendar.at_hour(day, 10.0, "Europe/Berlin"), utc(expected))
        night = (calendar.Window(None, 2.0, 3.0), calendar.Window(None, 15.0, 18.0))
        slot = calendar.first_slot(utc("2026-03-28 23:00"), "Europe/Berlin", night, lambda day: True)
        self.assertEqual(slot.at, utc("2026-03-29 13:00"), "the window of the hour that does not exist never opens")

    def test_the_29th_of_february_is_wished_well_every_year(self):
        """I2: on the 28th where there is no 29th."""
        self.assertEqual(calendar.yearly(date(2000, 2, 29), 2026), date(2026, 2, 28))
        self.assertEqual(calendar.yearly(date(2000, 2, 29), 2028), date(2028, 2, 29))

    def test_reasons_of_one_week_are_one_call(self):
        """I4: two rules in one week make one call with both topics, on a day that suits both."""
        calls = []
        left_out = Planner().plan(
            self._customer(),
            [self._reason(1, rule=1), self._reason(2, start="2026-03-19 16:00", rule=2, due="2026-03-26 15:59")],
            calls,
        )
        self.assertFalse(left_out)
        self.assertEqual(len(calls), 1)
        self.assertEqual([reason.id for reason in calls[0].reasons], [1, 2])
        self.assertEqual(calls[0].day, date(2026, 3, 20))

    def test_two_occurrences_of_one_rule_are_two_calls(self):
        """I2: a rule that repeats every three days keeps its days, though they lie in one week."""
        calls = []
        Planner().plan(
            self._customer(),
            [
                self._reason(1, start="2026-03-15 16:00", due="2026-03-17 15:59", rule=1, rhythm=True),
                self._reason(2, start="2026-03-18 16:00", due="2026-03-20 15:59", rule=1, rhythm=True),
            ],
            calls,
        )
        self.assertEqual([call.day for call in calls], [date(2026, 3, 16), date(2026, 3, 19)])

    def test_the_class_limits_how_often_a_customer_is_called(self):
        """I4: a routine call waits until the days of the class are over, and is left out when it is due before."""
        customer = self._customer(interval=14, talked={date(2026, 3, 10)})
        calls = []
        self.assertEqual(Planner().plan(customer, [self._reason(1, due="2026-03-20 15:59")], calls), {1: "frequency"})
        self.assertFalse(Planner().plan(customer, [self._reason(2, due="2026-03-30 15:59")], calls))
        self.assertEqual(calls[0].day, date(2026, 3, 24))
        urgent = []
        self.assertFalse(Planner().plan(customer, [self._reason(3, routine=False)], urgent))
        self.assertEqual(urgent[0].day, date(2026, 3, 18), "what is not routine is not held back")

    def test_who_is_not_called_is_left_out_with_the_reason(self):
        """I4, I10: opted out, without phone, complaint open, introduced by leadership, nobody to call."""
        for vals, reason, why in (
            ({"opted_out": True}, self._reason(), "opt_out"),
            ({"opted_out": True}, self._reason(way="letter", routine=False), "opt_out"),
            ({"phone": False}, self._reason(), "no_phone"),
            ({"phone": False}, self._reason(way="visit"), None),
            ({"complaint": True}, self._reason(), "complaint"),
            ({"complaint": True}, self._reason(routine=False), None),
            ({"leadership": True}, self._reason(), "leadership"),
            ({"leadership": True}, self._reason(named=True), None),
            ({}, self._reason(owner=0), "no_owner"),
            ({"windows": ()}, self._reason(), "no_slot"),
        ):
            with self.subTest(why=why, **vals):
                self.assertEqual(Planner().plan(self._customer(**vals), [reason], []).get(1), why)

    def test_who_is_on_leave_is_replaced_when_it_would_be_too_late(self):
        """I4: the call waits for the caller's return; when that is too late the superior makes it."""
        away = frozenset({date(2026, 3, 18), date(2026, 3, 19)})
        planner = Planner(lambda user: away if user == 7 else frozenset(), {7: 8}.get)
        calls = []
        planner.plan(self._customer(), [self._reason(1)], calls)
        self.assertEqual((calls[0].owner, calls[0].day), (7, date(2026, 3, 20)))
        calls = []
        planner.plan(self._customer(), [self._reason(2, due="2026-03-19 15:59")], calls)
        self.assertEqual((calls[0].owner, calls[0].day), (8, date(2026, 3, 18)))

    def test_a_second_caller_takes_another_day(self):
        """I4: a customer who was called today by somebody else is called tomorrow; if that is too late, by the same person."""
        customer = self._customer(called={date(2026, 3, 18): 9})
        calls = []
        Planner().plan(customer, [self._reason(1, routine=False)], calls)
        self.assertEqual((calls[0].owner, calls[0].day), (7, date(2026, 3, 19)))
        calls = []
        Planner().plan(customer, [self._reason(2, routine=False, due="2026-03-18 15:59")], calls)
        self.assertEqual((calls[0].owner, calls[0].day), (9, date(2026, 3, 18)))

    def test_an_agreed_time_is_not_moved(self):
        """I5: what the customer asked for stays; a new reason of the week joins it."""
        call = Call(3, "phone", 7, date(2026, 3, 20), utc("2026-03-20 12:00"), utc("2026-03-21 15:59"), agreed=True)
        Planner().plan(self._customer(), [self._reason(1, due="2026-03-18 15:59", routine=False)], calls := [call])
        self.assertEqual((calls[0].at, len(calls[0].reasons)), (utc("2026-03-20 12:00"), 1))

    def test_a_record_is_closed_complete_only(self):
        """I6: what is missing is named; a visit needs a signature; letters need nothing."""
        full = {
            "way": "phone", "reached": True, "spoke_with": "Li", "satisfaction": "satisfied", "score": 0, "has_problem": "no",
            "problems": "", "taken_up": False, "next_step": "none", "signature": False, "signed_by": "",
        }  # fmt: skip
        for change, lacks in (
            ({}, []),
            ({"reached": False}, ["reached"]),
            ({"spoke_with": " "}, ["spoke_with"]),
            ({"satisfaction": False}, ["satisfaction"]),
            ({"satisfaction": False, "score": 7}, []),
            ({"has_problem": False}, ["has_problem"]),
            ({"has_problem": "yes"}, ["problems"]),
            ({"has_problem": "yes", "problems": "Cold room"}, ["problem_taken_up"]),
            ({"has_problem": "yes", "problems": "Cold room", "taken_up": True}, []),
            ({"next_step": False}, ["next_step"]),
            ({"way": "visit"}, ["signature", "signed_by"]),
            ({"way": "letter", "reached": False, "next_step": False}, []),
        ):
            with self.subTest(**change):
                self.assertEqual(callback_record.missing(**{**full, **change}), lacks)

    def test_three_failed_attempts_in_a_row_give_up(self):
        """I5: put off by the customer, the count starts anew."""
        for results, given_up in (
            (["no_answer", "busy"], False),
            (["no_answer", "busy", "wrong_number"], True),
            (["no_answer", "not_convenient", "no_answer", "busy"], False),
            (["no_answer", "not_convenient", "no_answer", "busy", "busy"], True),
        ):
            with self.subTest(results):
                self.assertEqual(callback_record.is_unreachable(results, 3), given_up)

    def test_classes_are_proposed_by_place_and_payments(self):
        """I1: quantiles of the revenue; whoever pays late goes one class down; without revenue the last class."""
        grades = [customer_class.Grade(1, 10, 10), customer_class.Grade(2, 20, 30), customer_class.Grade(3, 70, 100)]
        for place, revenue, late, expected in (
            (1, 100, None, 1), (10, 100, 10, 1), (10, 100, 11, 2), (11, 100, 0, 2), (30, 100, 31, 3), (31, 5, None, 3), (99, 0, None, 3),
        ):  # fmt: skip
            with self.subTest(place=place, late=late):
                self.assertEqual(customer_class.propose(grades, place, 100, revenue, late), expected)
        self.assertEqual(customer_class.propose(grades, 1, 3, 100, 0), 1, "the first of three is in the best class")

    def test_a_sample_is_drawn_again_from_its_seed(self):
        """I9: the same seed takes the same callbacks, in whatever order they come; another seed takes others."""
        ids = list(range(1, 1001))
        first = callback_sample.draw("abc", ids, 50)
        self.assertEqual(first, callback_sample.draw("abc", list(reversed(ids)), 50))
        self.assertNotEqual(first, callback_sample.draw("abd", ids, 50))
        self.assertEqual([callback_sample.size(count, 5) for count in (0, 1, 20, 21, 100)], [0, 1, 1, 2, 5])

    def test_bands_of_the_bonus_list(self):
        """I10: above 90 a bonus, below 70 a warning, below 50 none; nobody asked, no band."""
        for percent, expected in (
            (90.1, "bonus"), (90, "normal"), (70, "normal"), (69.9, "warned"), (50, "warned"), (49.9, "none"), (0, "none"), (None, None),
        ):  # fmt: skip
            self.assertEqual(callback_figures.band(percent), expected)
        self.assertEqual((callback_figures.share(1, 3), callback_figures.share(0, 0)), (33.3, None))

    def test_days_of_a_report(self):
        """I7: three days, or a week with leave."""
        self.assertEqual(callback_report.hand_in_day(date(2026, 3, 18), 3), date(2026, 3, 21))
        self.assertTrue(callback_report.is_late(utc("2026-03-18 00:00"), None, utc("2026-03-18 00:01")))
        self.assertFalse(callback_report.is_late(utc("2026-03-18 00:00"), utc("2026-03-18 00:00"), utc("2026-03-19 00:01")))

    def test_the_best_order_of_the_day(self):
        """I3: agreed for now, then late, then important ones of the best class, last what is not open yet."""
        now = utc("2026-03-18 04:00")
        rows = {
            "later": (now + timedelta(hours=3), now + timedelta(days=1), False, 2, 1),
            "normal": (now - timedelta(hours=1), now + timedelta(days=1), False, 0, 3),
            "high": (now - timedelta(hours=1), now + timedelta(days=1), False, 1, 3),
            "best class": (now - timedelta(hours=1), now + timedelta(days=1), False, 0, 1),
            "late": (now - timedelta(days=2), now - timedelta(hours=1), False, 0, 5),
            "agreed": (now + timedelta(minutes=5), now + timedelta(days=1), True, 0, 5),
        }
        order = sorted(rows, key=lambda name: callback_desk.order_key(now, *rows[name]))
        self.assertEqual(order, ["agreed", "late", "high", "best class", "normal", "later"])
