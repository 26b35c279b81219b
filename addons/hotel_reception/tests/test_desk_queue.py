from datetime import datetime, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .desk_case import NOW, DeskCase


@tagged("post_install", "-at_install")
class TestDeskQueue(DeskCase):
    def test_the_order_of_signing_in_is_the_order_of_the_queue(self):
        """L1: new customers go to Bob, Ann, Cai, who signed in in this order, then to Bob again."""
        self.sign_in("bob", "ann", "cai")
        self.assertEqual(self.order(), ["bob", "ann", "cai"])
        drawn = []
        for number in range(4):
            entry = self.enter(name=f"Guest {number}", phone=f"1390000000{number}")
            drawn.append(self.who(entry))
            self.as_user(entry, entry.user_id).finish("follow_up", "", self.need.id, self.source.id)
        self.assertEqual(drawn, [("bob", "next"), ("ann", "next"), ("cai", "next"), ("bob", "next")])
        self.assertEqual(self.order(), ["ann", "cai", "bob"])

    def test_nobody_signs_in_for_others_twice_or_on_leave(self):
        """L1: by default everybody signs in for themselves, once, at one desk, not before the hour, not on leave; all reasons at once."""
        ann = self.people["ann"]
        with self.assertRaisesRegex(UserError, "for themselves"):
            self.as_user(self.desk, self.reception).sign_in(ann.id)
        with self.assertRaises(AccessError):
            self.as_user(self.desk, "bob").sign_in(ann.id)
        self.sign_in("ann")
        with self.assertRaisesRegex(ValidationError, "signed in already"):
            self.sign_in("ann")
        other = self.desk.copy({"name": "Lobby", "code": "LO"})
        with self.assertRaisesRegex(ValidationError, "Sales centre"):
            self.as_user(other, "ann").sign_in()
        self.desk.write({"sign_in_by": "desk", "sign_in_from": 11})
        with self.assertRaisesRegex(ValidationError, "before 11:00"):
            self.as_user(self.desk, self.reception).sign_in(self.people["bob"].id)
        self.desk.sign_in_from = 0
        self.as_user(self.desk, self.reception).sign_in(self.people["bob"].id)
        self.assertEqual(self.order(), ["ann", "bob"])
        presence = self.env["hotel.desk.presence"].search([("user_id", "=", self.people["bob"].id)])
        self.assertEqual(presence.signed_in_by_id, self.reception, "who did it stays on record")

    def test_leave_is_respected_when_signing_in_and_when_drawing(self):
        """L1, L2: who is on validated leave cannot sign in, and is passed over from the hour at which the leave begins."""
        self.sign_in("ann", "bob")
        self._leave("ann", NOW + timedelta(hours=3), NOW + timedelta(hours=8))
        self._leave("cai", NOW - timedelta(hours=1), NOW + timedelta(hours=8))
        with self.assertRaisesRegex(ValidationError, "on leave"):
            self.sign_in("cai")
        self.at(NOW + timedelta(hours=3))
        entry = self.enter(name="Guest", phone="13900000001")
        self.assertEqual(self.who(entry), ("bob", "next"))
        self.assertEqual([row["passed"] for row in entry.proof["queue"]], ["leave", None])
        owned = self.customer("ann")
        self.assertEqual(self.who(self.enter(match=self.match_of(owned)))[0], None, "the owner is on leave, Bob has a customer")

    def _leave(self, name, start, end, state="validate"):
        employee = self.env["hr.employee"].search([("user_id", "=", self.people[name].id)]) or self.env["hr.employee"].create({
            "name": name, "user_id": self.people[name].id, "company_id": self.company.id,
        })  # fmt: skip
        kind = self.env["hr.leave.type"].create({
            "name": "Leave", "requires_allocation": False, "company_id": self.company.id, "leave_validation_type": "no_validation",
        })  # fmt: skip
        leave = self.env["hr.leave"].with_context(leave_skip_state_check=True).create({
            "employee_id": employee.id, "holiday_status_id": kind.id, "request_date_from": start.date(), "request_date_to": end.date(),
        })  # fmt: skip
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_leave SET date_from = %s, date_to = %s, state = %s WHERE id = %s", (start, end, state, leave.id)
        )
        self.env.invalidate_all()

    def test_whoever_is_busy_in_turn_keeps_the_place(self):
        """L6: Ann is busy: Bob receives, and Ann is next again when she is back; the skip stands in the log with its reason."""
        self.sign_in("ann", "bob", "cai")
        self.as_user(self.desk, "ann").skip(kind="busy", reason="On the telephone with a planner")
        self.assertEqual(self.who(self.enter(name="A", phone="13900000001"))[0], "bob")
        self.as_user(self.desk, "ann").back()
        self.assertEqual(self.order(), ["ann", "cai", "bob"])
        self.assertEqual(self.who(self.enter(name="B", phone="13900000002"))[0], "ann")
        skip = self.env["hotel.desk.skip"].search([("kind", "=", "busy")])
        self.assertRecordValues(skip, [{"in_turn": True, "reason": "On the telephone with a planner", "place_before": 1, "place_after": 1}])

    def test_a_skip_needs_a_reason_and_the_reception(self):
        """L6: colleagues skip nobody; without a reason nobody is skipped; "not at the place" is said by the reception."""
        self.sign_in("ann", "bob")
        with self.assertRaises(AccessError):
            self.as_user(self.desk, "bob").skip(self.people["ann"].id, "busy", "faster")
        with self.assertRaises(AccessError):
            self.as_user(self.desk, "ann").skip(None, "absent", "x")
        with self.assertRaisesRegex(UserError, "Say why"):
            self.as_user(self.desk, self.reception).skip(self.people["ann"].id, "busy", "  ")
        with self.assertRaisesRegex(UserError, "not as"):
            self.as_user(self.desk, self.reception).skip(self.people["ann"].id, "out", "x")
        with self.assertRaisesRegex(UserError, "not signed in"):
            self.as_user(self.desk, self.reception).skip(self.people["cai"].id, "busy", "x")

    def test_who_is_not_at_the_place_goes_to_the_end_or_keeps_it(self):
        """L6: an empty post in turn costs the place unless the desk says otherwise; it is marked as one in turn."""
        self.sign_in("ann", "bob")
        self.as_user(self.desk, self.reception).skip(self.people["ann"].id, "absent", "Not at the desk")
        self.assertEqual(self.order(), ["bob", "ann"])
        self.desk.absent_place = "keep"
        self.as_user(self.desk, self.reception).skip(self.people["bob"].id, "absent", "Not at the desk")
        self.assertEqual(self.order(), ["bob", "ann"])
        self.assertEqual(self.env["hotel.desk.skip"].search([("kind", "=", "absent")]).mapped("in_turn"), [True, True])

    def test_who_waits_is_given_to_the_first_who_is_free(self):
        """L1: with nobody free customers wait in the order of coming, and are given out as people get free."""
        self.sign_in("ann")
        first = self.enter(name="A", phone="13900000001")
        second, third = self.enter(name="B", phone="13900000002"), self.enter(name="C", phone="13900000003")
        self.assertEqual([self.who(entry)[0] for entry in (first, second, third)], ["ann", None, None])
        self.sign_in("bob")
        self.assertEqual([entry.user_id.login for entry in second + third], ["test_bob", False])
        self.at(NOW + timedelta(minutes=7))
        self.as_user(first, "ann").action_take()
        self.as_user(first, "ann").finish("offer", "", self.need.id, self.source.id)
        self.assertEqual(third.user_id, self.people["ann"])
        self.assertEqual(first.wait_minutes, 7)

    def test_who_leaves_without_being_received_is_on_record(self):
        """L3: the reception says that somebody has left; whom nobody received by the end of the day is closed by the night."""
        left, waiting = self.enter(name="A", phone="13900000001"), self.enter(name="B", phone="13900000002")
        with self.assertRaises(AccessError):
            self.as_user(left, "ann").finish("left")
        self.as_user(left, self.reception).finish("left", "Had to catch a train")
        self.at(NOW + timedelta(days=1))
        self.desk._cron_close_days()
        for entry in left, waiting:
            self.assertEqual((entry.state, entry.result, entry.taken_at, entry.counts), ("done", "left", False, True))
        self.assertFalse(self.env["hotel.clock"].search([("kind", "=", "desk_wait"), ("stopped", "=", False)]))
        taken = self.enter(name="C", phone="13900000003")
        self.sign_in("ann")
        self.as_user(taken, "ann").action_take()
        with self.assertRaisesRegex(UserError, "by now"):
            self.as_user(taken, "ann").finish("left")

    def test_a_waiting_customer_has_a_deadline(self):
        """L2: the salesperson has the minutes of the desk to receive somebody, the sales head is told after that."""
        self.sign_in("ann")
        entry, waiting = self.enter(name="A", phone="13900000001"), self.enter(name="B", phone="13900000002")
        clocks = self.env["hotel.clock"].search([("res_model", "=", "hotel.desk.entry")], order="id")
        self.assertEqual(clocks.mapped("owner_id"), self.people["ann"] | self.users["sales_head"])
        self.assertEqual(set(clocks.mapped("due")), {NOW + timedelta(minutes=5)})
        self.as_user(entry, "ann").action_take()
        self.assertTrue(clocks[0].stopped)
        self.as_user(entry, "ann").finish("offer", "", self.need.id, self.source.id)
        running = self.env["hotel.clock"].search([("res_id", "=", waiting.id), ("res_model", "=", "hotel.desk.entry"), ("stopped", "=", False)])
        self.assertEqual(running.owner_id, self.people["ann"])

    def test_the_team_on_duty_receives_new_customers(self):
        """L1: with a roster, new customers go to the team on duty; the others receive their own."""
        team = self.env["crm.team"].create({"name": "Early", "company_id": self.company.id, "member_ids": [Command.set(self.people["bob"].ids)]})
        self.desk.write({"queue_by": "team", "roster_ids": [Command.create({"day": "2026-03-18", "team_id": team.id})]})
        self.sign_in("ann", "bob")
        self.assertEqual(self.who(self.enter(name="A", phone="13900000001")), ("bob", "next"))
        self.assertEqual(self.who(self.enter(match=self.match_of(self.customer("ann")))), ("ann", "owner"))

    def test_the_queue_of_the_day_begins_anew(self):
        """L1: at the end of the desk's day the queue is empty; a desk that is open past midnight has its own hour."""
        self.sign_in("ann")
        self.at(datetime(2026, 3, 18, 16, 30))  # 00:30 in Shanghai
        self.assertEqual(self.order(), [])
        self.desk.day_end_hour = 2
        self.assertEqual(self.order(), ["ann"])
        self.desk.day_end_hour = 0
        self.sign_in("bob")
        self.assertEqual(self.order(), ["bob"])
        self.desk._cron_close_days()
        self.assertTrue(self.env["hotel.desk.presence"].search([("user_id", "=", self.people["ann"].id)]).signed_out_at)
        self.assertFalse(self.env["hotel.desk.presence"].search([("user_id", "=", self.people["bob"].id)]).signed_out_at)

    def test_signing_out_and_in_again_costs_the_place(self):
        """L1: who comes back signs in at the end; whoever is out receives nobody."""
        self.sign_in("ann", "bob")
        self.as_user(self.desk, "ann").sign_out()
        self.assertEqual(self.order(), ["bob"])
        self.sign_in("ann")
        self.assertEqual(self.order(), ["bob", "ann"])

    def test_the_database_holds_places_and_counts(self):
        """L1, L2: two people on one place, in two queues, or one person counted twice are refused by the database itself."""
        self.sign_in("ann", "bob")
        ann, bob = self.env["hotel.desk.presence"].search([("desk_id", "=", self.desk.id)], order="place")
        entry = self.enter(name="A", phone="13900000001")
        again = self.enter(match=self.match_of(entry.customer_id))
        for record, values in ((bob, {"place": ann.place}), (bob, {"user_id": ann.user_id.id}), (again, {"counts": True})):
            with self.subTest(values), mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
                record.write(values)
                record.flush_recordset()
            self.env.invalidate_all()
