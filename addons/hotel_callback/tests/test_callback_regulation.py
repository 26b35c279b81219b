"""Each delivered regulation, switched on and planned for a year: the days on which the customers are contacted."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_callback import HotelCallbackCommon

#: A Monday morning in Shanghai; the year that is planned begins here.
START = "2026-01-05 01:00:00"
DAY = date(2026, 1, 5)


@tagged("post_install", "-at_install")
@freeze_time(START)
class TestCallbackRegulation(HotelCallbackCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.hotel_callback_horizon = 366
        # Each test looks at one regulation: how often a class may be called is another rule's test.
        cls.env["hotel.customer.class"].search([]).interval_days = 0
        cls.large = cls._customer("Large", "A")
        cls.very_large = cls._customer("Very large", "VIP")
        cls.regular = cls._customer("Regular", "B")

    def _switch_on(self, name):
        regulation = self.env.ref(f"hotel_callback.regulation_{name}")
        regulation.with_user(self.sales_head).action_switch_on()
        rules = self.env["hotel.callback.rule"].search([("regulation_id", "=", regulation.id), ("template", "=", False)])
        self.assertEqual(len(rules), len(regulation.rule_ids))
        self.assertEqual(set(rules.mapped("state")), {"on"})
        return rules

    def _days(self, partner, way=None, words=None):
        """Return the local days of a customer's callbacks, of a way or with words in their topics."""
        return [
            each.planned_date
            for each in self._callbacks(partner)
            if (not way or each.way == way) and (not words or words in (each.topics or ""))
        ]

    def test_the_software_firm(self):
        """I2: document 1: first call one month after the start, then each quarter; visits twice a year and each quarter."""
        self._switch_on("software")
        for partner in (self.regular, self.large, self.very_large):
            self._date(partner, "start", DAY)
        self._plan()
        # 5 February is a Thursday, 5 May and 5 August are working days; in May the holidays (1-5) move it to the 6th.
        self.assertEqual(self._days(self.regular), [date(2026, 2, 5), date(2026, 5, 6), date(2026, 8, 5), date(2026, 11, 5)])
        self.assertEqual(self._days(self.large, "visit"), [date(2026, 7, 6), date(2027, 1, 5)])
        self.assertEqual(
            self._days(self.very_large, "visit"), [date(2026, 4, 7), date(2026, 7, 6), date(2026, 10, 8), date(2027, 1, 5)]
        )
        self.assertFalse(self._days(self.regular, "visit"))

    def test_the_decoration_firm(self):
        """I2, I4: document 1: 7 and 15 days after the start and at completion, between 10:30 and 11:40 or 15:00 and 18:00."""
        self._switch_on("decoration")
        self._date(self.regular, "start", DAY)
        self._date(self.regular, "completion", date(2026, 3, 12))
        self._plan()
        callbacks = self._callbacks(self.regular)
        self.assertEqual(callbacks.mapped("planned_date"), [date(2026, 1, 12), date(2026, 1, 20), date(2026, 3, 12)])
        self.assertEqual({each.planned_at.time().isoformat() for each in callbacks}, {"02:30:00"})
        windows = self.env["hotel.callback.window"].search([("company_id", "=", self.company.id)])
        self.assertEqual(sorted((round(w.hour_from, 2), round(w.hour_to, 2)) for w in windows), [(10.5, 11.67), (15.0, 18.0)])

    def test_the_furniture_store(self):
        """I2: document 3: a call within 24 hours, a letter within 7 days, a call on the 7th day after it; repairs and complaints
        within 24 hours."""
        self._switch_on("furniture")
        sold = datetime(2026, 1, 6, 3)
        self._date(self.regular, "purchase", date(2026, 1, 6), at=sold, user_id=self.sales2.id)
        repaired = datetime(2026, 2, 10, 5)
        self._date(self.large, "repair", date(2026, 2, 10), at=repaired)
        closed = self.env["helpdesk.ticket.stage"].search([("closed", "=", True)], limit=1)
        ticket = self.env["helpdesk.ticket"].create({
            "name": "Scratch", "description": "Scratch", "partner_id": self.very_large.id, "company_id": self.company.id, "stage_id": closed.id,
        })  # fmt: skip
        ticket.write({"stage_id": closed.id, "complaint_state": "closed"})
        ticket.closed_date = datetime(2026, 1, 5, 8)
        self._plan()
        call = self._callbacks(self.regular, way="phone")
        self.assertEqual((call.owner_id, call.planned_at), (self.sales2, sold))
        self.assertEqual(call.due_at, sold + timedelta(hours=24))
        letter = self._callbacks(self.regular, way="letter")
        self.assertLessEqual(letter.due_at, datetime(2026, 1, 13, 15, 59, 59))
        repair = self._callbacks(self.large)
        self.assertLessEqual(repair.planned_at, repaired + timedelta(hours=24))
        complaint = self._callbacks(self.very_large)
        self.assertLessEqual(complaint.planned_at, datetime(2026, 1, 6, 8))
        with freeze_time("2026-01-08 02:00:00"):
            self._complete(call)
            letter.with_user(letter.owner_id).action_send_message("Thank you for your order.")
            self._plan()
            second = self._callbacks(self.regular, state="planned")
            self.assertEqual((second.way, second.planned_date), ("phone", date(2026, 1, 15)))

    def test_the_equipment_firm(self):
        """I2, I7: document 4: first call after a month, then each half year; visits once and twice a year; reports in three days."""
        self._switch_on("equipment")
        for partner in (self.regular, self.large, self.very_large):
            self._date(partner, "start", DAY)
        self._plan()
        self.assertEqual(self._days(self.regular), [date(2026, 2, 5), date(2026, 8, 5)])
        self.assertEqual(self._days(self.large, "visit"), [date(2027, 1, 5)])
        self.assertEqual(self._days(self.very_large, "visit"), [date(2026, 7, 6), date(2027, 1, 5)])
        with freeze_time("2026-02-05 02:30:00"):
            callback = self._complete(self._callbacks(self.regular)[0])
        self.assertEqual(callback.report_id.write_due, datetime(2026, 2, 6, 15, 59, 59))
        self.assertEqual(callback.report_id.hand_in_due, datetime(2026, 2, 8, 15, 59, 59))

    def test_the_property_sales(self):
        """I2, I4: document 4: the same day; A and B every three days, C each week, D at festivals only; buyers each half month;
        who was introduced by leadership at named occasions only; windows 10:00-11:30 and 15:30-17:00."""
        self.company.hotel_callback_horizon = 20
        self._switch_on("property")
        seldom, rare = self._customer("Seldom", "C"), self._customer("Rare", "D")
        led = self._customer("Led", "A", hotel_from_leadership=True)
        for partner in (self.large, seldom, led):
            lead = self.env["crm.lead"].create({
                "name": "Flat", "type": "opportunity", "partner_id": partner.id, "user_id": self.sales.id, "company_id": self.company.id, "probability": 10,
            })  # fmt: skip
            self.env.flush_all()
            self.env.cr.execute("UPDATE crm_lead SET create_date = %s WHERE id = %s", (START, lead.id))
        self._date(self.very_large, "purchase", DAY, user_id=self.sales2.id)
        self.env["hotel.callback.occasion"].create({"name": "Show flat", "date": date(2026, 1, 16), "kind": "occasion"})
        self.env.invalidate_all()
        self._plan()
        self.assertEqual(
            self._days(self.large, "phone"),
            [date(2026, 1, 5), date(2026, 1, 8), date(2026, 1, 12), date(2026, 1, 14), date(2026, 1, 19), date(2026, 1, 20), date(2026, 1, 23)],
            "every three days; the 11th and the 17th are free and move on",
        )
        self.assertEqual(self._days(seldom, "phone"), [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)])
        self.assertFalse(self._days(rare, "phone"))
        self.assertEqual(self._days(rare, "message"), [date(2026, 1, 12)], "the named occasion, told ahead")
        self.assertEqual(self._days(led), [date(2026, 1, 12)], "by message at the occasion only")
        self.assertEqual(self._days(self.very_large, "phone"), [date(2026, 1, 5), date(2026, 1, 20)])
        self.assertEqual({each.planned_at.time().isoformat() for each in self._callbacks(way="phone") if each.planned_date > DAY}, {"02:00:00"})

    def test_the_shopping_plaza(self):
        """I2: document 4: within three days after a complaint or a repair."""
        self._switch_on("plaza")
        self._date(self.regular, "repair", date(2026, 1, 9))
        self._plan()
        callback = self._callbacks(self.regular)
        self.assertEqual((callback.planned_date, callback.due_at), (date(2026, 1, 9), datetime(2026, 1, 12, 15, 59, 59)))

    def test_the_residential_estate(self):
        """I2: document 4: a week after a complaint or service, 10 days after a special one, a month after a repair."""
        self._switch_on("residence")
        for partner, kind, due in (
            (self.regular, "repair", date(2026, 2, 9)),
            (self.large, "special_service", date(2026, 1, 19)),
            (self.very_large, "service", date(2026, 1, 16)),
        ):
            self._date(partner, kind, date(2026, 1, 9))
            self._plan()
            with self.subTest(kind):
                self.assertEqual(self._callbacks(partner).due_at.date(), due)

    def test_the_rules_of_the_house(self):
        """I2: the hotel's own: agreement, event and letter, stay, visits, birthday, festivals, renewal - in one year."""
        self._switch_on("house")
        self._date(self.large, "agreement", DAY)
        self._date(self.large, "agreement_end", date(2026, 12, 31))
        self.large.hotel_birthday = date(1970, 6, 30)
        self._stay(self.regular, datetime(2026, 1, 12, 4))
        ended = datetime(2026, 1, 7, 9)
        self._date(self.very_large, "event", date(2026, 1, 7), at=ended, user_id=self.sales2.id)
        self._plan()
        self.assertEqual(
            self._days(self.large, words="How the agreement"), [date(2026, 2, 5), date(2026, 5, 6), date(2026, 8, 5), date(2026, 11, 5)]
        )
        self.assertEqual(self._days(self.large, "visit"), [date(2026, 7, 6), date(2027, 1, 5)])
        self.assertEqual(self._days(self.large, words="Birthday"), [date(2026, 6, 23)])
        festivals = self.env["hotel.callback.topic"].search([("partner_id", "=", self.large.id), ("rule_id.topic", "=", "Festival wishes")])
        self.assertEqual(
            sorted(each.occurrence + timedelta(days=3) for each in festivals),
            [date(2026, 2, 17), date(2026, 6, 19), date(2026, 9, 25), date(2026, 10, 1), date(2027, 1, 1)],
        )
        self.assertEqual(self._days(self.large, words="renewed"), [date(2026, 10, 19)])
        self.assertEqual(self._days(self.regular, "phone"), [date(2026, 1, 15)])
        call = self._callbacks(self.very_large, way="phone").filtered(lambda each: "event" in each.topics)
        self.assertEqual((call.owner_id, call.planned_date), (self.sales2, date(2026, 1, 8)))
        self.assertGreaterEqual(call.planned_at, ended + timedelta(hours=24))
        letter = self._callbacks(self.very_large, way="letter")
        self.assertLessEqual(letter.planned_at, datetime(2026, 1, 14, 15, 59, 59))

    def test_a_regulation_is_switched_on_once_by_who_may(self):
        """I2: twice would call everybody twice; salespeople do not switch on."""
        regulation = self.env.ref("hotel_callback.regulation_plaza")
        with self.assertRaises(AccessError):
            regulation.with_user(self.sales).action_switch_on()
        regulation.with_user(self.sales_head).action_switch_on()
        with self.assertRaisesRegex(UserError, "in use"):
            regulation.with_user(self.sales_head).action_switch_on()
        with self.assertRaisesRegex(UserError, "template"):
            regulation.rule_ids[0].with_user(self.sales_head).action_switch_on()
