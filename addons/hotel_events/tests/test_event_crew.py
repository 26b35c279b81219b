from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .work_case import BEGIN, NOW, WorkCase, at


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventCrew(WorkCase):
    def test_the_template_brings_as_many_open_duties_as_people_are_needed(self):
        """H8: a role with two people is two rows without a person."""
        event = self.event(kind=self.kind)
        self.assertEqual(
            [(duty.role_id, duty.start, duty.stop) for duty in event.hotel_duty_ids],
            [(self.greeter, at(17, 30), at(18, 30))] * 2 + [(self.stage, at(18), at(21))],
        )
        self.assertEqual(event.hotel_duty_open, 3)
        event.hotel_order_id.with_user(self.sales).action_apply_kind()
        self.assertEqual(len(event.hotel_duty_ids), 3)
        event.hotel_duty_ids[0].employee_id = self.li
        self.assertEqual((event.hotel_duty_open, len(self.event(kind=self.kind).hotel_duty_ids)), (2, 3))
        for values in ({"quantity": 0}, {"quantity": 201}, {"minutes": 0}):
            with self.subTest(values=values), mute_logger("odoo.sql_db"), self.assertRaises(errors.CheckViolation), self.env.cr.savepoint():
                self.kind.duty_ids[0].write(values)
                self.kind.duty_ids.flush_recordset()

    def test_nobody_is_in_two_places_at_once(self):
        """H8: across events, across midnight; the error names person, role, event and time of the other duty."""
        first = self.duty(self.event(title="Wedding"), self.li, at(22), at(26))
        other = self.event(begin=BEGIN + timedelta(days=1))
        with self.assertRaises(ValidationError) as raised:
            self.duty(other, self.li, at(25), at(27), role=self.stage)
        for text in ("Li Wei", "Greeter X", "Wedding"):
            self.assertIn(text, str(raised.exception))
        later = self.duty(other, self.li, at(26), at(27))
        with self.assertRaises(ValidationError):
            later.start = at(25, 59)
        with self.assertRaises(ValidationError):
            first.write({"stop": at(26, 1)})
        self.duty(other, self.wang, at(25), at(27))
        free = self.duty(other, None, at(25), at(27))
        with self.assertRaises(ValidationError):
            free.employee_id = self.wang

    def test_two_duties_that_are_made_at_once_clash_too(self):
        """H8: in one create, and for several duties given to one person in one write."""
        event = self.event()
        values = {"event_id": event.id, "role_id": self.greeter.id, "start": at(18), "stop": at(19)}
        with self.assertRaises(ValidationError):
            self.env["hotel.event.duty"].with_user(self.sales).create([{**values, "employee_id": self.li.id}] * 2)
        duties = self.env["hotel.event.duty"].with_user(self.sales).create([values, values])
        with self.assertRaises(ValidationError):
            duties.employee_id = self.li

    def test_the_database_itself_keeps_duties_apart(self):
        """H8: what goes past the model is stopped by the exclusion constraint."""
        event = self.event()
        self.duty(event, self.li, at(18), at(19))
        second = self.duty(event, self.li, at(20), at(21))
        with self.assertRaises(errors.ExclusionViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(SQL("UPDATE hotel_event_duty SET start = %s WHERE id = %s", at(18, 30), second.id))
        found = self.env.execute_query(
            SQL("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'hotel_event_duty_one_place_at_a_time'")
        )
        self.assertIn("EXCLUDE USING gist", found[0][0])

    def test_an_event_that_does_not_take_place_frees_its_people(self):
        """H8, H15: cancelled order, cancelled or archived event; taking place again needs them free."""
        first = self.event(title="Wedding")
        duty = self.duty(first, self.li, at(18), at(20))
        second = self.event(title="Training")
        first.kanban_state = "cancel"
        self.assertFalse(duty.holds)
        taken = self.duty(second, self.li, at(19), at(21))
        for values in ({"kanban_state": "normal"},):
            with self.assertRaises(ValidationError) as raised:
                first.write(values)
            self.assertIn("Training", str(raised.exception))
        # What does not take place may name who is busy, and is moved without freeing anybody; moved to an event that does, it may not.
        spare = self.duty(first, self.li, at(19), at(21))
        first.write({"date_begin": first.date_begin + timedelta(minutes=15), "date_end": first.date_end + timedelta(minutes=15)})
        self.assertEqual((spare.employee_id, spare.start, first.hotel_move_warnings), (self.li, at(19, 15), False))
        spare.start = at(19)
        with self.assertRaises(ValidationError) as raised:
            spare.event_id = second
        self.assertIn("Training", str(raised.exception))
        spare.unlink()
        taken.employee_id = False
        first.kanban_state = "normal"
        self.assertTrue(duty.holds)
        first.active = False
        taken = self.duty(second, self.li, at(19), at(21))
        with self.assertRaises(ValidationError) as raised:
            first.active = True
        self.assertIn("Training", str(raised.exception))
        taken.employee_id = False
        first.active = True
        first.hotel_order_id.with_user(self.sales)._go("cancelled")
        self.duty(second, self.li, at(19), at(21))

    def test_the_crew_moves_with_its_event(self):
        """H8: two duties that touch move at once; who is busy then is freed and listed; what is over stays."""
        event, other = self.event(), self.event(title="Training", begin=BEGIN + timedelta(days=1))
        one, two = self.duty(event, self.li, at(18), at(19)), self.duty(event, self.li, at(19), at(20))
        busy = self.duty(event, self.wang, at(18), at(20))
        over = self.duty(event, self.chen, at(10, day=9), at(11, day=9))
        self.duty(other, self.wang, at(18, day=32), at(19, day=32), role=self.stage)
        event.write({"date_begin": BEGIN + timedelta(days=1), "date_end": BEGIN + timedelta(days=1, hours=4)})
        self.assertEqual([duty.start for duty in (one, two, busy, over)], [at(18, day=32), at(19, day=32), at(18, day=32), at(10, day=9)])
        self.assertEqual((one.employee_id, busy.employee_id), (self.li, self.env["hr.employee"]))
        self.assertIn("Wang Fang", event.hotel_move_warnings)
        self.assertIn("Training", event.hotel_move_warnings)
        event.write({"date_begin": event.date_begin + timedelta(minutes=30), "date_end": event.date_end + timedelta(minutes=30)})
        self.assertEqual((one.start, two.start), (at(18, 30, day=32), at(19, 30, day=32)))

    def test_times_of_a_new_duty_are_those_of_the_event(self):
        """H8: unless others are given; bad ones are refused by the database."""
        event = self.event()
        duty = self.env["hotel.event.duty"].with_user(self.sales).create({"event_id": event.id, "role_id": self.greeter.id})
        self.assertEqual((duty.start, duty.stop), (event.date_begin, event.date_end))
        with self.assertRaises(Exception) as raised, mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.duty(event, self.li, at(19), at(18))
        self.assertIn("ends_after_it_begins", str(raised.exception))
        with self.assertRaises(errors.NotNullViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.duty(event, self.li, at(18), False)

    def test_who_may_plan_the_crew(self):
        """H8, M2: whoever works on events; a duty that has begun is kept; whether it holds is the server's."""
        event = self.event()
        duty = self.duty(event, self.li, at(18), at(19))
        with self.assertRaises(AccessError):
            duty.with_user(self.users["nobody"]).write({"employee_id": self.wang.id})
        with self.assertRaises(AccessError):
            duty.write({"holds": False})
        free = self.duty(event, None, at(18), at(19))
        with freeze_time(at(18)):
            with self.assertRaises(UserError):
                duty.unlink()
            free.unlink()
        duty.unlink()
