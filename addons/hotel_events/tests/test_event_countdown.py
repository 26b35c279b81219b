from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .work_case import BEGIN, NOW, WorkCase, at


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventCountdown(WorkCase):
    def _clocks(self, tasks, running=True):
        domain = [("res_model", "=", "hotel.event.task"), ("res_id", "in", tasks.ids)]
        return self.env["hotel.clock"].search(domain + ([("stopped", "=", False)] if running else []), order="due")

    def test_the_template_makes_a_countdown_with_clocks(self):
        """H7: days and hour on the hotel's clock, owners by their post; each deadline is a clock."""
        tasks = self.event(kind=self.kind).hotel_task_ids
        self.assertEqual(
            [(task.name, task.label, task.deadline, task.owner_id) for task in tasks],
            [
                ("Order the flowers", "D-14", at(12, day=17), self.sales),
                ("Set the tables", "D-1", at(18, day=30), self.users["sales_head"]),
                ("Closing report", "D+7", at(18, day=31) + timedelta(days=7), self.sales),
            ],
        )
        clocks = self._clocks(tasks)
        self.assertEqual(clocks.mapped("due"), tasks.mapped("deadline"))
        self.assertEqual(clocks.owner_id, tasks.owner_id)

    def test_an_event_that_was_ordered_late_has_a_day_for_what_is_overdue(self):
        """H7: nothing is late the moment the order is made."""
        tasks = self.event(kind=self.kind, begin=NOW + timedelta(days=5)).hotel_task_ids
        self.assertEqual(tasks.filtered(lambda task: task.name == "Order the flowers").deadline, NOW + timedelta(days=1))
        self.assertFalse(tasks.filtered(lambda task: task.state == "late"))

    def test_a_task_is_done_by_somebody_at_some_time(self):
        """H7, M2: noted by the server, seen as progress on the event; then it stays as it is."""
        event = self.event(kind=self.kind)
        flowers = event.hotel_task_ids[0]
        self.assertEqual(event.hotel_progress, 0)
        with freeze_time(NOW + timedelta(hours=2)):
            flowers.action_done()
        self.assertEqual((flowers.done_by_id, flowers.done_at, flowers.state), (self.sales, NOW + timedelta(hours=2), "done"))
        event.invalidate_recordset()
        self.assertEqual((event.hotel_progress, event.hotel_task_done, event.hotel_task_count), (33.3, 1, 3))
        self.assertNotIn(flowers.id, self._clocks(flowers).mapped("res_id"))
        for work in (lambda: flowers.write({"deadline": at(1)}), flowers.unlink):
            with self.assertRaises(UserError):
                work()
        flowers.note = "White ones"
        self.assertFalse(flowers.can_finish)
        with freeze_time(NOW + timedelta(hours=3)):
            event.hotel_task_ids.with_user(self.head).action_done()
        self.assertEqual((flowers.done_by_id, flowers.done_at), (self.sales, NOW + timedelta(hours=2)))
        event.hotel_task_ids[1:].with_user(self.head).action_reopen()
        for values in ({"done_at": NOW}, {"done_by_id": self.head.id}):
            with self.assertRaises(AccessError):
                event.hotel_task_ids[1].with_user(self.sales).write(values)

    def test_a_task_is_opened_again_and_the_chatter_keeps_who_had_done_it(self):
        """H7, M2: its clock runs again."""
        event = self.event(kind=self.kind)
        flowers = event.hotel_task_ids[0]
        flowers.action_done()
        with self.assertRaises(AccessError):
            flowers.with_user(self.users["nobody"]).action_reopen()
        self.assertTrue(flowers.done_at)
        event.hotel_task_ids.with_user(self.head).action_reopen()
        self.assertFalse(flowers.done_at)
        self.assertFalse(event.message_ids.filtered(lambda message: "Closing report" in message.body))
        self.assertEqual(self._clocks(flowers).due, flowers.deadline)
        self.assertIn("Order the flowers", event.message_ids[0].body)

    def test_the_responsible_and_who_works_on_events_notes_as_done(self):
        """H7: a plain employee notes the own task, not that of somebody else."""
        event = self.event(kind=self.kind)
        one, other = event.hotel_task_ids[:2]
        nobody = self.users["nobody"]
        one.owner_id = nobody
        self.assertEqual((one.with_user(nobody).can_finish, other.with_user(nobody).can_finish), (True, False))
        one.with_user(nobody).action_done()
        one.with_user(nobody).action_done()
        self.assertEqual(one.done_by_id, nobody)
        with self.assertRaises(AccessError):
            other.with_user(nobody).action_done()

    def test_a_late_task_is_escalated(self):
        """H7: the owner gets an activity the day before, the superior one when it is late."""
        self.li.parent_id = self.env["hr.employee"].create({"name": "Boss", "user_id": self.head.id, "company_id": self.company.id})
        flowers = self.event(kind=self.kind).hotel_task_ids[0]
        with freeze_time(flowers.deadline - timedelta(hours=23)):
            self.env["hotel.clock"]._tell_chunk(10)
        self.assertEqual(flowers.sudo().activity_ids.user_id, self.sales)
        with freeze_time(flowers.deadline + timedelta(seconds=1)):
            self.env["hotel.clock"]._tell_chunk(10)
            flowers.invalidate_recordset()
            self.assertEqual(flowers.state, "late")
            self.assertIn(flowers, self.env["hotel.event.task"].search([("state", "=", "late")]))
            self.assertEqual(flowers.event_id.hotel_task_late, 1)
            tasks = flowers.event_id.hotel_task_ids
            tasks[2].with_user(self.sales).action_done()
            for state, wanted in (("late", tasks[0]), ("open", tasks[1]), ("done", tasks[2])):
                with self.subTest(state=state):
                    self.assertEqual(tasks.search([("event_id", "=", flowers.event_id.id), ("state", "=", state)]), wanted)
                    self.assertEqual(wanted.state, state)
                    self.assertEqual(tasks.search([("event_id", "=", flowers.event_id.id), ("state", "!=", state)]), tasks - wanted)
        self.assertEqual(flowers.new({}).state, "open")
        with freeze_time(flowers.deadline):
            flowers.invalidate_recordset()
            self.assertEqual((flowers.state, flowers.search([("id", "=", flowers.id), ("state", "=", "late")]).ids), ("open", []))
        self.assertEqual(self._clocks(flowers).escalated_to_id, self.head)
        self.assertEqual(flowers.sudo().activity_ids.user_id, self.sales | self.head)

    def test_another_owner_gets_the_clock(self):
        """H7: and a new deadline moves it."""
        flowers = self.event(kind=self.kind).hotel_task_ids[0]
        flowers.owner_id = self.head
        self.assertEqual(self._clocks(flowers).owner_id, self.head)
        flowers.deadline = at(9, day=18)
        self.assertEqual(self._clocks(flowers).due, at(9, day=18))

    def test_moving_the_event_moves_what_is_undone_and_lists_what_became_impossible(self):
        """H7: by days, each task at its own hour; what is done stays."""
        event = self.event(kind=self.kind)
        flowers, tables, report = event.hotel_task_ids
        tables.action_done()
        event.write({"date_begin": BEGIN - timedelta(days=9, hours=3), "date_end": BEGIN - timedelta(days=9)})
        self.assertEqual((flowers.deadline, tables.deadline, report.deadline), (at(12, day=8), at(18, day=30), at(18, day=29)))
        self.assertEqual(self._clocks(flowers | report).mapped("due"), [at(12, day=8), at(18, day=29)])
        self.assertIn("Order the flowers", event.hotel_move_warnings)
        self.assertIn("2026-03-08 12:00", event.hotel_move_warnings)
        self.assertNotIn("Closing report", event.hotel_move_warnings)
        # Some hours later on the same day nothing of the countdown changes.
        event.write({"date_begin": event.date_begin + timedelta(hours=1), "date_end": event.date_end + timedelta(hours=1)})
        self.assertEqual((flowers.deadline, report.deadline), (at(12, day=8), at(18, day=29)))
        self.assertFalse(event.hotel_move_warnings)

    def test_nothing_is_due_on_an_event_that_does_not_take_place(self):
        """H7, H15: its clocks stop, and run again when it takes place after all."""
        event = self.event(kind=self.kind)
        before = self._clocks(event.hotel_task_ids)
        event.kanban_state = "done"
        self.assertEqual(self._clocks(event.hotel_task_ids), before, "nothing begins anew on an event that takes place as before")
        event.hotel_task_ids[0].action_done()
        event.kanban_state = "cancel"
        self.assertFalse(self._clocks(event.hotel_task_ids))
        event.kanban_state = "normal"
        self.assertEqual(self._clocks(event.hotel_task_ids).mapped("res_id"), event.hotel_task_ids[1:].ids)
        task = event.hotel_task_ids[1]
        task.copy().unlink()
        task.unlink()
        self.assertEqual(self._clocks(event.hotel_task_ids).mapped("res_id"), event.hotel_task_ids[1:].ids)
        self.assertFalse(self.env["hotel.clock"].search([("res_model", "=", task._name), ("res_id", "=", task.id), ("stopped", "=", False)]))
        event.hotel_order_id.with_user(self.sales)._go("cancelled")
        self.assertTrue(event.hotel_is_off)
        self.assertFalse(self._clocks(event.hotel_task_ids))

    def test_moving_an_event_costs_the_same_few_queries_however_long_its_lists_are(self):
        """H6, H7, H8: 60 items, 40 tasks and 50 duties move in one go."""

        def queries(items, tasks, duties):
            kind = self.env["hotel.event.kind"].create(
                {
                    "name": "Long",
                    "item_ids": [Command.create({"name": str(n), "start_minutes": n, "minutes": 9}) for n in range(items)],
                    "task_ids": [Command.create({"name": str(n), "days": -1 - n % 20}) for n in range(tasks)],
                    "duty_ids": [Command.create({"role_id": self.greeter.id, "quantity": duties})],
                }
            )
            event = self.event(kind=kind).sudo()
            people = self.env["hr.employee"].create([{"name": str(n), "company_id": self.company.id} for n in range(duties)])
            for duty, person in zip(event.hotel_duty_ids, people, strict=True):
                duty.employee_id = person
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            event.write({"date_begin": BEGIN + timedelta(days=30), "date_end": BEGIN + timedelta(days=30, hours=4)})
            self.env.flush_all()
            self.assertEqual(event.hotel_task_ids[0].deadline.day, (BEGIN + timedelta(days=30)).day - min(tasks, 20))
            return self.env.cr.sql_log_count - before

        queries(2, 2, 2)
        few, many = queries(6, 20, 5), queries(60, 40, 50)
        self.assertLessEqual(many, few + 3)

    def test_invitations_are_tasks_with_a_list(self):
        """H22: telephone 14 days ahead, letter within 2 days after, reminder the day before; who is on the list once is so."""
        event = self.event().sudo()
        people = [{"name": "Zhao Lei", "phone": "1"}, {"name": "Qian Min", "phone": "2"}, {"name": "Qian Min", "phone": "2"}]
        task = event._hotel_start_invitations(people)
        event._hotel_start_invitations([*people, {"name": "Sun Li", "phone": "3"}])
        self.assertEqual(
            [(each.kind, each.label) for each in event.hotel_task_ids], [("call", "D-14"), ("letter", "D-12"), ("reminder", "D-1")]
        )
        self.assertEqual(task.call_ids.mapped("name"), ["Zhao Lei", "Qian Min", "Sun Li"])
        self.assertEqual(task.call_ids.mapped("phone"), ["1", "2", "3"])
        self.assertEqual(len(self._clocks(event.hotel_task_ids)), 3)

    def test_the_letter_follows_the_calls(self):
        """H22: its deadline counts from the day on which the calls were done."""
        event = self.event()
        event.action_hotel_start_invitations()
        call, letter, reminder = event.hotel_task_ids
        with freeze_time(at(15, day=16)):
            call.action_done()
        self.assertEqual((letter.deadline, reminder.deadline), (at(15, day=18), at(18, day=30)))
        self.assertEqual(self._clocks(letter).due, at(15, day=18))
        letter.action_done()
        call.action_reopen()
        with freeze_time(at(15, day=17)):
            call.action_done()
        self.assertEqual(letter.deadline, at(15, day=18), "what was written already is not due anew")
        with self.assertRaises(AccessError):
            event.with_user(self.users["nobody"]).action_hotel_start_invitations()
        other = self.event(kind=self.kind)
        other.with_user(self.head).action_hotel_start_invitations()
        self.assertEqual(other.hotel_task_ids.filtered(lambda task: task.kind != "task").owner_id, self.sales)

    def test_what_came_of_the_calls_is_counted(self):
        """H22, M2: by whom, when, how often; who was called stays on the list."""
        task = self.event().sudo()._hotel_start_invitations([{"name": f"Guest {n}"} for n in range(4)])
        calls = task.call_ids.with_user(self.sales)
        calls[0].outcome = "coming"
        calls[1].outcome = "unreached"
        calls[1].outcome = "declined"
        calls[3].outcome = "open"
        self.assertFalse(calls[3].called_at)
        self.assertEqual(task.calls_summary, "To call: 2 · Comes: 1 · Does not come: 1")
        self.assertEqual((calls[1].attempts, calls[1].called_by_id, calls[1].called_at), (2, self.sales, NOW))
        for work in (calls[0].unlink, task.with_user(self.sales).unlink):
            with self.assertRaises(UserError):
                work()
        calls.create({"task_id": task.id, "name": "Twice"}).unlink()
        told = calls.create({"task_id": task.id, "name": "Rang us up", "outcome": "coming"})
        self.assertEqual((told.attempts, told.called_by_id, told.called_at), (1, self.sales, NOW))
        with self.assertRaises(AccessError):
            calls[2].called_by_id = self.head
        with self.assertRaises(AccessError):
            calls[2].with_user(self.users["nobody"]).outcome = "coming"

    def test_the_list_of_the_guests_is_opened_where_there_is_one(self):
        """H22: else the list of the calls."""
        event = self.event(kind=self.kind).sudo()
        task = event._hotel_start_invitations()
        self.assertEqual(task.action_open_list()["res_model"], "hotel.event.call")
        guests = self.env["res.partner"].create({"name": "List"})
        event._hotel_start_invitations(invitation_list=guests)
        self.assertFalse(event.hotel_task_ids.filtered(lambda each: each.kind == "task" and each.list_model))
        self.assertEqual((task.action_open_list()["res_model"], task.action_open_list()["res_id"]), ("res.partner", guests.id))

    def test_who_is_invited_from_a_list_is_called(self):
        """H17, H22: inviting from a list of customers makes the tasks, each customer is a call, the task opens the list."""
        event = self.event()
        customers = self.env["res.partner"].create([{"name": f"Firm {n}", "phone": f"55{n}", "is_company": True, "customer_rank": 1} for n in range(3)])
        invitation = self.env["hotel.event.invitation"].with_user(self.sales).create({"event_id": event.id})
        invitation.action_draw()
        strangers = invitation.sudo().line_ids.filtered(lambda line: line.partner_id not in customers)
        strangers.chosen = False
        invitation.action_invite()
        task = event.hotel_task_ids.filtered(lambda each: each.kind == "call")
        self.assertEqual((task.call_ids.partner_id, task.label), (customers, "D-14"))
        self.assertEqual((task.list_model, task.list_id), ("hotel.event.invitation", invitation.id))

    def test_who_changes_post_hands_over_tasks_and_duties(self):
        """E8, I11, H7, H8: what is not done yet and what is still to come."""
        event = self.event(kind=self.kind)
        duty = self.duty(event, self.li, at(18), at(19))
        off = self.event(kind=self.kind, begin=BEGIN + timedelta(days=1))
        self.duty(off, self.li, at(18, day=32), at(19, day=32))
        off.kanban_state = "cancel"
        self.duty(event, self.li, at(8, day=10), NOW)

        def names():
            return [item["record"] for item in self.li.sudo()._hotel_responsibilities() if item["kind"] in ("event_task", "event_duty")]

        self.assertEqual(len(names()), 3, "neither what is over nor what does not take place")
        self.assertIn(duty, names())
        event.hotel_task_ids.action_done()
        duty.employee_id = self.wang
        self.assertFalse(names())

    def test_days_are_those_of_the_events_hotel(self):
        """H7: whichever hotel the reader works for; a task whose owner has left goes to the coordinator; the template has real hours."""
        self.sister.hotel_tz = "America/New_York"
        event = self.event()
        abroad = event.sudo().with_company(self.sister)
        self.assertEqual(abroad._hotel_day(at(1)), event._hotel_day(at(1)))
        self.assertEqual(abroad._hotel_from_local(datetime(2026, 3, 31, 18)), at(18))
        leaver = self._new_user("leaver", "hotel_base.group_sales")
        self.kind.task_ids[0].write({"owner_by": "user", "user_id": leaver.id})
        leaver.active = False
        self.assertEqual(self.event(kind=self.kind).hotel_task_ids[0].owner_id, self.sales)
        for values in ({"hour": 24.0}, {"hour": -1.0}, {"days": 366}, {"days": -366}):
            with self.subTest(values=values), mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.kind.task_ids[0].write(values)
                self.kind.task_ids.flush_recordset()
