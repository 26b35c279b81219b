from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
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

    def test_a_customers_class_is_a_criterion_of_an_invitation_list(self):
        """H17, I1: customers of the classes chosen, all of them when none is; kept once it is drawn."""
        vip = self.env["hotel.customer.class"].search([("code", "=", "VIP")])
        other = self.env["res.partner"].create({"name": "Harbour Film", "is_company": True})
        self.customer.hotel_class_id = vip
        invitation = self.env["hotel.event.invitation"].with_user(self.users["sales_head"]).create(
            {"event_id": self.held().event_id.id, "company_id": self.company.id}
        )
        both = self.customer | other
        self.assertEqual(both.filtered_domain(invitation._get_class_domain()), both)
        invitation.class_ids = vip
        self.assertEqual(both.filtered_domain(invitation._get_class_domain()), self.customer)
        invitation.sudo().state = "drawn"
        with self.assertRaises(UserError):
            invitation.class_ids = False

    def test_an_invitation_list_shows_the_share_of_each_class(self):
        """H17, I1, M4: of those without a class too; in each reader's language."""
        self.env["res.lang"]._activate_lang("zh_CN")
        vip = self.env["hotel.customer.class"].search([("code", "=", "VIP")])
        vip.with_context(lang="zh_CN").name = "贵宾"
        other = self.env["res.partner"].create({"name": "Harbour Film", "is_company": True})
        both = self.customer | other
        both.customer_rank = 1
        self.customer.hotel_class_id = vip
        invitation = self.env["hotel.event.invitation"].create({"event_id": self.held().event_id.id, "company_id": self.company.id})
        invitation._draw(Domain("id", "in", both.ids))
        shares = invitation.share_ids.filtered(lambda share: share.dimension == "class")
        self.assertEqual(sorted(shares.mapped("percent")), [50, 50])
        for lang, names in (("en_US", {vip.with_context(lang="en_US").name, "Not known"}), ("zh_CN", {"贵宾"})):
            with self.subTest(lang=lang):
                self.assertLessEqual(names, set(shares.with_context(lang=lang).mapped("name")))

    def test_an_incident_becomes_one_complaint_of_the_host(self):
        """H21, J1: by who works on complaints; pressed twice it is the same one; the log stays."""
        order = self.held()
        incident = self.env["hotel.event.incident"].create(
            {"event_id": order.event_id.id, "name": "Fell on the stairs", "person": "Mr Wu", "action": "Doctor called", "at": "2026-03-10 11:00:00"}
        )
        handler = self._new_user("handler", "helpdesk_mgmt.group_helpdesk_user,event.group_event_user")
        first = incident.with_user(handler).action_complaint()
        self.assertEqual(incident.with_user(handler).action_complaint()["res_id"], first["res_id"])
        ticket = self.env["helpdesk.ticket"].browse(first["res_id"])
        self.assertEqual((ticket.partner_id, ticket.company_id, ticket.event_incident_id), (self.customer, self.company, incident))
        with self.assertRaises(AccessError):
            ticket.with_user(handler).event_incident_id = False
