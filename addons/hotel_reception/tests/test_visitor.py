from datetime import datetime

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .reception_case import NOW, ReceptionCase, frozen


@tagged("post_install", "-at_install")
@frozen
class TestVisitor(ReceptionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = {
            name: cls.env.ref(f"hotel_reception.kind_{name}") for name in ("customer", "supplier", "seller", "applicant", "vip", "press")
        }

    def _walk_up(self, agreed=True, client_ref=None, badge=None, **values):
        values = {"name": "Wang Fang", "firm": "Silk Road Travel", "host": self.employee["sales"].id, "kind": self.kind["customer"].id, **values}
        return self._door().walk_up(values, agreed, client_ref, badge)

    def _entry(self, values):
        return self.env["hotel.visitor.entry"].browse(values["id"])

    def _announce(self, role="sales", **vals):
        return self._as(role, self.env["hotel.visitor.entry"]).create(
            {"name": "Li Lei", "firm": "Bright Foods", "host_id": self.employee["sales"].id, "company_id": self.company.id, **vals}
        )

    def test_the_guests_of_an_approved_visit_are_let_in_with_one_tap(self):
        """K5: announced by the approval, agreed on the invitation: one call, badge, host told, visit running."""
        visit = self._approved(arrival=datetime(2026, 3, 2, 2), departure=datetime(2026, 3, 2, 8))
        expected = self._door().today()["expected"]
        self.assertEqual([guest["name"] for guest in expected], ["Guest 1", "Guest 2"])
        entry = self._entry(expected[0])
        entry._agree_on_invitation()
        values = self._door().check_in(entry.id)
        self.assertEqual((values["state"], values["badge"], values["repeated"]), ("here", "1", False))
        self.assertEqual((entry.agreed_way, entry.privacy_id), ("invitation", self.env.ref("hotel_reception.privacy_default")))
        self.assertEqual((entry.told_id, visit.state), (self.users["sales"], "running"))
        self.assertEqual(visit.in_house, 1)
        # a second tap changes nothing
        values = self._door().check_in(entry.id)
        self.assertEqual((values["repeated"], values["badge"]), (True, "1"))

    def test_no_entry_without_agreement(self):
        """K5: who has not agreed to the privacy text is not let in; what was agreed to is on record and cannot be reworded."""
        entry = self._announce()
        with self.assertRaisesRegex(UserError, "agree to the privacy text"):
            self._door().check_in(entry.id)
        with self.assertRaisesRegex(UserError, "agree to the privacy text"):
            self._walk_up(agreed="yes")
        self._door().check_in(entry.id, True)
        self.assertEqual((entry.agreed_way, entry.agreed_at), ("door", datetime(2026, 3, 2, 1)))
        with self.assertRaisesRegex(UserError, "have agreed"):
            entry.sudo().privacy_id.text = "We keep everything."

    def test_walk_ups_are_noted_once(self):
        """K5: the same sending after a lost answer notes nobody twice; the kind decides on badge and host."""
        values = self._walk_up(client_ref="tablet-1-77")
        again = self._walk_up(client_ref="tablet-1-77")
        self.assertEqual((again["id"], again["repeated"]), (values["id"], True))
        self.assertFalse(self._walk_up(name="Mr. Minister", kind=self.kind["vip"].id)["badge"])
        with self.assertRaisesRegex(UserError, "Say whom"):
            self._walk_up(host=0)
        self.kind["applicant"].employee_id = False
        with self.assertRaisesRegex(UserError, "name"):
            self._walk_up(name="  ")
        with self.assertRaisesRegex(UserError, "not understood: state"):
            self._walk_up(state="left")

    def test_some_kinds_are_asked_for_or_not_received(self):
        """K2, K5: the press is asked for first, sellers are refused with a reason that stays."""
        values = self._walk_up(name="Reporter", kind=self.kind["press"].id)
        entry = self._entry(values)
        self.assertEqual((values["asked"], values["state"]), (True, "announced"))
        with self.assertRaisesRegex(UserError, "is answered for by Sales"):
            self._as("door", entry).action_received()
        self._as("sales", entry).action_decline("Not without our press office.")
        with self.assertRaisesRegex(UserError, "does not receive"):
            self._door().check_in(entry.id, True)
        self._door().refuse(entry.id, None, "The host does not receive the press.")
        self.assertEqual((entry.state, entry.refused_by_id), ("refused", self.users["door"]))
        with self.assertRaisesRegex(UserError, "Refuse with a reason"):
            self._walk_up(name="Seller", kind=self.kind["seller"].id)
        refused = self._door().refuse(None, {"name": "Seller", "kind": self.kind["seller"].id}, "Sells insurance.")
        self.assertEqual(refused["state"], "refused")
        with self.assertRaisesRegex(UserError, "Give the reason"):
            self._door().refuse(None, {"name": "Seller"}, "  ")
        with self.assertRaisesRegex(UserError, "cannot become"):
            self._door().check_in(entry.id, True)

    def test_who_is_not_admitted_is_stopped_with_the_reason(self):
        """K5: known by phone though the name is another; lifted with a reason, the decision stays."""
        ban = self._as("department_head", self.env["hotel.visitor.ban"]).create(
            {"name": "Zhao Liu", "phone": "138 0013 8000", "reason": "Threatened the staff.", "company_id": self.company.id}
        )
        self.assertEqual(ban.decided_by_id, self.users["department_head"])
        with self.assertRaisesRegex(UserError, "not admitted since 2026-03-02: Threatened the staff"):
            self._walk_up(phone="+86-13800138000")
        with self.assertRaisesRegex(UserError, "Lift it"):
            ban.write({"name": "Somebody else"})
        with self.assertRaises(UserError):
            ban.unlink()
        with self.assertRaises(AccessError):
            self._as("door", ban).action_lift("Friend of mine")
        ban.action_lift("Apologised.")
        self.assertEqual(self._walk_up(phone="+86-13800138000")["state"], "here")

    def test_badges_are_given_once_and_come_back(self):
        """K5: the next free one, never the same twice; who leaves without returning it is listed; lost ones are skipped."""
        first, second = self._walk_up(), self._walk_up(name="Zhou Yu")
        self.assertEqual((first["badge"], second["badge"]), ("1", "2"))
        with self.assertRaisesRegex(UserError, "Badge 2 is with another visitor"):
            self._walk_up(name="Sun Quan", badge="2")
        with self.assertRaisesRegex(UserError, "Badge 99 is unknown"):
            self._walk_up(name="Sun Quan", badge="99")
        self._door().check_out(first["id"])
        self.assertFalse(self._entry(first).badge_open)
        self._door().check_out(second["id"], False)
        self.assertEqual([each["badge"] for each in self._door().today()["badges"]], ["2"])
        self.assertEqual(self._walk_up(name="Cao Cao")["badge"], "1")
        self.badges[2].action_lost()
        self.assertEqual(self._walk_up(name="Liu Bei")["badge"], "", "none is left: nobody waits for one")
        self._door().return_badge(second["id"])
        self.assertFalse(self._door().today()["badges"])
        self.assertEqual(self._walk_up(name="Guan Yu")["badge"], "2")

    def test_badges_not_returned_are_late_at_the_end_of_the_day(self):
        """K5: the deadline of a badge is the end of its day in the hotel's zone; then the door and its head are told."""
        entry = self._entry(self._walk_up())
        clock = self.env["hotel.clock"].search([("res_model", "=", entry._name), ("res_id", "=", entry.id), ("kind", "=", "badge")])
        self.assertEqual((clock.due, clock.owner_id), (datetime(2026, 3, 2, 15, 59, 59), self.users["door"]))
        with freeze_time("2026-03-02 16:00:00"):
            self.assertTrue(clock.late)
            self.env.invalidate_all()
            listed = self._as("door", self.env["hotel.visitor.entry"]).search([("badge_open", "=", True)])
            self.assertEqual(listed, entry)
            self.assertTrue(self._door().today()["here"][0]["overnight"])
            self._door().check_out(entry.id)
        self.assertEqual(clock.stopped, datetime(2026, 3, 2, 16))

    def test_the_host_is_told_at_once_and_reminded(self):
        """K5: message, clock of ten minutes; answered by the host it stops, and the waiting is known."""
        entry = self._entry(self._walk_up())
        clock = self.env["hotel.clock"].search([("res_id", "=", entry.id), ("res_model", "=", entry._name), ("kind", "=", "visitor")])
        self.assertEqual((clock.owner_id, clock.due), (self.users["sales"], datetime(2026, 3, 2, 1, 10)))
        message = self.env["mail.message"].search([("model", "=", entry._name), ("res_id", "=", entry.id)])
        self.assertEqual(message.notified_partner_ids, self.users["sales"].partner_id)
        self.assertNotIn("Wang Fang", message.body, "a message that stays names nobody")
        with freeze_time("2026-03-02 01:06:00"):
            self._as("sales", entry).action_received()
        self.assertEqual((clock.stopped, entry.wait_minutes), (datetime(2026, 3, 2, 1, 6), 6))
        with self.assertRaises(UserError):
            self._as("waiter", self._entry(self._walk_up(name="Other"))).sudo(False).action_received()

    def test_while_the_host_is_away_the_department_head_is_told(self):
        """K5: who is on approved leave is not asked to come."""
        leave_type = self.env["hr.leave.type"].create({"name": "Rest", "requires_allocation": False, "leave_validation_type": "no_validation"})
        self.env["hr.leave"].with_context(leave_skip_date_check=True).create({
            "employee_id": self.employee["sales"].id, "holiday_status_id": leave_type.id,
            "request_date_from": "2026-03-02", "request_date_to": "2026-03-03",
        })  # fmt: skip
        self.assertEqual(self._entry(self._walk_up()).told_id, self.users["sales_head"])
        self.assertTrue(self._door().search_hosts("Sales")[0]["away"])

    def test_an_invitation_is_scanned(self):
        """K5: the code of the invitation, bare or as the address, finds the guest; a badge finds who wears it; nonsense nobody."""
        visit = self._approved(arrival=datetime(2026, 3, 2, 2), departure=datetime(2026, 3, 2, 8))
        entry = visit.entry_ids.sudo()[0]
        self.assertGreater(len(entry.code), 20)
        for code in (entry.code, f"https://hotel.example/hotel/visit/{entry.code}"):
            self.assertEqual(self._door().scan(code)["id"], entry.id)
        self._door().check_in(entry.id, True)
        self.assertEqual(self._door().scan("1")["id"], entry.id)
        for code in ("", "nonsense", None, {"a": 1}):
            with self.subTest(code=code), self.assertRaisesRegex(UserError, "Nobody has"):
                self._door().scan(code)

    def test_who_did_not_come_is_noted(self):
        """K5: at the day's end; who comes after all is let in."""
        entry = self._announce(expected_at=datetime(2026, 3, 2, 6))
        visit = self._approved(arrival=datetime(2026, 3, 2, 2), departure=datetime(2026, 3, 4, 8))
        with freeze_time("2026-03-02 15:59:00"):
            self.env["hotel.visitor.entry"]._cron_day_end()
            self.assertEqual(entry.state, "announced")
        with freeze_time("2026-03-02 16:01:00"):
            self.env["hotel.visitor.entry"]._cron_day_end()
            self.assertEqual(entry.state, "missed")
            self.assertEqual(set(visit.entry_ids.sudo().mapped("state")), {"announced"}, "their visit is not over")
            self.assertEqual(self._door().check_in(entry.id, True)["state"], "here")

    def test_personal_data_goes_what_was_decided_stays(self):
        """K5, M2: after the company's days names, phones, plates go from log, deadlines and guests; times and reasons stay."""
        left = self._entry(self._walk_up(phone="13800138000", plate="A1", purpose="Prices"))
        self._door().check_out(left.id)
        refused = self._entry(self._door().refuse(None, {"name": "Seller", "phone": "1"}, "Sells insurance."))
        here = self._entry(self._walk_up(name="Still here"))
        unreturned = self._entry(self._walk_up(name="Has the badge"))
        self._door().check_out(unreturned.id, False)
        visit = self._approved()
        self.company.hotel_visitor_keep_days = 30
        runs = self.env["hotel.visitor.erasure"]
        with freeze_time("2026-04-01 00:59:59"), self.enter_registry_test_mode():
            self.env.ref("hotel_reception.cron_visitor_erasure").method_direct_trigger()
        self.assertEqual(left.name, "Wang Fang")
        with freeze_time("2026-04-01 01:00:01"), self.enter_registry_test_mode():
            self.env.ref("hotel_reception.cron_visitor_erasure").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((left.name, left.phone, left.plate, left.purpose, left.firm), ("***", False, False, False, "Silk Road Travel"))
        self.assertEqual((left.arrival, left.badge_number, left.host_id), (datetime(2026, 3, 2, 1), "1", self.employee["sales"]))
        self.assertEqual((refused.name, refused.refused_reason, refused.refused_by_id), ("***", "Sells insurance.", self.users["door"]))
        self.assertEqual((here.name, unreturned.name), ("Still here", "Has the badge"))
        clocks = self.env["hotel.clock"].search([("res_model", "=", left._name), ("res_id", "=", left.id)])
        self.assertEqual(set(clocks.mapped("record_name")), {"***"})
        run = runs.search([("company_id", "=", self.company.id), ("day", "=", "2026-04-01")])
        self.assertEqual((run.state, run.done), ("done", 2))
        self.assertEqual(visit.guest_ids.mapped("name"), ["Guest 1", "Guest 2"])
        with freeze_time("2029-03-12 00:00:00"), self.enter_registry_test_mode():
            self.env.ref("hotel_reception.cron_visitor_erasure").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(set(visit.guest_ids.mapped("name")), {"***"})
        self.assertEqual((visit.guest_count, visit.purpose[:3]), (2, "See"))

    def test_the_log_is_written_by_the_door_alone(self):
        """K5: no employee, host or stranger writes what happened at the door, on any road."""
        entry = self._announce()
        other = self._entry(self._walk_up())
        forged = {
            "state": "left", "arrival": "2026-01-01", "departure": "2026-01-01", "badge_number": "9", "refused_reason": "x",
            "agreed_at": "2026-01-01", "host_answer": "coming", "code": "abc", "erased_at": "2026-01-01", "visit_id": 1,
        }  # fmt: skip
        for role in ("sales", "door", "gm"):
            for name, value in forged.items():
                with self.subTest(role=role, field=name), self.assertRaises(UserError):
                    self._as(role, entry).write({name: value})
                with self.subTest(role=role, field=name, how="create"), self.assertRaises(UserError):
                    self._announce(role, **{name: value})
        with self.assertRaises(UserError):
            self._as("sales", self.env["hotel.visitor.entry"]).with_context(default_state="here").create(
                {"name": "X", "host_id": self.employee["sales"].id, "company_id": self.company.id}
            )
        with self.assertRaisesRegex(UserError, "noted at the door"):
            self._as("sales", other).write({"name": "Nobody"})
        with self.assertRaises(UserError):
            self._as("sales", other).unlink()
        for method in ("start", "today"):
            with self.assertRaisesRegex(AccessError, "Ask for the role Door"):
                getattr(self._as("sales", self.env["hotel.visitor.door"]), method)()
        for call in (lambda door: door.check_in(entry.id, True), lambda door: door.walk_up({"name": "x"}), lambda door: door.check_out(other.id),
                     lambda door: door.refuse(entry.id, None, "x"), lambda door: door.scan("1"), lambda door: door.return_badge(other.id),
                     lambda door: door.search_hosts("a")):  # fmt: skip
            with self.assertRaises(AccessError):
                call(self._as("nobody", self.env["hotel.visitor.door"]))

    def test_an_employee_sees_own_visitors_alone(self):
        """K5: personal data is seen by who is visited and by the door; a guest's invitation code by the door alone."""
        entry = self._announce()
        entries = self.env["hotel.visitor.entry"]
        self.assertEqual(self._as("sales", entries).search([("id", "=", entry.id)]), entry)
        self.assertFalse(self._as("waiter", entries).search([("id", "=", entry.id)]))
        self.assertTrue(self._as("door", entries).search([("id", "=", entry.id)]))
        with self.assertRaises(AccessError):
            self._as("sales", entry).read(["code"])

    def test_the_door_of_another_hotel_sees_nothing(self):
        """C7, K5: another company's visitor is neither seen nor let in."""
        entry = self._announce()
        door = self._new_user("door2", "hotel_reception.group_door", self.sister)
        other = self.env["hotel.visitor.door"].with_user(door).with_context(allowed_company_ids=self.sister.ids)
        self.assertFalse(other.today()["expected"])
        with self.assertRaisesRegex(UserError, "not in the log"):
            other.check_in(entry.id, True)

    def test_the_database_gives_a_badge_to_one_visitor(self):
        """K5: two open entries with one badge are refused by the database, whatever code writes them."""
        first, second = self._entry(self._walk_up()), self._entry(self._walk_up(name="Zhou Yu"))
        with self.assertRaises(psycopg2.errors.UniqueViolation), mute_logger("odoo.sql_db"):
            second.badge_id = first.badge_id
            second.flush_recordset()

    def test_the_door_starts_at_the_door(self):
        """M5: the app opens with the tablet's page for who is at the door."""
        self.assertEqual(self.env["res.users"].with_user(self.users["door"])._hotel_home(), "hotel_reception.hotel_visitor_door_action")

    def test_a_long_list_needs_few_queries(self):
        """K5: the door's list costs the same for one visitor and for fifty."""
        self._announce()
        self._door().today()

        def count():
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            self._door().today()
            return self.cr.sql_log_count - start

        one = count()
        self.env["hotel.visitor.entry"].sudo().create([
            {"name": f"V {n}", "company_id": self.company.id, "host_id": self.employee["waiter"].id, "expected_at": NOW} for n in range(50)
        ])  # fmt: skip
        self.assertLessEqual(count(), one + 2)
