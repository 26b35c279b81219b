from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .gifts_case import BEGIN, END, NOW, GiftsCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventQueries(GiftsCase):
    """Lists and spreadsheets ask the database as often for many events as for few."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orders = cls.env["hotel.event.order"].create(
            [
                {
                    "title": f"Dinner {number}",
                    "partner_id": cls.firm.id,
                    "company_id": cls.company.id,
                    "coordinator_id": cls.sales.id,
                    "date_begin": BEGIN,
                    "date_end": END,
                }
                for number in range(6)
            ]
        )
        cls.events = cls.orders.event_id

    def count(self, work, records):
        """Return how many queries `work` takes for half of the records and for all of them, caches dropped before each."""
        counts = []
        # Browsed anew, as views and reports do: what belongs together is read together.
        for some in (records.browse(records.ids[: len(records) // 2]), records.browse(records.ids)):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            work(some)
            counts.append(self.cr.sql_log_count - before)
        return counts

    def assertSame(self, work, records):
        work(records)  # what the registry keeps is read once
        half, whole = self.count(work, records)
        self.assertEqual(half, whole)

    def test_budgets_of_many_events_are_read_together(self):
        """H13: the spreadsheet of budget against actual, with the revisions."""
        meals = self.env.ref("hotel_events.budget_category_meals")
        for event in self.events:
            event.hotel_budget_line_ids = [Command.create({"category_id": meals.id, "planned": 100})]
        self.events.hotel_budget_line_ids.planned = 200
        rows = self.events._hotel_get_budget_rows()
        self.assertEqual([(row["event"], row["first"], row["planned"]) for row in rows], [(event.name, 100, 200) for event in self.events])
        self.assertSame(lambda events: events._hotel_get_budget_rows(), self.events)

    def test_gifts_of_many_events_are_counted_together(self):
        """H10, H11: what the gift desks of the events in a list have scanned."""
        desks = self.env["hotel.event.checkpoint"].create(
            [{"event_id": event.id, "name": "Gift desk of the house", "kind": "gift"} for event in self.events]
        )
        guests = self.env["event.registration"].create([{"event_id": event.id, "name": "Guest"} for event in self.events])
        self.env["hotel.event.scan"].create(
            [
                {
                    "checkpoint_id": desk.id,
                    "event_id": desk.event_id.id,
                    "registration_id": guest.id,
                    "user_id": self.sales.id,
                    "uuid": f"key-{guest.id}",
                    "way": "qr",
                    "persons": 1,
                    "scanned_at": NOW,
                    "received_at": NOW,
                }
                for desk, guest in zip(desks[:4], guests, strict=False)
            ]
        )
        gifts = self.env["hotel.event.material"].create(
            [{"event_id": event.id, "name": "Tea", "kind": "gift", "at_check_point": True} for event in self.events]
        )
        self.assertEqual(gifts.mapped("scanned"), [1, 1, 1, 1, 0, 0])
        self.assertSame(lambda some: some.mapped("scanned"), gifts)

    def test_late_materials_are_one_query(self):
        """H11: and those that are in time the others."""
        materials = self.env["hotel.event.material"].create(
            [
                {"event_id": event.id, "name": "Tea", "responsible_id": self.sales.id, "due_date": f"2026-03-{3 + number:02}"}
                for number, event in enumerate(self.events)
            ]
        )
        with freeze_time("2026-03-06 01:00:00"):
            materials.invalidate_recordset()
            self.assertEqual(materials.mapped("late"), [True, True, True, False, False, False])
            own = [("id", "in", materials.ids)]
            self.assertEqual(materials.search([*own, ("late", "=", True)]), materials[:3])
            self.assertEqual(materials.search([*own, ("late", "=", False)]), materials[3:])
            self.assertEqual(materials.search_count([*own, ("late", "in", [True, False])]), 6)
            self.assertEqual(self.count(lambda _some: materials.search([("late", "=", True)]), materials)[0], 1)

    def test_budgets_and_feedback_are_read_as_they_are_found(self):
        """H13, H14: what was found is not looked up again by its id, which would count what all events ever had."""
        meals, drinks = (self.env.ref(f"hotel_events.budget_category_{name}") for name in ("meals", "gifts"))
        for event in self.events:
            event.hotel_budget_line_ids = [Command.create({"category_id": each.id, "planned": 100}) for each in meals | drinks]
        guests = self.env.ref("hotel_events.survey_event_guest")
        question = guests.question_ids.filtered(lambda each: each.question_type == "scale")[:1]
        sheets = self.env["survey.user_input"].create(
            [
                {
                    "survey_id": guests.id,
                    "state": "done",
                    "hotel_event_id": event.id,
                    "hotel_audience": "guest",
                    "user_input_line_ids": [
                        Command.create({"question_id": question.id, "answer_type": "scale", "value_scale": 4, "skipped": False})
                    ],
                }
                for event in self.events
            ]
        )
        self.assertEqual(len(sheets), 6)
        self.env.flush_all()
        for model, names, count in (
            ("hotel.event.budget.report", ("planned", "category_id", "company_id"), 12),
            ("hotel.event.feedback", ("average", "answers", "company_id"), 6),
        ):
            with self.subTest(model=model):
                self.env.invalidate_all()
                rows = self.env[model].with_user(self.sales).search([("event_id", "in", self.events.ids)])
                self.assertEqual((len(rows), len(set(rows.ids))), (count, count))
                with self.assertQueryCount(0):
                    for name in names:
                        rows.mapped(lambda row, name=name: row[name])
                rows.check_access("read")

    def test_ones_own_events_come_first_on_the_page_of_the_day(self):
        """H6, H8: by a duty, an item or as the coordinator; the others are there too."""
        user = self.users["nobody"]
        employee = self.env["hr.employee"].create({"name": "Wang", "company_id": self.company.id, "user_id": user.id})
        times = {"start": BEGIN, "stop": END}
        role = self.env["hotel.event.role"].search([], limit=1)
        self.env["hotel.event.item"].create({"event_id": self.events[3].id, "name": "Toast", "employee_id": employee.id, **times})
        self.env["hotel.event.duty"].create({"event_id": self.events[1].id, "role_id": role.id, "employee_id": employee.id, **times})
        self.events[5].user_id = user
        with freeze_time(BEGIN):
            found = self.env["event.event"].with_user(user).hotel_day_events()
        rows = [(row["id"], row["mine"]) for row in found if row["id"] in self.events.ids]
        own = [self.events[number].id for number in (1, 3, 5)]
        self.assertEqual(rows, [(key, True) for key in own] + [(key, False) for key in self.events.ids if key not in own])

    def test_options_that_expire_together_are_given_back_together(self):
        """H9: the rooms of all of them with as many queries as those of a few."""
        room = self.env["hotel.room"].create({"name": "Lotus Hall", "company_id": self.company.id})
        options = self.env["hotel.room.booking"].create(
            [
                {
                    "name": f"Option {number}",
                    "room_id": room.id,
                    "company_id": self.company.id,
                    "user_id": self.sales.id,
                    "start": BEGIN,
                    "stop": END,
                    "option_until": "2026-03-05 10:00:00",
                }
                for number in range(9)
            ]
        )
        clocks = self.env["hotel.clock"].search([("res_model", "=", options._name), ("res_id", "in", options.ids)])
        self.assertEqual(len(clocks), 9)
        few, many = clocks.filtered(lambda clock: clock.res_id in options[:3].ids), clocks.filtered(lambda clock: clock.res_id in options[3:].ids)
        counts = []
        for some in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            options.browse(some.mapped("res_id"))._clocks_late(some)
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(set(options.mapped("state")), {"expired"})
        self.assertFalse(self.env["hotel.room.occupancy"].search([("booking_id", "in", options.ids)]))
        self.assertLessEqual(counts[1], counts[0])
