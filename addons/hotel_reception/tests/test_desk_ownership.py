from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .desk_case import NOW, DeskCase


@tagged("post_install", "-at_install")
class TestDeskOwnership(DeskCase):
    def test_ownership_lapses_after_90_days_without_contact(self):
        """L3: on the 90th day the customer is Ann's, on the 91st nobody's, whether the nightly run has been or not."""
        customer = self.customer("ann")
        self.at(NOW + timedelta(days=90))
        self.sign_in("bob", "ann")
        self.env["hotel.desk.ownership"]._cron_lapse()
        self.assertEqual(customer.user_id, self.people["ann"])
        self.at(NOW + timedelta(days=91))
        self.sign_in("bob", "ann")
        entry = self.enter(match=self.match_of(customer))
        self.assertEqual(self.who(entry), ("bob", "next"), "before the nightly run")
        self.assertRecordValues(
            customer.ownership_ids.sorted("id"),
            [
                {"user_id": self.people["ann"].id, "end_reason": "lapsed", "until": (NOW + timedelta(days=90)).date()},
                {"user_id": self.people["bob"].id, "end_reason": False, "until": False},
            ],
        )

    def test_the_nightly_run_ends_what_lapsed_and_nothing_else(self):
        """L3: in one statement, by company and by each customer's own last day; a contact keeps the ownership."""
        lapsing, kept, contacted = (self.customer("ann", phone=f"1380000000{n}", name=str(n)) for n in range(3))
        kept.class_id = self.env.ref("hotel_reception.desk_class_key")
        self.assertEqual(kept.lapses_on, NOW.date() + timedelta(days=180), "another class, another last day")
        self.at(NOW + timedelta(days=60))
        self.env["hotel.desk.contact"].with_user(self.people["ann"]).create({"customer_id": contacted.id, "note": "Sent the spring menu"})
        self.at(NOW + timedelta(days=91))
        self.assertEqual(self.env["hotel.desk.ownership"]._lapse_chunk(self.company, NOW.date() + timedelta(days=91), 10), 1)
        self.assertEqual((lapsing | kept | contacted).mapped("user_id.id"), self.people["ann"].ids)
        self.assertFalse(lapsing.user_id)
        self.assertRecordValues(lapsing.ownership_ids, [{"end_reason": "lapsed", "until": NOW.date() + timedelta(days=90)}])
        self.assertEqual(self.env["hotel.desk.ownership"]._lapse_chunk(self.company, NOW.date() + timedelta(days=91), 10), 0)

    def test_a_changed_period_holds_from_the_next_contact(self):
        """L3, M6: 30 days instead of 90 do not take away today what was promised yesterday."""
        customer = self.customer("ann")
        self.desk.lapse_days = 30
        self.assertEqual(customer.lapses_on, NOW.date() + timedelta(days=90))
        self.sign_in("ann")
        self.enter(match=self.match_of(customer))
        self.assertEqual(customer.lapses_on, NOW.date() + timedelta(days=30))
        self.desk.lapses = False
        self.at(NOW + timedelta(days=1))
        self.enter(match=self.match_of(customer))
        self.assertEqual(customer.lapses_on.year, 9999)

    def test_only_the_owner_notes_contacts_of_today(self):
        """L3: no contact for others, for another day or in another's name."""
        customer = self.customer("ann")
        contacts = self.env["hotel.desk.contact"]
        with self.assertRaises(AccessError):
            contacts.with_user(self.people["bob"]).create({"customer_id": customer.id, "note": "x"})
        with self.assertRaises(UserError):
            contacts.with_user(self.users["sales_head"]).create({"customer_id": customer.id, "note": "x"})
        for values in ({"at": "2026-06-01 00:00:00"}, {"user_id": self.people["bob"].id}):
            with self.subTest(values), self.assertRaises(UserError):
                contacts.with_user(self.people["ann"]).create({"customer_id": customer.id, "note": "x", **values})
        with self.assertRaises(AccessError):
            contacts.with_user(self.users["cashier"]).create({"customer_id": customer.id, "note": "x"})

    def test_the_sales_head_releases_a_class_and_gives_customers(self):
        """L3: all of a class, or without contact for some days, lose their owner; others are given to somebody; salespeople may not."""
        occasional = self.env.ref("hotel_reception.desk_class_occasional")
        first, second = (self.customer("ann", phone=f"1380000000{n}", name=str(n), class_id=occasional.id) for n in range(2))
        other = self.customer("ann", phone="13800000009", name="Key")
        change = self.env["hotel.desk.owner.change"]
        with self.assertRaises(AccessError):
            change.with_user(self.people["ann"]).create({"scope": "class", "class_id": occasional.id, "reason": "x"})
        head = change.with_user(self.users["sales_head"])
        idle = head.create({"scope": "class", "class_id": occasional.id, "idle_days": 5, "reason": "Idle"})
        self.assertEqual(idle.customer_count, 0)
        with self.assertRaisesRegex(UserError, "no such customers"):
            idle.action_apply()
        release = head.create({"scope": "class", "class_id": occasional.id, "reason": "New season"})
        self.assertEqual(release.customer_count, 2)
        release.action_apply()
        self.assertEqual((first | second).mapped("user_id.id"), [])
        self.assertEqual(other.user_id, self.people["ann"])
        self.assertRecordValues(first.ownership_ids, [{"end_reason": "released", "end_note": "New season", "ended_by_id": self.users["sales_head"].id}])
        with self.assertRaisesRegex(UserError, "no salesperson"):
            head.create({"scope": "chosen", "customer_ids": [Command.set(first.ids)], "user_id": self.users["cashier"].id, "reason": "x"}).action_apply()
        give = head.create({"scope": "chosen", "customer_ids": [Command.set(first.ids)], "user_id": self.people["cai"].id, "reason": "His district"})
        give.action_apply()
        self.assertEqual(first.user_id, self.people["cai"])

    def test_customers_are_handed_over_before_a_change_of_post(self):
        """L3, E8: who owns customers is responsible for them; the hand-over gives them on, with a history."""
        customer, other = self.customer("ann"), self.customer("ann", phone="13800000009", name="Taken out")
        ann, bob = (
            self.env["hr.employee"].create({"name": name, "user_id": self.people[name].id, "company_id": self.company.id}) for name in ("ann", "bob")
        )
        items = ann._hotel_open_responsibilities()[ann]
        self.assertEqual({item["record"] for item in items}, {customer, other})
        handover = self.env["hotel.handover"].create({
            "employee_id": ann.id, "to_employee_id": bob.id, "reason": "department", "effective_date": "2026-03-20",
            "department_head_id": self.users["department_head"].id, "company_id": self.company.id,
        })  # fmt: skip
        lines = handover.line_ids.filtered(lambda line: line.res_id == customer.id)
        ann._hotel_hand_over(lines, bob)
        self.assertEqual((customer.user_id, other.user_id), (self.people["bob"], self.people["ann"]))
        self.assertEqual(customer.ownership_ids.sorted("id").mapped("reason"), ["first", "handover"])


@tagged("post_install", "-at_install")
class TestDeskDispute(DeskCase):
    def setUp(self):
        super().setUp()
        self.sign_in("ann", "bob")
        self.entry = self.enter(name="Ms. Yu", phone="13900000001")
        number = self.as_user(self.entry, "bob").dispute("She has been in touch with me since January, see my messages.")
        self.dispute = self.env["hotel.desk.dispute"].search([("name", "=", number)])

    def test_the_sales_head_decides_from_the_register(self):
        """L4: with a reason, both are told, the customer changes hands, who was drawn gets the turn back on the same day."""
        self.assertRecordValues(self.dispute, [{"claimant_id": self.people["bob"].id, "against_id": self.people["ann"].id, "state": "open"}])
        head = self.as_user(self.dispute, self.users["sales_head"])
        self.assertEqual((head.register_ids, head.ownership_ids.user_id), (self.entry, self.people["ann"]))
        with self.assertRaises(UserError) as caught:
            head.decide(self.users["cashier"].id, " ")
        self.assertIn("Choose a salesperson", str(caught.exception))
        self.assertIn("reason of the decision", str(caught.exception))
        head.decide(self.people["bob"].id, "Messages of 12 January were shown.")
        self.assertEqual(self.entry.customer_id.user_id, self.people["bob"])
        self.assertRecordValues(
            self.dispute,
            [{"state": "decided", "owner_id": self.people["bob"].id, "decided_by_id": self.users["sales_head"].id, "turn_back": True}],
        )
        self.assertEqual(self.order(), ["ann", "bob"])
        self.assertEqual(self.entry.customer_id.ownership_ids.sorted("id")[-1].reason, "decision")
        with self.assertRaisesRegex(UserError, "not open"):
            head.decide(self.people["ann"].id, "Second thoughts")
        self.assertFalse(self.env["hotel.clock"].search([("kind", "=", "desk_dispute"), ("stopped", "=", False)]))

    def test_nobody_else_decides(self):
        """L4: not the parties, not colleagues, not the reception; the GM where the sales head is a party."""
        for user in (self.people["ann"], self.people["bob"], self.reception, self.users["gm"], self.users["manager"], self.users["stranger"]):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.as_user(self.dispute, user).decide(self.people["bob"].id, "Mine")
        head = self.users["sales_head"]
        self.at(NOW + timedelta(days=1))
        self.as_user(self.desk, head).sign_in()
        entry = self.enter(name="Mr. Ke", phone="13900000009")
        number = self.as_user(entry, "bob").dispute("Mine")
        dispute = self.env["hotel.desk.dispute"].search([("name", "=", number)])
        self.assertEqual(dispute.against_id, head)
        with self.assertRaises(AccessError):
            self.as_user(dispute, head).decide(head.id, "I decide")
        self.assertEqual(dispute.activity_ids.user_id, self.users["gm"])
        self.as_user(dispute, self.users["gm"]).decide(self.people["bob"].id, "Bob wrote first.")
        self.assertEqual(entry.customer_id.user_id, self.people["bob"])

    def test_a_claim_needs_a_reason_and_somebody_elses_customer(self):
        """L4: all that stands against a claim is named; a claim can be taken back by who made it and stays on record."""
        with self.assertRaisesRegex(UserError, "yours already|belongs to you"):
            self.as_user(self.entry, "ann").dispute("Mine")
        with self.assertRaises(UserError) as caught:
            self.as_user(self.entry, "bob").dispute("")
        self.assertIn("Say why", str(caught.exception))
        self.assertIn("claimed this customer already", str(caught.exception))
        with self.assertRaises(UserError):
            self.as_user(self.entry, self.reception).dispute("For a friend")
        with self.assertRaises(UserError):
            self.as_user(self.dispute, "ann").action_withdraw()
        self.as_user(self.dispute, "bob").action_withdraw()
        self.assertEqual(self.dispute.state, "withdrawn")

    def test_a_dispute_has_a_deadline(self):
        """L4: two working days for the sales head."""
        clock = self.env["hotel.clock"].search([("kind", "=", "desk_dispute")])
        self.assertEqual(clock.owner_id, self.users["sales_head"])
        self.assertEqual(str(clock.due), "2026-03-20 15:59:59")
