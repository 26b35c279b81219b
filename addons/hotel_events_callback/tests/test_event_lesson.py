from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.hotel_base.tests.common import ROLES
from odoo.addons.hotel_events.tests.common_after import AfterCase

RIGHTS = {
    "nobody": "r", **dict.fromkeys(ROLES, "r"), **dict.fromkeys(("sales", "sales_head", "department_head", "gm", "manager"), "rw"),
}  # fmt: skip


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 01:00:00")
class TestEventLesson(AfterCase):
    def case(self, **values):
        case = self.env["hotel.complaint.case"].create(
            {"name": "Lift stood still", "cause": "Overload", "measure": "Reset", "lesson": "Two lifts for goods", **values}
        )
        case.action_publish()
        return case

    def problems(self, order):
        order.invalidate_recordset()
        return [problem for problem in order._get_issue_problems() if "Lessons" in problem]

    def test_the_lesson_of_a_kind_is_ticked_before_the_order_is_issued(self):
        """J9: it comes with the order, stops the issue, and is ticked with a word on how, by name and time."""
        self.case(event_kind_ids=[(6, 0, self.kind.ids)])
        order = self.order()
        self.assertIn("Lift stood still", self.problems(order)[0])
        with self.assertRaises(UserError) as caught:
            order.action_issue()
        self.assertIn("Lift stood still", str(caught.exception))
        lesson = order.lesson_ids
        with self.assertRaises(UserError):
            lesson.action_avoided()
        lesson.how = "Second lift from noon"
        lesson.action_avoided()
        self.assertFalse(self.problems(order))
        self.assertEqual((lesson.avoided_by_id, lesson.avoided), (self.users["sales"], True))

    def test_a_room_brings_its_lessons_for_the_hall_and_its_parts(self):
        """J9: booked, the case about the hall counts for its part, and the other way round; another room's does not."""
        hall, other = self.env["hotel.room"].create([{"name": name, "company_id": self.company.id} for name in ("Hall", "Other")])
        part = self.env["hotel.room"].create({"name": "East", "company_id": self.company.id, "parent_id": hall.id})
        self.case(name="About the hall", event_room_ids=[(6, 0, hall.ids)])
        self.case(name="About the part", event_room_ids=[(6, 0, part.ids)])
        self.case(name="About another", event_room_ids=[(6, 0, other.ids)])
        for room, known in ((part, ("hall", "part")), (hall, ("hall", "part"))):
            with self.subTest(room=room.name):
                order = self.order()
                self.assertFalse(self.problems(order))
                booking = self.env["hotel.room.booking"].with_user(self.users["sales"]).create(
                    {
                        "name": "x", "room_id": room.id, "company_id": self.company.id, "event_id": order.event_id.id,
                        "start": order.date_begin, "stop": order.date_end,
                    }
                )  # fmt: skip
                text = self.problems(order)[0]
                self.assertTrue(all(word in text for word in known))
                self.assertNotIn("another", text)
                order.action_look_for_lessons()
                self.assertEqual(set(order.lesson_ids.case_id.mapped("name")), {"About the hall", "About the part"})
                booking.with_user(self.users["sales"]).action_cancel("No")
                self.assertFalse(self.problems(order))

    def test_drafts_and_other_hotels_cases_stop_nobody(self):
        """J9: published cases of this hotel or of all count."""
        self.case(company_id=self.sister.id, event_kind_ids=[(6, 0, self.kind.ids)])
        self.case(event_kind_ids=[(6, 0, self.kind.ids)]).action_draft()
        self.assertFalse(self.problems(self.order()))

    def test_a_lesson_published_later_stops_the_next_issue(self):
        """J9: the library is asked each time, whatever stands on the order."""
        order = self.order()
        self.assertFalse(self.problems(order))
        self.case(event_kind_ids=[(6, 0, self.kind.ids)])
        self.assertTrue(self.problems(order))

    def test_nobody_ticks_by_writing(self):
        """J9, M2: who and when are the server's; what was ticked stays."""
        self.case(event_kind_ids=[(6, 0, self.kind.ids)])
        lesson = self.order().lesson_ids
        for user in ("sales", "manager"):
            with self.assertRaises(AccessError):
                lesson.with_user(self.users[user]).avoided_at = "2026-03-01"
        with self.assertRaises(AccessError):
            lesson.with_user(self.users["nobody"]).action_avoided()
        lesson.how = "So"
        lesson.action_avoided()
        with self.assertRaises(UserError):
            lesson.how = "Otherwise"

    def test_each_role_may_do_what_the_table_says(self):
        """J9: each role x operation."""
        for role, allowed in RIGHTS.items():
            for letter, operation in {"r": "read", "w": "write", "c": "create", "d": "unlink"}.items():
                with self.subTest(role=role, operation=operation):
                    self.assertIs(self.env["hotel.event.lesson"].with_user(self.users[role]).has_access(operation), letter in allowed)
