from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .desk_case import NOW, DeskCase


@tagged("post_install", "-at_install")
class TestDeskEntry(DeskCase):
    def setUp(self):
        super().setUp()
        self.sign_in("ann", "bob", "cai")

    # ------------------------------------------------------------------ whose customer

    def test_a_known_customer_goes_to_the_owner_first(self):
        """L2: Cai's customer goes to Cai, although Ann is next; not bought yet: Cai's turn is used; bought: it is not."""
        entry = self.enter(match=self.match_of(self.customer("cai")))
        self.assertEqual(self.who(entry), ("cai", "owner"))
        self.assertTrue(entry.turn_used)
        buyer = self.customer("bob", phone="138 0000 2222", bought_on="2026-01-01")
        entry = self.enter(match=self.match_of(buyer))
        self.assertEqual(self.who(entry), ("bob", "owner"))
        self.assertFalse(entry.turn_used)
        self.assertEqual(self.order(), ["ann", "bob", "cai"])

    def test_the_phone_alone_recognises_a_customer(self):
        """L2: a number typed in another way finds the owner, chosen from the search or not."""
        customer = self.customer("cai")
        entry = self.enter(name="Gu", phone="+86 138-0000-1111")
        self.assertEqual((entry.customer_id, self.who(entry)), (customer, ("cai", "owner")))
        self.assertFalse(entry.is_new)

    def test_a_contacts_salesperson_is_the_owner(self):
        """L2: a contact that was never at the desk comes with its salesperson; the register takes over."""
        partner = self.env["res.partner"].create({
            "name": "Willow Ltd.", "is_company": True, "phone": "025-86001000", "user_id": self.people["bob"].id,
            "child_ids": [(0, 0, {"name": "Ms. Su"})],
        })  # fmt: skip
        entry = self.enter(match={"kind": "partner", "id": partner.child_ids.id})
        self.assertEqual(self.who(entry), ("bob", "owner"))
        self.assertRecordValues(
            entry.customer_id,
            [{"name": "Ms. Su", "firm": "Willow Ltd.", "user_id": self.people["bob"].id, "partner_id": partner.child_ids.id}],
        )
        self.assertEqual(entry.customer_id.ownership_ids.reason, "salesperson")
        self.assertFalse(entry.is_new)

    def test_an_opportunitys_salesperson_is_the_owner(self):
        """L2: the same with an opportunity without a contact."""
        lead = self.env["crm.lead"].create({
            "name": "Wedding", "contact_name": "Mr. Lin", "phone": "13700001111", "user_id": self.people["cai"].id, "company_id": self.company.id,
        })  # fmt: skip
        entry = self.enter(match={"kind": "lead", "id": lead.id}, kind="call")
        self.assertEqual((self.who(entry), entry.customer_id.lead_id), (("cai", "owner"), lead))

    def test_a_new_customer_belongs_to_who_received_them(self):
        """L2, L3: the next in the queue becomes the owner; the stand-in of an absent owner does not."""
        entry = self.enter(name="New", phone="13900000001")
        self.assertTrue(entry.is_new)
        self.assertEqual(entry.customer_id.user_id, self.people["ann"])
        self.assertEqual(entry.customer_id.lapses_on.isoformat(), "2026-06-16")
        self.as_user(self.desk, "cai").sign_out()
        customer = self.customer("cai")
        entry = self.enter(match=self.match_of(customer))
        self.assertEqual(self.who(entry), ("bob", "stand_in"))
        self.assertFalse(entry.turn_used)
        self.assertEqual(customer.user_id, self.people["cai"])

    def test_one_person_on_one_day_counts_once(self):
        """L2: who comes three times counts once and goes to the same salesperson; the next day counts anew."""
        first = self.enter(name="New", phone="13900000001")
        self.as_user(first, "ann").finish("follow_up", "", self.need.id, self.source.id)
        again = self.enter(phone="139 0000 0001", kind="call")
        self.assertEqual((self.who(again)[0], again.counts, again.turn_used), ("ann", False, False))
        self.assertEqual(self.order(), ["bob", "cai", "ann"])
        self.as_user(again, "ann").finish("follow_up", "", self.need.id, self.source.id)
        self.assertFalse(self.enter(phone="13900000001").counts)
        self.at(NOW + timedelta(days=1))
        self.sign_in("ann")
        self.assertTrue(self.enter(phone="13900000001").counts)

    def test_a_house_where_the_customer_names_the_salesperson(self):
        """L2: by that setting who does not remember the salesperson counts as new, and changes the owner."""
        self.desk.owner_by = "named"
        customer = self.customer("cai")
        self.assertEqual(self.who(self.enter(match=self.match_of(customer), names_owner=True)), ("cai", "owner"))
        self.at(NOW + timedelta(days=1))
        self.sign_in("ann", "bob", "cai")
        entry = self.enter(match=self.match_of(customer))
        self.assertEqual(self.who(entry), ("ann", "next"))
        self.assertEqual(customer.user_id, self.people["ann"])
        self.assertIn("The register names Cai as owner", "".join(entry._get_proof()["lines"]))

    def test_new_calls_by_setting(self):
        """L2: new callers go to the queue, to the reception or to telephone duty; owners get their own in any case."""
        self.desk.new_calls = "reception"
        entry = self.enter(kind="call", name="Caller", phone="13900000001")
        self.assertEqual((entry.user_id, entry.why, entry.customer_id.user_id.id), (self.reception, "reception", False))
        self.desk.write({"new_calls": "duty", "duty_user_id": self.people["cai"].id})
        self.assertEqual(self.who(self.enter(kind="call", name="Other", phone="13900000002")), ("cai", "duty"))
        walk_in = self.enter(phone="13900000001")
        self.assertEqual(self.who(walk_in), ("ann", "next"), "whom the reception spoke to on the telephone is new to the queue")

    # ------------------------------------------------------------------ the register

    def test_an_entry_names_all_that_is_missing(self):
        """L3: kind, somebody to recognise, existing source and need: all at once."""
        with self.assertRaises(UserError) as caught:
            self.answer(kind="letter", source_id=10**6, name="x" * 81)
        for part in ("walked in or called", "source", "longer than 80"):
            self.assertIn(part, str(caught.exception))
        with self.assertRaisesRegex(UserError, "Enter a name"):
            self.answer(name="  \t ")
        for match in ({"kind": "user", "id": 1}, {"kind": "partner"}, {"kind": "customer", "id": 10**8}, "x"):
            with self.subTest(match), self.assertRaisesRegex(UserError, "Search again"):
                self.answer(match=match)

    def test_a_result_needs_source_and_need(self):
        """L3: every entry is closed with source, need and result."""
        entry = self.enter(name="New", phone="13900000001")
        with self.assertRaises(UserError) as caught:
            self.as_user(entry, "ann").finish("splendid")
        for part in ("Choose the result", "needs", "heard of the hotel"):
            self.assertIn(part, str(caught.exception))
        self.as_user(entry, "ann").finish("ordered", "  Hall A,\n 12 May ", self.need.id, self.source.id)
        self.assertRecordValues(entry, [{"state": "done", "result": "ordered", "result_note": "Hall A, 12 May", "need_id": self.need.id}])
        self.assertEqual(str(entry.customer_id.bought_on), "2026-03-18")

    def test_a_repeated_request_enters_nobody_twice(self):
        """L3: the same reference of the screen returns the first answer; no second turn is drawn."""
        first = self.answer(name="New", phone="13900000001", ref="u-1")
        again = self.answer(name="New", phone="13900000001", ref="u-1")
        self.assertEqual((again["entry"], again["repeated"], again["user"]), (first["entry"], True, first["user"]))
        self.assertEqual(self.order(), ["bob", "cai", "ann"])

    def test_the_proof_shows_the_queue_as_it_was(self):
        """L2, L4: places, who was passed over and why, and the sentence that decided; later changes change nothing of it."""
        self.as_user(self.desk, "ann").skip(kind="busy", reason="Planner on the line")
        entry = self.enter(name="New", phone="13900000001")
        self.desk.owner_uses_turn_open = False
        self.people["bob"].name = "Robert"
        self.env.invalidate_all()
        proof = self.as_user(entry, "bob")._get_proof()
        self.assertEqual(
            [(row["position"], row["user"], row["note"]) for row in proof["queue"]],
            [(1, "Ann", "busy: keeps the place"), (2, "Bob", "receives the customer"), (3, "Cai", "")],
        )
        self.assertIn("Bob was the first in the queue who was free.", proof["lines"])
        self.assertIn("Bob", self.as_user(entry, "bob").proof_html)
        self.assertTrue(entry.proof["settings"]["owner_uses_turn_open"])

    # ------------------------------------------------------------------ turns that go back (L6)

    def test_no_customer_gives_the_turn_back(self):
        """L6: market research: once the reception confirms, Ann is first again, the entry counts for nobody, the person is forgotten."""
        entry = self.enter(name="Spy", phone="13900000001")
        self.enter(name="Real", phone="13900000002")
        self.assertEqual(self.order(), ["cai", "ann", "bob"])
        self.as_user(entry, "ann").report_no_customer("research", "Asked for prices of all halls for a study")
        self.assertEqual((entry.no_customer_state, self.order()), ("asked", ["cai", "ann", "bob"]))
        with self.assertRaises(AccessError):
            self.as_user(entry, "ann").action_confirm_no_customer()
        self.as_user(entry, self.reception).action_confirm_no_customer()
        self.assertEqual(self.order(), ["ann", "cai", "bob"])
        self.assertRecordValues(entry, [{"counts": False, "turn_back": "given", "result": "no_customer", "decided_by_id": self.reception.id}])
        self.assertFalse(entry.customer_id.active)
        self.assertEqual(entry.customer_id.ownership_ids.end_reason, "no_customer")
        self.assertEqual(self.who(self.enter(name="Next", phone="13900000003"))[0], "ann")

    def test_who_confirms_is_a_setting(self):
        """L6: the salesperson alone, the reception, or the sales head alone."""
        self.desk.turn_back_by = "self"
        entry = self.enter(name="Supplier", phone="13900000001")
        self.as_user(entry, "ann").report_no_customer("supplier", "Sells napkins")
        self.assertEqual((entry.no_customer_state, entry.turn_back), ("confirmed", "given"))
        self.desk.turn_back_by = "head"
        entry = self.enter(name="Supplier", phone="13900000002")
        self.as_user(entry, "ann").report_no_customer("supplier", "Sells napkins")
        with self.assertRaises(AccessError):
            self.as_user(entry, self.reception).action_confirm_no_customer()
        head = self.users["sales_head"]
        with self.assertRaisesRegex(UserError, "Say why"):
            self.as_user(entry, head).refuse_no_customer("")
        self.as_user(entry, head).refuse_no_customer("Wants a banquet for his staff, too")
        self.assertEqual((entry.no_customer_state, entry.counts, entry.turn_back), ("refused", True, False))

    def test_nobody_confirms_their_own_report(self):
        """L6: also the sales head, who received the person, needs the reception for it; a receptionist who sells needs another."""
        head = self.users["sales_head"]
        for name in ("ann", "bob", "cai"):
            self.as_user(self.desk, name).sign_out()
        self.as_user(self.desk, head).sign_in()
        entry = self.enter(name="Spy", phone="13900000001")
        self.assertEqual(entry.user_id, head)
        self.as_user(entry, head).report_no_customer("research", "Study")
        self.assertEqual(entry.no_customer_state, "asked")
        with self.assertRaises(AccessError):
            self.as_user(entry, head).action_confirm_no_customer()
        self.as_user(entry, self.reception).action_confirm_no_customer()
        self.assertEqual(entry.turn_back, "given")

    def test_a_turn_goes_back_on_its_own_day_only(self):
        """L6: the next day's queue knows nothing of yesterday's places; it is told that it was too late."""
        entry = self.enter(name="Spy", phone="13900000001")
        self.as_user(entry, "ann").report_no_customer("research", "Study")
        self.at(NOW + timedelta(days=1))
        self.sign_in("bob", "ann")
        self.as_user(entry, self.reception).action_confirm_no_customer()
        self.assertEqual((entry.turn_back, self.order()), ("too_late", ["bob", "ann"]))

    def test_the_turn_goes_back_when_the_owner_is_found(self):
        """L2, L6: who was drawn as new is Cai's customer after all: Cai takes over, Ann is first again, the proof keeps both."""
        customer = self.customer("cai")
        entry = self.enter(name="Gu from another number", phone="13900000001")
        stranger = entry.customer_id
        with self.assertRaises(AccessError):
            self.as_user(entry, "ann").find_owner(customer.id)
        self.as_user(entry, self.reception).find_owner(customer.id)
        self.assertEqual((self.who(entry), entry.customer_id, entry.first_user_id), (("cai", "found"), customer, self.people["ann"]))
        self.assertEqual(self.order(), ["ann", "bob", "cai"], "Cai's customer has not bought yet: the owner's turn is used")
        self.assertFalse(stranger.active)
        self.assertEqual(entry.proof["earlier_proofs"][0]["user"], "Ann")
        self.assertEqual(entry.proof["first"], {"user": "Ann", "used": True, "given_back": True})
        self.as_user(entry, "cai").report_no_customer("private", "Came for his cousin")
        self.as_user(entry, self.reception).action_confirm_no_customer()
        self.assertEqual(self.order(), ["ann", "bob", "cai"])
        self.assertEqual(customer.user_id, self.people["cai"], "the customer stays a customer")

    def test_only_who_received_or_the_reception_goes_on(self):
        """L3: colleagues neither take, finish nor report entries of others."""
        entry = self.enter(name="New", phone="13900000001")
        bob = self.as_user(entry, "bob")
        for act in (
            lambda: bob.action_take(),
            lambda: bob.finish("ordered", "", self.need.id, self.source.id),
            lambda: bob.report_no_customer("research", "x"),
            lambda: bob.find_owner(entry.customer_id.id),
            lambda: bob.action_make_lead(),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_an_opportunity_that_is_won_makes_a_buyer(self):
        """L2, L5: the entry's opportunity, once won, counts as ordered, and the customer has bought."""
        entry = self.enter(name="New", phone="13900000001", need_id=self.need.id)
        self.as_user(entry, "ann").action_make_lead()
        self.as_user(entry, "ann").finish("offer", "", None, self.source.id)
        self.assertEqual((entry.lead_id.user_id, entry.lead_id.name), (self.people["ann"], "Wedding: New"))
        entry.lead_id.action_set_won()
        self.assertEqual((entry.result, str(entry.customer_id.bought_on)), ("ordered", "2026-03-18"))
