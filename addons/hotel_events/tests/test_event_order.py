from datetime import date, datetime, timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .event_case import BEGIN, END, NOW, EventCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventOrder(EventCase):
    # ------------------------------------------------------------------ H16: enquiry to order

    def enquiry(self, **vals):
        return self.env["crm.lead"].with_user(self.sales).create(
            {
                "name": "Annual dinner",
                "type": "opportunity",
                "partner_id": self.contact.id,
                "hotel_event_kind_id": self.kind.id,
                "hotel_event_begin": BEGIN,
                "hotel_event_end": END,
                "hotel_event_guests": 80,
                **vals,
            }
        )

    def test_an_enquiry_becomes_an_offer_with_its_package_then_an_order_with_its_event(self):
        """H16: opportunity, offer from the kind's package for the number of guests, signature, event order, won."""
        self.kind.sale_template_id = self.env.ref("hotel_events.sale_template_dinner")
        lead = self.enquiry()
        action = lead.action_hotel_event_offer()
        offer = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(offer.opportunity_id, lead)
        self.assertTrue(offer.require_signature)
        menu = offer.order_line.filtered(lambda line: line.product_id == self.env.ref("hotel_events.product_menu_banquet"))
        hall = offer.order_line.filtered(lambda line: line.product_id == self.env.ref("hotel_events.product_hall_evening"))
        self.assertEqual((menu.product_uom_qty, hall.product_uom_qty), (80, 1))
        self.assertEqual(lead.action_hotel_event_offer()["res_id"], offer.id, "the same offer again")
        total = offer.amount_total
        offer.sudo().action_confirm()
        order = offer.sudo().hotel_event_order_ids
        self.assertEqual(len(order), 1)
        self.assertEqual((order.lead_id, order.coordinator_id, order.guests_guaranteed), (lead, self.sales, 80))
        self.assertEqual((order.budget, order.date_begin, order.date_end), (total, BEGIN, END))
        self.assertEqual((order.event_id.date_begin, order.event_id.company_id), (BEGIN, self.company))
        self.assertEqual(order.department_ids, self.kind.department_ids)
        self.assertEqual(lead.won_status, "won")

    def test_an_enquiry_that_lacks_something_names_all_of_it(self):
        """H16: no offer without customer, kind, time and guests; the error names each that is missing."""
        lead = self.enquiry(partner_id=False, hotel_event_end=False, hotel_event_guests=0)
        with self.assertRaisesRegex(UserError, "Contact.*Event ends.*Guests expected"):
            lead.action_hotel_event_offer()

    def test_an_enquiry_is_lost_with_a_reason_alone(self):
        """H16: lost without a reason is refused, by the button and over RPC; an ordinary lead is Odoo's business."""
        lead = self.enquiry()
        with self.assertRaisesRegex(ValidationError, "Lost reason"):
            lead.action_set_lost()
        with self.assertRaisesRegex(ValidationError, "Lost reason"):
            lead.write({"active": False, "probability": 0})
        reason = self.env["crm.lost.reason"].sudo().create({"name": "Too dear"})
        lead.action_set_lost(lost_reason_id=reason.id)
        self.assertEqual((lead.active, lead.lost_reason_id), (False, reason))
        put_away, plain = self.enquiry(active=False, probability=30), self.enquiry(active=False, probability=0, hotel_event_kind_id=False)
        for road, vals in ((lead, {"lost_reason_id": False}), (put_away, {"probability": 0}), (plain, {"hotel_event_kind_id": self.kind.id})):
            with self.subTest(vals=vals), self.assertRaisesRegex(ValidationError, "Lost reason"):
                road.write(vals)

    def test_the_lines_per_guest_follow_the_guests_until_the_customer_signs(self):
        """H16: a changed number of guests changes the offer; after the signature it stays."""
        offer = self.offer(guests=50)
        offer.hotel_event_guests = 60
        self.assertEqual(offer.order_line[0].product_uom_qty, 60)
        self.assertEqual(offer.order_line[1].product_uom_qty, 1)
        offer.sudo().action_confirm()
        offer.sudo().hotel_event_guests = 70
        self.assertEqual(offer.order_line[0].product_uom_qty, 60)

    def test_an_offer_of_an_event_says_when_it_is_and_ends_after_it_begins(self):
        """H16: the database refuses an offer without an end, and an end before the start."""
        for over in ({"hotel_event_end": False}, {"hotel_event_end": BEGIN - timedelta(hours=1)}):
            with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():  # noqa: B017
                self.offer(**over).flush_recordset()

    def test_an_offer_whose_day_has_passed_is_not_ordered_any_more(self):
        """H16: signed too late, in the portal or by sales: nothing is ordered; what was signed in time is entered later."""
        offer = self.offer()
        with freeze_time("2026-05-09 02:00:00"), self.assertRaisesRegex(UserError, "Event ends.*would be over"):
            offer.sudo().action_confirm()
        self.assertEqual((offer.state, len(offer.sudo().hotel_event_order_ids)), ("draft", 0))
        offer.sudo().signed_on = NOW
        with freeze_time("2026-05-09 02:00:00"):
            offer.sudo().action_confirm()
        self.assertEqual(len(offer.sudo().hotel_event_order_ids), 1)

    def test_the_offer_of_a_running_event_is_not_cancelled_behind_its_back(self):
        """H18: who cancels the offer is sent to the event order."""
        order = self.order()
        with self.assertRaisesRegex(UserError, "by a request that the customer signed"):
            order.sudo().sale_order_id.action_cancel()

    # ------------------------------------------------------------------ H1: gates

    def test_an_order_names_everything_that_is_missing_before_it_is_issued(self):
        """H1: deposit, way of payment, settlement and coordinator; all reasons at once."""
        order = self.env["hotel.event.order"].with_user(self.sales).create(
            {"title": "Dinner", "partner_id": self.contact.id, "date_begin": BEGIN, "date_end": END, "coordinator_id": False}
        )
        with self.assertRaises(UserError) as caught:
            order.action_issue()
        for words in ("Deposit", "Way of payment", "Settlement", "Coordinator", "No department", "Finance has not agreed"):
            self.assertIn(words, str(caught.exception))
        self.assertEqual(order.state, "draft")
        self.assertIn("Way of payment", order.issue_problems)

    def test_each_missing_thing_alone_stops_the_issue(self):
        """H1: none of the four can be left out."""
        order = self.paid()
        for name, value in (("payment_way", False), ("settlement_date", False), ("coordinator_id", False)):
            with self.subTest(name):
                kept = order[name]
                order[name] = value
                with self.assertRaisesRegex(UserError, "Not named yet"):
                    order.action_issue()
                order[name] = kept
        order.action_issue()
        self.assertEqual((order.state, order.revision), ("issued", 1))

    # ------------------------------------------------------------------ H20: budget

    def test_no_deposit_before_finance_agreed_to_the_budget(self):
        """H20: the deposit is computed by the agreement; before it none can be entered or asked for."""
        order = self.order(agreed=False)
        self.assertEqual((order.deposit_asked, order.deposit_policy), (0, 2000))
        with self.assertRaisesRegex(ValidationError, "finance has not agreed"):
            order.deposit_asked = 2000
        with self.assertRaisesRegex(UserError, "finance has not agreed"):
            order.action_request_deposit()
        with self.assertRaises(AccessError):
            order.action_agree_budget()
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        self.assertEqual((order.deposit_asked, order.budget_agreed_by_id), (2000, self.finance))

    def test_a_revised_budget_is_agreed_to_anew_and_shows_the_difference(self):
        """H20: the new budget computes the deposit anew; both and their differences are kept."""
        order = self.order()
        order.budget = 15000
        self.assertFalse(order.budget_agreed_at)
        self.assertEqual((order.deposit_asked, order.deposit_policy, order.deposit_difference), (2000, 3000, 1000))
        self.assertIn("Finance has not agreed", order.issue_problems)
        self.as_(self.finance, order).action_agree_budget()
        order.invalidate_recordset()
        self.assertEqual(order.deposit_asked, 3000)
        self.assertEqual(
            order.budget_ids.mapped(lambda row: (row.number, row.budget, row.budget_change, row.deposit, row.deposit_change)),
            [(2, 15000, 5000, 3000, 1000), (1, 10000, 10000, 2000, 2000)],
        )

    def test_who_entered_the_budget_does_not_agree_to_it(self):
        """H20, B6: finance that enters the budget itself leaves the agreement to a colleague; nor twice."""
        order = self.order(agreed=False)
        self.sales.sudo().group_ids += self.env.ref("hotel_base.group_finance")
        order.budget = 12000
        with self.assertRaisesRegex(UserError, "yourself"):
            order.action_agree_budget()
        self.as_(self.finance, order).action_agree_budget()
        with self.assertRaisesRegex(UserError, "already"):
            self.as_(self.finance2, order).action_agree_budget()

    def test_the_rate_of_the_day_of_the_order_counts(self):
        """H2, M6: a policy changed later does not touch the order."""
        order = self.order(agreed=False)
        self.company.sudo().hotel_event_deposit_rate = 50
        self.as_(self.finance, order).action_agree_budget()
        self.assertEqual(order.sudo().deposit_asked, 2000)

    # ------------------------------------------------------------------ H3: settlement

    def test_a_settlement_after_seven_working_days_is_refused(self):
        """H3: the 7th working day after the event stands, the 8th does not; the make-up Saturday counts as one."""
        order = self.order()
        # After Friday 8 May: Sat 9 (make-up day), 11, 12, 13, 14, 15, 18.
        latest = self.env["hotel.workdays"].add_working_days(date(2026, 5, 8), 7, self.company)
        order.settlement_date = latest
        self.assertEqual(order.settlement_deferral, (latest - date(2026, 5, 8)).days)
        with self.assertRaisesRegex(ValidationError, "later than 7 working days"):
            order.settlement_date = latest + timedelta(days=1)

    def test_an_event_that_ends_after_midnight_ends_on_the_new_day(self):
        """H3: 01:30 in Shanghai is the day before in UTC; the hotel's day counts."""
        order = self.order()
        order.date_end = datetime(2026, 5, 8, 17, 30)
        self.assertEqual(order._get_last_day(), date(2026, 5, 9))
        self.assertEqual(
            order._get_latest_settlement(), self.env["hotel.workdays"].add_working_days(date(2026, 5, 9), 7, self.company)
        )

    # ------------------------------------------------------------------ moving

    def test_a_moved_event_takes_its_due_days_along_and_the_order_follows(self):
        """H2, H3, H5: moved by a week, deposit and settlement move by a week; the order and its event agree."""
        order = self.order()
        event = self.as_(self.sales, order.event_id)
        event.write({"date_begin": BEGIN + timedelta(days=7), "date_end": END + timedelta(days=7)})
        order.invalidate_recordset()
        self.assertEqual((order.date_begin, order.date_end), (BEGIN + timedelta(days=7), END + timedelta(days=7)))
        self.assertEqual((order.deposit_due, order.settlement_date), (date(2026, 4, 27), date(2026, 5, 15)))
        order.write({"date_begin": BEGIN, "date_end": END})
        self.assertEqual(event.date_begin, BEGIN)
        self.assertEqual(order.deposit_due, date(2026, 4, 20))

    def test_a_deposit_that_was_asked_for_keeps_its_day_and_is_listed(self):
        """H2: the invoice is with the customer; what became impossible is shown until somebody has seen it."""
        order = self.order()
        order.action_request_deposit()
        order.write({"date_begin": BEGIN + timedelta(days=7), "date_end": END + timedelta(days=7)})
        self.assertEqual(order.deposit_due, date(2026, 4, 20))
        self.assertIn("agree another day", order.move_warnings)
        order.action_move_seen()
        self.assertFalse(order.move_warnings)

    def test_the_rooms_move_along_and_a_room_that_is_taken_is_listed(self):
        """H9: one room moves, the other is taken a week later: it keeps its time, and that is said."""
        order = self.order()
        free, taken = self.env["hotel.room"].sudo().create(
            [{"name": name, "company_id": self.company.id} for name in ("Lotus", "Plum")]
        )
        week = timedelta(days=7)
        mine, stuck, _rival = self.env["hotel.room.booking"].sudo().create(
            [
                {
                    "name": "Dinner", "room_id": room.id, "company_id": self.company.id, "start": BEGIN + by, "stop": END + by,
                    "event_id": event.id, "state": "confirmed",
                }
                for room, by, event in (
                    (free, timedelta(), order.event_id), (taken, timedelta(), order.event_id),
                    (taken, week, self.env["event.event"]),
                )
            ]
        )  # fmt: skip
        order.write({"date_begin": BEGIN + week, "date_end": END + week})
        self.assertEqual((mine.start, stuck.start), (BEGIN + week, BEGIN))
        self.assertIn("Plum keeps its old time", order.move_warnings)
        self.assertNotIn("Lotus", order.move_warnings)

    def test_an_event_that_ends_earlier_is_settled_earlier(self):
        """H3: seven working days count from the end that holds now, whatever stood there when the day was agreed."""
        order = self.order()
        order.write({"date_end": END + timedelta(days=20)})
        order.settlement_date = order._get_latest_settlement()
        order.write({"date_end": END})
        self.assertEqual(order.settlement_date, self.env["hotel.workdays"].add_working_days(END.date(), 7, self.company))
        self.assertIn("settlement would be too late", order.move_warnings)

    def test_a_longer_event_tells_until_when_its_rooms_are_booked(self):
        """H9: said until somebody has seen it; booked longer, it is not said again."""
        order = self.order()
        room = self.env["hotel.room"].sudo().create({"name": "Lotus", "company_id": self.company.id})
        booking = self.env["hotel.room.booking"].sudo().create(
            {
                "name": "Dinner", "room_id": room.id, "company_id": self.company.id, "start": BEGIN, "stop": END,
                "event_id": order.event_id.id, "state": "confirmed",
            }
        )  # fmt: skip
        order.write({"date_end": END + timedelta(hours=2)})
        self.assertIn("Lotus until", order.move_warnings)
        order.action_move_seen()
        booking.stop = END + timedelta(hours=4)
        order.write({"date_end": END + timedelta(hours=3)})
        self.assertFalse(order.move_warnings)

    def test_an_event_that_was_held_keeps_its_dates_and_name(self):
        """M2: from its own screen as from the order; the rest of the event may still be worked on."""
        order = self.order()
        order.sudo().state = "done"
        event = self.as_(self.sales, order.event_id)
        for values in ({"date_end": END + timedelta(days=30)}, {"date_begin": BEGIN + timedelta(days=1)}, {"name": "Something else"}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "cannot be changed any more"), self.env.cr.savepoint():
                event.write(values)
        event.write({"date_end": END, "note": "Everybody was happy"})

    def test_an_event_is_not_moved_into_the_past_nor_ordered_there(self):
        """H1: neither from the event nor from the order, nor as a new one."""
        order = self.order()
        past = datetime(2026, 4, 1, 10, 0)
        for record in (order, self.as_(self.sales, order.event_id)):
            with self.assertRaisesRegex(UserError, "not moved into the past"), self.env.cr.savepoint():
                record.write({"date_begin": past, "date_end": past + timedelta(hours=3)})
        with self.assertRaisesRegex(ValidationError, "before it is over"):
            self.env["hotel.event.order"].with_user(self.sales).create(
                {"title": "Late", "partner_id": self.contact.id, "date_begin": past, "date_end": past + timedelta(hours=3)}
            )

    def test_an_event_ends_after_it_begins(self):
        """H1: held by the database."""
        with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():  # noqa: B017
            self.env["hotel.event.order"].with_user(self.sales).create(
                {"title": "Odd", "partner_id": self.contact.id, "date_begin": END, "date_end": BEGIN}
            )

    # ------------------------------------------------------------------ the record

    def test_another_companys_offer_or_customer_does_not_fit(self):
        """C7: an order takes an offer of its own firm alone."""
        other = self.env["res.partner"].create({"name": "Another firm", "is_company": True})
        offer = self.offer()
        with self.assertRaisesRegex(ValidationError, "is for"):
            self.env["hotel.event.order"].with_user(self.sales).create(
                {"title": "X", "partner_id": other.id, "date_begin": BEGIN, "date_end": END, "sale_order_id": offer.id}
            )
        offer = self.offer()
        order = self.env["hotel.event.order"].with_user(self.sales).create(
            {"title": "X", "partner_id": self.contact.id, "date_begin": BEGIN, "date_end": END, "sale_order_id": offer.id}
        )
        with self.assertRaises(ValidationError):
            order.partner_id = other
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            order.sudo().copy({"sale_order_id": offer.id, "event_id": False})
        foreign = self.offer()
        foreign.sudo().pricelist_id = self.env["product.pricelist"].sudo().create(
            {"name": "Dollars", "currency_id": self.env.ref("base.USD" if order.currency_id != self.env.ref("base.USD") else "base.EUR").id}
        )
        self.assertNotEqual(foreign.currency_id, order.currency_id)
        with self.assertRaisesRegex(ValidationError, "is in"):
            order.sale_order_id = foreign

    def test_a_stranger_of_the_sister_company_sees_nothing(self):
        """C7: neither order, nor issue, budget or request."""
        order = self.issued()
        self.request(order)
        sister = self.env["res.company"].sudo().create({"name": "Sister"})
        stranger = new_test_user(
            self.env, login="stranger", groups="hotel_base.group_sales_head", company_id=sister.id, company_ids=[Command.set(sister.ids)]
        )
        for model in ("order", "issue", "budget", "cancellation", "exception", "requirement", "change"):
            with self.subTest(model):
                records = self.env[f"hotel.event.{model}"].with_user(stranger).with_context(allowed_company_ids=sister.ids)
                self.assertFalse(records.search([]))
        with self.assertRaises(AccessError):
            order.with_user(stranger).with_context(allowed_company_ids=sister.ids).sudo(False).read(["title"])

    def test_only_drafts_that_were_never_issued_are_deleted(self):
        """M2: an order that was issued stays."""
        order = self.issued()
        with self.assertRaisesRegex(UserError, "are kept"):
            order.unlink()
        draft = self.env["hotel.event.order"].with_user(self.sales).create(
            {"title": "Draft", "partner_id": self.contact.id, "date_begin": BEGIN, "date_end": END}
        )
        draft.unlink()

    def test_what_was_held_keeps_what_was_agreed(self):
        """M2: after the event neither guests, budget nor requirements are changed; the actual guests are entered before the bill."""
        order = self.issued()
        order.requirement_ids = [Command.create({"text": "Tea", "department_id": self.department_fb.id})]
        stray_order = self.order()
        with freeze_time("2026-05-08 14:00:00"):
            order.guests_actual = 60
            order.action_held()
            for vals in ({"guests_guaranteed": 10}, {"budget": 1}, {"settlement_date": False}):
                with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                    order.write(vals)
            with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                order.requirement_ids.text = "Beer"
            stray = self.env["hotel.event.requirement"].with_user(self.sales).create({"order_id": stray_order.id, "text": "Rolls"})
            for work in (
                order.requirement_ids.unlink,
                lambda: order.requirement_ids.create({"order_id": order.id, "text": "Rolls"}),
                lambda: stray.write({"order_id": order.id}),
                lambda: order.requirement_ids.write({"order_id": stray.order_id.id}),
            ):
                with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                    work()
            order.guests_actual = 61
            for state, message in (("draft", "cannot become"), ("done", "cannot become")):
                with self.subTest(state=state), self.assertRaisesRegex(UserError, message):
                    order._go(state)
            order.sudo().state = "settled"
            for vals in ({"guests_actual": 1}, {"note": "x"}, {"contact_phone": "1"}, {"coordinator_id": self.sales_head.id}):
                with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "cannot be changed any more"):
                    order.write(vals)
            with self.assertRaisesRegex(UserError, "it stays as it is"):
                order.action_apply_kind()
        with self.assertRaisesRegex(UserError, "choose the kind"):
            self.order(hotel_event_kind_id=False).action_apply_kind()

    def test_a_department_head_says_what_it_does_and_not_what_was_agreed(self):
        """H1: requirements are the departments', the money and the guests are those of sales."""
        order = self.order()
        mine = self.as_(self.head_fb, order)
        mine.requirement_ids = [Command.create({"text": "Tea", "department_id": self.department_fb.id})]
        for vals in ({"budget": 1}, {"deposit_asked": 100}, {"guests_guaranteed": 1}, {"settlement_date": False}):
            with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                mine.write(vals)

    def test_state_number_and_agreement_are_the_servers_own(self):
        """H1, H20: over RPC nobody writes them, not even sales who may write the order."""
        order = self.order(agreed=False)
        for vals in (
            {"state": "issued"}, {"revision": 7}, {"budget_agreed_at": fields.Datetime.now()}, {"budget_agreed_by_id": self.gm.id},
            {"ordered_at": "2020-01-01"}, {"deposit_rate": 1}, {"settlement_days": 90}, {"free_hours": 900}, {"name": "EO/1"},
            {"salesperson_share": 0},
        ):  # fmt: skip
            with self.subTest(vals), self.assertRaises(AccessError):
                order.write(vals)
        for name, default in (("state", "settled"), ("budget_agreed_at", "2026-01-01"), ("deposit_rate", 1)):
            with self.subTest(default=name), self.assertRaises(AccessError):
                self.env["hotel.event.order"].with_user(self.sales).with_context(**{f"default_{name}": default}).create(
                    {"title": "X", "partner_id": self.contact.id, "date_begin": BEGIN, "date_end": END}
                )

    def test_a_coordinator_who_leaves_hands_the_events_over(self):
        """E8, H1: running orders are among the employee's responsibilities."""
        order = self.order()
        employee = self.env["hr.employee"].sudo().create({"name": "S", "user_id": self.sales.id, "company_id": self.company.id})
        self.assertIn(order, [each["record"] for each in employee._hotel_responsibilities()])
