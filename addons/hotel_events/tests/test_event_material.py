from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .gifts_case import BEGIN, END, NOW, GiftsCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventMaterial(GiftsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Material = cls.env["hotel.event.material"].with_user(cls.sales).sudo(False)
        cls.Move = cls.env["hotel.event.material.move"].with_user(cls.sales).sudo(False)
        cls.tea = cls.Material.create(
            {"event_id": cls.event.id, "name": "Tea set", "kind": "gift", "planned": 40, "unit_cost": 60, "due_date": "2026-03-18"}
        )

    def move(self, kind, quantity, material=None, **values):
        return self.Move.create({"material_id": (material or self.tea).id, "kind": kind, "quantity": quantity, **values})

    def test_what_came_was_given_and_went_back_is_counted_with_its_cost(self):
        """H11: planned, received, given, returned, on hand and cost."""
        self.assertEqual((self.tea.state, self.tea.planned_cost), ("expected", 2400))
        self.move("received", 30)
        self.assertEqual((self.tea.state, self.tea.to_come), ("partial", 10))
        self.move("received", 12)
        self.move("given", 35, person="Ushers")
        self.assertEqual((self.tea.state, self.tea.on_hand, self.tea.cost), ("here", 7, 2520))
        move = self.move("returned", 7)
        self.assertEqual((self.tea.state, self.tea.on_hand, self.tea.cost), ("over", 0, 2100))
        self.assertEqual((move.user_id, move.moved_at), (self.sales, NOW))

    def test_more_than_came_is_never_given(self):
        """H11: the error names numbers and the remedy; nothing is stored."""
        self.move("received", 5)
        with self.refused("Tea set: 6 pcs would be given, but 5 came"):
            self.move("given", 6)
        self.move("given", 3)
        with self.refused("3 pcs would be sent back and 3 given, but 5 came"):
            self.move("returned", 3)
        for quantity in (0, -2):
            with self.subTest(quantity=quantity), self.assertRaises(errors.CheckViolation), mute_logger("odoo.sql_db"):
                self.move("received", quantity)

    def test_the_database_holds_what_was_given_below_what_came(self):
        """H11: also against code that forgets to ask."""
        self.move("received", 5)
        self.env.flush_all()
        with self.refused("stays with its event"):
            self.tea.event_id = self.event.copy()
        self.tea.event_id = self.event
        self.tea.kind = "rental"  # what is borrowed may be given and go back, but no more than came
        self.env.flush_all()
        for column, value in (("given", 6), ("returned", 6), ("received", -1), ("planned", -1), ("unit_cost", -1), ("at_check_point", True)):
            with self.subTest(column=column), self.assertRaises(errors.CheckViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.cr.execute(
                    SQL("UPDATE hotel_event_material SET %s = %s WHERE id = %s", SQL.identifier(column), value, self.tea.id)
                )

    def test_a_rental_is_given_and_all_of_it_goes_back(self):
        """H11: radios for the crew; paid for all that came."""
        radios = self.Material.create({"event_id": self.event.id, "name": "Radios", "kind": "rental", "planned": 10, "unit_cost": 20})
        for kind in ("received", "given", "returned"):
            self.move(kind, 10, radios)
        self.assertEqual((radios.state, radios.on_hand, radios.cost), ("over", 0, 200))

    def test_a_wrong_entry_is_taken_back_once_and_both_stay(self):
        """H11, M2: nobody writes or deletes what came and went."""
        wrong = self.move("received", 400)
        wrong.action_take_back()
        self.assertEqual(self.tea.received, 0)
        self.assertEqual(sorted(self.tea.move_ids.mapped("quantity")), [-400, 400])
        with self.refused("taken back already"):
            wrong.action_take_back()
        for change in (lambda: wrong.sudo().write({"quantity": 40}), lambda: wrong.sudo().unlink(), lambda: self.tea.unlink()):
            with self.assertRaises(UserError):
                change()
        for operation in ("write", "unlink"):
            self.assertFalse(wrong.has_access(operation))

    def test_the_server_alone_writes_the_sums_and_who_entered_them(self):
        """H11: over RPC, for those who prepare events."""
        for values in ({"received": 9}, {"given": 9}, {"returned": 9}, {"cost": 0}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.tea.write(values)
        for values in ({"user_id": self.users["gm"].id}, {"moved_at": "2026-01-01"}, {"corrects_id": self.move("received", 1).id}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.move("received", 1, **values)

    def test_gifts_scanned_at_the_gift_desk_count_as_given(self):
        """H11: what the gift desk scanned is not given again by hand; one gift of an event is scanned."""
        self.tea.at_check_point = True
        self.move("received", 10)
        self.patch(type(self.env["event.event"]), "_hotel_count_gift_scans", lambda events: dict.fromkeys(events, 8))
        self.tea.invalidate_recordset()
        self.assertEqual(self.tea.scanned, 8)
        self.move("given", 2)
        with self.assertRaises(UserError):
            self.move("given", 1)
        with self.assertRaises(errors.UniqueViolation), mute_logger("odoo.sql_db"):
            self.Material.create({"event_id": self.event.id, "name": "Card", "kind": "gift", "at_check_point": True})

    def test_what_has_to_be_there_has_a_clock(self):
        """H11: with its responsible; late the day after, done when all is there."""
        clocks = self.env["hotel.clock"].search([("res_model", "=", "hotel.event.material"), ("res_id", "=", self.tea.id)])
        self.assertEqual((clocks.owner_id, clocks.due.isoformat()), (self.sales, "2026-03-18T15:59:59"))
        with freeze_time("2026-03-19"):
            self.tea.invalidate_recordset()
            self.assertTrue(self.tea.late)
            self.assertIn(self.tea, self.Material.search([("late", "=", True)]))
            self.tea.responsible_id = self.users["department_head"]
            running = clocks.search([("res_id", "=", self.tea.id), ("res_model", "=", "hotel.event.material"), ("stopped", "=", False)])
            self.assertEqual(running.owner_id, self.users["department_head"])
            self.move("received", 40)
            self.assertTrue(running.stopped)
            self.tea.invalidate_recordset()
            self.assertFalse(self.tea.late)

    def test_who_changes_post_hands_over_what_is_still_to_come(self):
        """H11, E8: the materials of coming events, not what is here already."""
        employee = self.env["hr.employee"].create({"name": "Sales", "user_id": self.sales.id, "company_id": self.company.id})
        items = [item for item in employee._hotel_responsibilities() if item["kind"] == "event_material"]
        self.assertEqual([item["record"] for item in items], [self.tea])
        self.move("received", 40)
        self.assertNotIn("event_material", [item["kind"] for item in employee._hotel_responsibilities()])

    def test_an_event_that_moves_takes_what_is_undone_along(self):
        """H11: due days move by days of the hotel's calendar; what came already stays; the past is named."""
        here = self.Material.create({"event_id": self.event.id, "name": "Banner", "planned": 1, "due_date": "2026-03-10"})
        self.move("received", 1, here)
        soon = self.Material.create({"event_id": self.event.id, "name": "Flowers", "planned": 1, "due_date": "2026-03-05"})
        self.event.with_user(self.sales).write({"date_begin": BEGIN - timedelta(days=5), "date_end": END - timedelta(days=5)})
        self.assertEqual((self.tea.due_date, here.due_date, soon.due_date), (date(2026, 3, 13), date(2026, 3, 10), date(2026, 2, 28)))
        self.assertIn("Flowers", self.event.hotel_move_warnings)
        self.assertNotIn("Tea set", self.event.hotel_move_warnings)

    def test_a_kinds_template_fills_an_event_once(self):
        """H11: so many a guest, due before the event; loading again adds nothing twice."""
        kind = self.env["hotel.event.kind"].create(
            {
                "name": "Dinner",
                "material_ids": [
                    (0, 0, {"name": "Gift bag", "kind": "gift", "quantity": 1, "per_guest": True, "days_before": 2, "at_check_point": True}),
                    (0, 0, {"name": "Radio", "kind": "rental", "quantity": 12, "unit_cost": 20}),
                ],
            }
        )
        event = self.event.with_user(self.sales)
        for _again in range(2):
            event._hotel_apply_kind(kind)
        bag, radio = event.hotel_material_ids.filtered("template_id").sorted("name")
        self.assertEqual((bag.planned, bag.due_date, bag.responsible_id), (41, date(2026, 3, 18), self.sales))
        self.assertEqual((radio.planned, radio.planned_cost, radio.due_date), (12, 240, date(2026, 3, 19)))

    def test_the_hand_out_sheet_is_printed_in_both_languages(self):
        """M3, H11: materials with room to sign."""
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang, title in (("en", "Hand-out sheet"), ("zh", "物料礼品发放表")):
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"hotel_events.report_material_{lang}", self.event.ids)
            for text in (title, "Tea set", "Appreciation dinner"):
                with self.subTest(lang=lang, text=text):
                    self.assertIn(text, html.decode())
