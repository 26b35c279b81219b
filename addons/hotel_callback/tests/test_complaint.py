from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .complaint_case import NOW, ComplaintCase

RECEIVED = datetime(2026, 11, 20, 2)


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestComplaint(ComplaintCase):
    def test_a_soft_complaint_starts_four_clocks(self):
        """J1, J2: 15 and 30 minutes, 24 and 72 hours, owned by the person assigned; the first one shows on the list."""
        ticket = self._complaint()
        self.assertEqual((ticket.complaint_kind, ticket.complaint_state), ("soft", "new"))
        due = {kind: clock.due for kind, clock in self._clocks(ticket).items()}
        self.assertEqual(
            due,
            {
                "reaction": RECEIVED + timedelta(minutes=15),
                "check": RECEIVED + timedelta(minutes=30),
                "reply": RECEIVED + timedelta(hours=24),
                "solution": RECEIVED + timedelta(hours=72),
            },
        )
        self.assertEqual(ticket.complaint_due, RECEIVED + timedelta(minutes=15))
        self.assertEqual({clock.owner_id for clock in self._clocks(ticket).values()}, {self.clerk})

    def test_the_clocks_run_from_when_it_was_received(self):
        """J2: what is taken over from another system an hour later is late at once."""
        ticket = self.env["helpdesk.ticket"].create({
            "name": "Noise", "description": "x", "company_id": self.company.id, "complaint_received": RECEIVED - timedelta(hours=1),
        })  # fmt: skip
        self.assertEqual(self._clocks(ticket)["reaction"].due, RECEIVED - timedelta(minutes=45))
        self.assertTrue(ticket.complaint_late)

    def test_the_subject_sets_the_kind(self):
        """J1, J2: a complaint about the air conditioning is hard: 1 and 3 hours; what was chosen stays."""
        ticket = self._complaint(category_id=self.aircon.id)
        self.assertEqual(ticket.complaint_kind, "hard")
        self.assertEqual(self._clocks(ticket)["check"].due, RECEIVED + timedelta(hours=3))
        self.assertEqual(self._complaint(category_id=self.aircon.id, complaint_kind="soft").complaint_kind, "soft")

    def test_a_policy_holds_for_what_came_in_under_it(self):
        """J2, M6: a new version has its own start date; the complaint of the day before keeps its terms."""
        with freeze_time("2026-11-19 02:00:00"):
            old = self._complaint()
        with self.assertRaises(UserError):
            self.policy.soft_reaction = 5
        version = self.policy.copy({"date_from": "2026-11-20", "soft_reaction": 5})
        version.active = True
        new = self._complaint()
        self.assertEqual(self._clocks(new)["reaction"].due, RECEIVED + timedelta(minutes=5))
        self.assertEqual((old.complaint_policy_id, new.complaint_policy_id), (self.policy, version))
        self.assertEqual(self._clocks(old)["reaction"].due, datetime(2026, 11, 19, 2, 15))

    def test_steps_stop_their_clocks(self):
        """J2: reaction, check, answer, solution; each once, late ones stay late."""
        ticket = self._complaint()
        mine = self._as(ticket, self.clerk)
        with freeze_time(RECEIVED + timedelta(minutes=10)):
            mine.action_complaint_react()
        self.assertEqual(set(self._clocks(ticket, running=False)), {"reaction"})
        self.assertEqual(ticket.complaint_due, RECEIVED + timedelta(minutes=30))
        with freeze_time(RECEIVED + timedelta(minutes=40)):
            with self.assertRaisesRegex(UserError, "What was found is missing"):
                mine.action_complaint_check()
            mine.complaint_finding = "The window does not close."
            mine.action_complaint_check()
        self.assertTrue(self._clocks(ticket)["check"].late)
        with freeze_time(RECEIVED + timedelta(hours=2)):
            mine.complaint_answer = "You get another room."
            mine.action_complaint_reply()
        self.assertEqual(set(self._clocks(ticket, running=True)), {"solution"})
        with freeze_time(RECEIVED + timedelta(hours=3)):
            with self.assertRaisesRegex(UserError, "Cause is missing"):
                mine.action_complaint_close()
            self._close(ticket)
        self.assertEqual(ticket.complaint_solved, RECEIVED + timedelta(hours=3))
        self.assertEqual(set(self._clocks(ticket, running=True)), {"satisfaction"})
        with self.assertRaises(UserError):
            mine.action_complaint_close()

    def test_what_is_solved_at_once_needs_one_step(self):
        """J2: solved on the telephone: everything is done at that time."""
        ticket = self._complaint()
        with freeze_time(RECEIVED + timedelta(minutes=12)):
            self._close(ticket)
        self.assertEqual(ticket.complaint_reacted, RECEIVED + timedelta(minutes=12))
        self.assertFalse(any(clock.late for clock in self._clocks(ticket).values()))

    def test_a_late_clock_escalates_to_the_superior_once(self):
        """J2: one second after 15 minutes the clerk and the manager are told; a second sweep tells nobody."""
        ticket = self._complaint()
        clock = self._clocks(ticket)["reaction"]
        with freeze_time(RECEIVED + timedelta(minutes=15)):
            self.env["hotel.clock"]._tell_chunk(100)
            self.assertFalse(clock.told_at)
        with freeze_time(RECEIVED + timedelta(minutes=15, seconds=1)):
            self.assertEqual(self.env["hotel.clock"]._tell_chunk(100), 1)
            self.assertEqual(self.env["hotel.clock"]._tell_chunk(100), 0)
            self.assertTrue(ticket.complaint_late)
            self.assertEqual(self.env["helpdesk.ticket"].search([("complaint_late", "=", True)]), ticket)
        self.assertEqual(clock.escalated_to_id, self.manager)
        self.assertEqual(set(ticket.activity_ids.filtered("hotel_clock_id").user_id), {self.clerk, self.manager})

    def test_another_responsible_takes_over_the_clocks(self):
        """J2: running clocks go to the new person; what was late is told to them and not escalated again."""
        ticket = self._complaint()
        with freeze_time(RECEIVED + timedelta(minutes=16)):
            self.env["hotel.clock"]._tell_chunk(100)
            self._as(ticket, self.manager).user_id = self.assistant
        clocks = self._clocks(ticket)
        self.assertEqual({clock.owner_id for clock in clocks.values()}, {self.assistant})
        self.assertEqual(clocks["reaction"].escalated_to_id, self.manager)
        self.assertEqual(set(clocks["reaction"].told_activity_ids.user_id), {self.assistant, self.manager})

    def test_the_kind_is_put_right_before_the_first_reaction(self):
        """J2: then the clocks move; afterwards only the manager changes it, and nobody once one is late."""
        ticket = self._complaint()
        mine = self._as(ticket, self.clerk)
        mine.complaint_kind = "hard"
        self.assertEqual(self._clocks(ticket)["reaction"].due, RECEIVED + timedelta(hours=1))
        mine.action_complaint_react()
        with self.assertRaisesRegex(UserError, "service manager"):
            mine.complaint_kind = "soft"
        self._as(ticket, self.manager).complaint_kind = "soft"
        self.assertEqual(self._clocks(ticket)["check"].due, RECEIVED + timedelta(minutes=30))
        with freeze_time(RECEIVED + timedelta(hours=1)):
            with self.assertRaisesRegex(UserError, "a deadline has passed"):
                self._as(ticket, self.manager).complaint_kind = "hard"

    def test_dissatisfied_reopens_with_new_clocks(self):
        """J4: the call is due within 24 hours; dissatisfied takes the complaint up again, satisfied ends it."""
        ticket = self._complaint()
        self._close(ticket)
        self.assertEqual(ticket.complaint_follower_id, self.assistant)
        self.assertEqual(self._clocks(ticket)["satisfaction"].due, RECEIVED + timedelta(hours=24))
        call = self._as(ticket, self.assistant)
        with freeze_time(RECEIVED + timedelta(hours=5)):
            with self.assertRaisesRegex(UserError, "what the customer is dissatisfied with"):
                call.action_complaint_satisfaction("dissatisfied")
            call.action_complaint_satisfaction("dissatisfied", "Just as noisy")
        self.assertEqual((ticket.complaint_state, ticket.complaint_reworks, ticket.complaint_satisfaction), ("reacted", 1, False))
        running = self._clocks(ticket, running=True)
        self.assertEqual(set(running), {"check", "reply", "solution"})
        self.assertEqual(running["solution"].due, RECEIVED + timedelta(hours=77))
        with freeze_time(RECEIVED + timedelta(hours=8)):
            self._close(ticket)
            call.action_complaint_satisfaction("satisfied")
        self.assertEqual((ticket.complaint_state, ticket.complaint_satisfaction), ("closed", "satisfied"))
        self.assertFalse(self._clocks(ticket, running=True))
        self.assertEqual(ticket.complaint_satisfaction_ids.sorted("id").mapped("answer"), ["dissatisfied", "satisfied"])

    def test_the_call_is_made_by_the_person_of_the_level(self):
        """J3, J4: assistant, supervisor, manager; nobody else records the answer."""
        for level, person in (("general", self.assistant), ("important", self.supervisor), ("major", self.manager)):
            ticket = self._complaint(name=f"Level {level}")
            self._as(ticket, self.manager).action_complaint_level(level, "as judged")
            self._close(ticket)
            self.assertEqual(ticket.complaint_follower_id, person)
        with self.assertRaisesRegex(AccessError, "Service manager"):
            self._as(ticket, self.clerk).action_complaint_satisfaction("satisfied")

    def test_an_anonymous_complaint_needs_no_call(self):
        """J8: no reply to be late with, no call afterwards; and it names nobody."""
        ticket = self._complaint(partner_id=False, complaint_anonymous=True)
        self.assertEqual(set(self._clocks(ticket)), {"reaction", "check", "solution"})
        self._close(ticket)
        self.assertFalse(self._clocks(ticket, running=True))
        with self.assertRaisesRegex(UserError, "does not wait"):
            self._as(ticket, self.manager).action_complaint_satisfaction("satisfied")
        with self.assertRaisesRegex(UserError, "names no customer"):
            self._complaint(complaint_anonymous=True)

    def test_one_matter_is_one_complaint(self):
        """J8: what comes in a second time becomes part of the first; its departments join, its clocks stop, it counts no more."""
        first = self._complaint(complaint_department_ids=[(6, 0, self.rooms_department.ids)])
        kitchen = self.env["hr.department"].create({"name": "Engineering", "company_id": self.company.id})
        second = self._complaint(user="assistant", partner_id=self.colleague.id, complaint_department_ids=[(6, 0, kitchen.ids)])
        self.assertIn(first, self._as(second, self.assistant).complaint_twin_ids)
        self._as(second, self.manager).action_complaint_merge(first.id)
        self.assertEqual((second.complaint_state, second.duplicate_id), ("merged", first))
        self.assertEqual(first.complaint_department_ids, self.rooms_department + kitchen)
        self.assertFalse(self._clocks(second, running=True))
        for wrong in (second.id, 0, "1"):
            with self.assertRaises(UserError):
                self._as(first, self.manager).action_complaint_merge(wrong)
        told = self.env["hotel.acknowledgement"].search([("res_model", "=", "helpdesk.ticket"), ("res_id", "=", first.id)])
        self.assertEqual(told.department_id, self.rooms_department + kitchen)

    def test_ending_without_a_solution_is_the_managers(self):
        """J7, M2: unfounded or withdrawn, with a reason; it can be taken up again."""
        ticket = self._complaint()
        with self.assertRaises(AccessError):
            self._as(ticket, self.clerk).action_complaint_drop("unfounded", "no")
        with self.assertRaises(UserError):
            self._as(ticket, self.manager).action_complaint_drop("unfounded", "  ")
        self._as(ticket, self.manager).action_complaint_drop("withdrawn", "The guest took it back")
        self.assertEqual((ticket.complaint_state, ticket.complaint_drop_reason), ("dropped", "withdrawn"))
        self._as(ticket, self.manager).action_complaint_reopen("He called again")
        self.assertEqual((ticket.complaint_state, ticket.complaint_reworks), ("reacted", 0))

    def test_a_card_moved_takes_the_step(self):
        """J2: a stage is no way round: moving a card asks for what the button asks for."""
        ticket = self._complaint()
        mine = self._as(ticket, self.clerk)
        stage = {name: self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}").id for name in ("in_progress", "awaiting", "done", "rejected", "new")}
        mine.stage_id = stage["in_progress"]
        self.assertEqual(ticket.complaint_state, "reacted")
        self.assertTrue(ticket.complaint_reacted)
        for name in ("awaiting", "done", "rejected", "new"):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                mine.stage_id = stage[name]
        mine.write({"complaint_cause_id": self.cause.id, "complaint_measure": "Repaired"})
        mine.stage_id = stage["done"]
        self.assertEqual(ticket.complaint_state, "closed")
        with self.assertRaises(UserError):
            mine.stage_id = stage["in_progress"]

    def test_what_has_ended_stays_as_it_is(self):
        """M2: facts of a closed complaint are locked, none is deleted, an open one is not archived."""
        ticket = self._complaint()
        with self.assertRaises(UserError):
            self._as(ticket, self.manager).active = False
        with self.assertRaises(UserError):
            ticket.unlink()
        self._close(ticket)
        for vals in ({"description": "x"}, {"partner_id": False}, {"complaint_measure": "x"}, {"complaint_kind": "hard"}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(ticket, self.manager).write(vals)

    def test_no_routine_call_while_a_complaint_is_open(self):
        """I4: true for the customer and the firm as long as one is open."""
        both = self.guest + self.colleague
        self.assertEqual(both._hotel_has_open_complaint(), {self.guest.id: False, self.colleague.id: False})
        ticket = self._complaint()
        others = both + self.company.partner_id
        self.assertEqual(others._hotel_has_open_complaint(), {self.guest.id: True, self.colleague.id: True, self.company.partner_id.id: False})
        self._close(ticket)
        self.assertFalse(any(both._hotel_has_open_complaint().values()))

    def test_the_call_afterwards_is_a_callback(self):
        """J4: planned for the person of the level within the deadline; its answer is the complaint's, and reopens it."""
        ticket = self._complaint()
        self._close(ticket)
        topic = self.env["hotel.callback.topic"].search([("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)])
        callback = topic.callback_id
        self.assertEqual((callback.owner_id, callback.contact_id, callback.state), (self.assistant, self.guest, "planned"))
        self.assertLessEqual(callback.planned_at, RECEIVED + timedelta(hours=24))
        mine = self._as(callback, self.assistant)
        mine.action_attempt("reached")
        mine.write({"spoke_with": "Li Na", "satisfaction": "dissatisfied", "has_problem": "no", "next_step": "none", "summary": "It is as loud as before"})
        mine.action_close()
        self.assertEqual((ticket.complaint_state, ticket.complaint_reworks), ("reacted", 1))
        self.assertEqual(ticket.complaint_satisfaction_ids.note, "It is as loud as before")

    def test_an_answer_in_the_portal_needs_no_call_any_more(self):
        """J4: the planned callback is taken back, its clock is stopped."""
        ticket = self._complaint()
        self._close(ticket)
        ticket._complaint_answered("satisfied", "", self.env.user)
        self.assertFalse(self.env["hotel.callback.topic"].search([("res_model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)]))
        self.assertFalse(self._clocks(ticket, running=True))
