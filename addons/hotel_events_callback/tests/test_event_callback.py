from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.hotel_events.tests.common_after import END, AfterCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-11 01:00:00")
class TestEventCallback(AfterCase):
    def setUp(self):
        super().setUp()
        self.customer.write({"phone": "+86 25 8455 1002", "country_id": self.env.ref("base.cn").id, "tz": "Asia/Shanghai"})

    def topics(self, order):
        return self.env["hotel.callback.topic"].search([("res_model", "=", order._name), ("res_id", "=", order.id)])

    def test_an_event_that_was_held_is_a_date_of_the_customer(self):
        """I2, H14: the rules count from its end: a call after 24 hours, a letter within 7 days; once."""
        order = self.held()
        day = self.env["hotel.callback.date"].search([("event_order_id", "=", order.id)])
        self.assertEqual(
            (day.partner_id, day.kind_code, day.date, day.at, day.user_id),
            (self.customer, "event", date(2026, 3, 10), END, self.users["sales"]),
        )
        order.sudo()._hotel_event_held()
        self.assertEqual(self.env["hotel.callback.date"].search_count([("event_order_id", "=", order.id)]), 1)

    def test_a_settled_event_has_its_first_callback(self):
        """H14, I3: planned for the coordinator with the script for events, once."""
        order = self.held()
        order.sudo()._hotel_plan_first_callback()
        topic = self.topics(order)
        self.assertEqual((topic.partner_id, topic.owner_id, topic.state), (self.customer, self.users["sales"], "planned"))
        self.assertEqual(topic.callback_id.script_id, self.env.ref("hotel_callback.survey_after_event"))
        order.sudo()._hotel_plan_first_callback()
        self.assertEqual(len(self.topics(order)), 1)

    def test_what_a_rule_planned_already_is_not_planned_twice(self):
        """H14, I2: the call after 24 hours is the first callback where the hotel's rules make it."""
        order = self.held()
        day = self.env["hotel.callback.date"].search([("event_order_id", "=", order.id)])
        self.env["hotel.callback"]._plan_one(self.customer, "By the rule", record=day, owner=self.users["sales"], company=self.company)
        order.sudo()._hotel_plan_first_callback()
        self.assertFalse(self.topics(order))

    def test_the_callers_story_names_the_events(self):
        """I3: date, occasion, state, guests; drafts are no story."""
        self.assertFalse([part for part in self.customer.with_user(self.users["sales"])._hotel_story() if part["title"] == "Events"])
        self.order()
        self.held()
        story = {part["title"]: part["lines"] for part in self.customer.with_user(self.users["sales"])._hotel_story()}
        self.assertEqual(len(story["Events"]), 1)
        self.assertIn("Annual dinner, Held, 110 guests", story["Events"][0]["text"])
