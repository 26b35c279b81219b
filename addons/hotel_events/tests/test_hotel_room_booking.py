from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.base.tests.common import BaseCommon

NOW = datetime(2026, 3, 2, 1)


def at(hour, minute=0, day=10):
    return datetime(2026, 3, day, hour, minute)


class RoomCase(BaseCommon):
    """A hotel with a hall of two parts and another room, and the people who book them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Meeting Hotel"})
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.sales = cls._user("room_sales", "hotel_base.group_sales")
        cls.other = cls._user("room_other", "hotel_base.group_sales")
        cls.cashier = cls._user("room_cashier", "hotel_base.group_cashier")
        rooms = cls.env["hotel.room"].create(
            [
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "setup_minutes": 30,
                    "teardown_minutes": 30,
                    "layout_ids": [(0, 0, {"layout": "theatre", "capacity": 200}), (0, 0, {"layout": "banquet", "capacity": 120})],
                }
                for name in ("Lotus Hall", "Plum Room")
            ]
        )
        cls.hall, cls.plum = rooms
        cls.east, cls.west = cls.env["hotel.room"].create(
            [
                {"name": name, "company_id": cls.company.id, "parent_id": cls.hall.id, "setup_minutes": 30, "teardown_minutes": 30}
                for name in ("Lotus East", "Lotus West")
            ]
        )
        cls.Booking = cls.env["hotel.room.booking"].with_user(cls.sales).with_company(cls.company)

    @classmethod
    def _user(cls, login, group):
        return new_test_user(cls.env, login, group, company_id=cls.company.id, company_ids=[(6, 0, cls.company.ids)])

    def book(self, room, start, stop, state="confirmed", **values):
        return self.Booking.create(
            {
                "name": f"{room.name} {start:%H:%M}",
                "room_id": room.id,
                "company_id": self.company.id,
                "start": start,
                "stop": stop,
                "state": state,
                **values,
            }
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRoomBooking(RoomCase):
    def test_two_confirmed_bookings_never_overlap(self):
        """H9: set-up and tear-down count; the error names the booking that has the room."""
        first = self.book(self.plum, at(9), at(12))
        self.book(self.plum, at(13), at(15))
        with self.assertRaises(ValidationError) as raised:
            self.book(self.plum, at(7), at(8, 1))
        self.assertIn(first.display_name, str(raised.exception))
        self.book(self.plum, at(7), at(8))

    def test_the_database_itself_keeps_bookings_apart(self):
        """H9: what goes past the model is stopped by the exclusion constraint."""
        first, second = self.book(self.plum, at(9), at(12)), self.book(self.plum, at(14), at(15))
        with self.assertRaises(errors.ExclusionViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(
                SQL(
                    "UPDATE hotel_room_occupancy SET occupied_from = %s, occupied_to = %s WHERE booking_id = %s",
                    at(10),
                    at(11),
                    second.id,
                )
            )
        self.assertTrue(first)

    def test_a_hall_and_its_parts_exclude_one_another(self):
        """H9: the whole takes all its parts; the parts leave each other alone."""
        self.book(self.east, at(9), at(12))
        self.book(self.west, at(9), at(12))
        with self.assertRaises(ValidationError):
            self.book(self.hall, at(9), at(12))
        self.book(self.hall, at(14), at(16))
        with self.assertRaises(ValidationError):
            self.book(self.west, at(16), at(17))

    def test_options_do_not_block_and_are_told_when_they_are_overtaken(self):
        """H9: two options at one time may be; the confirmed one makes the other wait."""
        option, other = (self.book(self.plum, at(9), at(12), state="option") for _each in range(2))
        self.assertFalse(option.waits_for)
        other.action_confirm()
        option.invalidate_recordset()
        self.assertEqual(option.waits_for, other.display_name)
        with self.assertRaises(ValidationError):
            option.action_confirm()
        other.action_cancel("Budget was cut")
        option.invalidate_recordset()
        self.assertFalse(option.waits_for)
        option.action_confirm()
        self.assertEqual((option.state, option.confirmed_by_id), ("confirmed", self.sales))

    def test_an_option_expires_by_itself(self):
        """H9: when its time is over; a confirmed one stays."""
        option = self.book(self.plum, at(9), at(12), state="option", option_until=at(8, day=5))
        firm = self.book(self.east, at(9), at(12), state="option", option_until=at(8, day=5))
        firm.action_confirm()
        with freeze_time(at(8, 1, day=5)):
            self.env["hotel.clock"]._tell_chunk(10)
        self.assertEqual((option.state, firm.state), ("expired", "confirmed"))
        with self.assertRaises(UserError):
            option.action_confirm()

    def test_an_option_that_is_extended_lives_on(self):
        """H9: its end is the one that holds now; an end that is given later counts too, one that is over is refused."""
        option = self.book(self.plum, at(9), at(12), state="option", option_until=at(8, day=5))
        open_ended = self.book(self.east, at(9), at(12), state="option")
        option.option_until = at(8, day=6)
        open_ended.option_until = at(8, day=5)
        with self.assertRaisesRegex(ValidationError, "is over already"):
            option.option_until = NOW - timedelta(hours=1)
        with freeze_time(at(8, 1, day=5)):
            self.env["hotel.clock"]._tell_chunk(10)
        self.assertEqual((option.state, open_ended.state), ("option", "expired"))
        with freeze_time(at(8, 1, day=6)):
            self.env["hotel.clock"]._tell_chunk(10)
        self.assertEqual(option.state, "expired")

    def test_a_moved_booking_takes_its_new_time_alone(self):
        """H9: the old time is free at once, the new one must be."""
        moved = self.book(self.plum, at(9), at(12))
        self.book(self.plum, at(15), at(17))
        moved.write({"start": at(19), "stop": at(20)})
        self.book(self.plum, at(9), at(12))
        with self.assertRaises(ValidationError):
            moved.write({"start": at(16), "stop": at(20)})

    def test_no_more_guests_than_the_layout_holds(self):
        """H9: the error names room, layout and capacity; a layout that is not listed is refused."""
        self.book(self.plum, at(9), at(10), layout="banquet", guests=120)
        with self.assertRaises(ValidationError) as raised:
            self.book(self.plum, at(12), at(13), layout="banquet", guests=121)
        self.assertIn("120", str(raised.exception))
        with self.assertRaises(ValidationError):
            self.book(self.plum, at(12), at(13), layout="cocktail", guests=10)
        with self.assertRaises(ValidationError):
            self.book(self.plum, at(12), at(13), guests=-1)

    def test_a_place_in_the_open_has_a_room_to_move_to(self):
        """H9: it is booked along with it, moves with it and is given back with it."""
        garden = self.env["hotel.room"].create({"name": "Garden", "company_id": self.company.id, "outdoor": True})
        with self.assertRaises(ValidationError):
            self.book(garden, at(9), at(12))
        outside = self.book(garden, at(9), at(12), backup_room_id=self.plum.id)
        backup = outside.sudo().backup_ids
        self.assertEqual((backup.room_id, backup.state, backup.start), (self.plum, "confirmed", at(9)))
        with self.assertRaises(ValidationError):
            self.book(self.plum, at(9), at(10))
        outside.write({"start": at(14), "stop": at(16)})
        self.assertEqual((backup.start, backup.stop), (at(14), at(16)))
        outside.action_cancel("Rain all week")
        self.assertEqual(backup.state, "cancelled")

    def test_another_back_up_room_takes_the_place_of_the_first(self):
        """H9: changed, given up, named later; it holds as many guests as are booked outside."""
        garden = self.env["hotel.room"].create({"name": "Garden", "company_id": self.company.id, "outdoor": True})
        outside = self.book(garden, at(9), at(12), backup_room_id=self.plum.id, guests=100)
        outside.backup_room_id = self.hall
        self.book(self.plum, at(9), at(10))
        with self.assertRaises(ValidationError):
            self.book(self.west, at(9), at(10))
        with self.assertRaises(ValidationError):
            outside.backup_room_id = self.plum
        inside = self.book(self.plum, at(13), at(14))
        inside.backup_room_id = self.east
        self.assertEqual(inside.sudo().backup_ids.state, "confirmed")
        inside.backup_room_id = False
        self.assertEqual(inside.sudo().backup_ids.state, "cancelled")
        outside.guests = 150
        self.assertEqual(outside.sudo().backup_ids.guests, 150)
        with self.assertRaises(ValidationError):
            outside.guests = 100000

    def test_times_that_cannot_be_are_refused(self):
        """H9: an end before the start and a start in the past."""
        for start, stop in ((at(12), at(9)), (NOW - timedelta(hours=1), NOW + timedelta(hours=1))):
            with self.subTest(start=start), self.assertRaises(ValidationError):
                self.book(self.plum, start, stop)
        booking = self.book(self.plum, at(9), at(10))
        with self.assertRaises(ValidationError):
            booking.write({"start": NOW - timedelta(days=1), "stop": at(10)})

    def test_a_hall_is_not_divided_otherwise_under_a_booking(self):
        """H9: parts that come or go would let two bookings overlap unseen."""
        self.book(self.hall, at(9), at(12))
        rooms = self.env["hotel.room"]
        with self.assertRaises(UserError):
            rooms.create({"name": "Lotus North", "company_id": self.company.id, "parent_id": self.hall.id})
        with self.assertRaises(UserError):
            self.east.parent_id = False
        with self.assertRaises(UserError):
            self.west.active = False

    def test_free_rooms_are_found_with_their_own_set_up(self):
        """H9: what is offered for a time is free for set-up and tear-down too."""
        self.book(self.plum, at(9), at(12))
        find = self.Booking._get_free_rooms
        self.assertNotIn(self.plum, find(at(12, 30), at(13)))
        self.assertIn(self.plum, find(at(13), at(14)))
        self.assertIn(self.hall, find(at(9), at(12), guests=150, layout="theatre"))
        self.assertNotIn(self.hall, find(at(9), at(12), guests=150, layout="banquet"))

    def test_what_was_decided_is_kept(self):
        """H9, M2: a cancellation needs a reason, and nobody deletes, revives or backdates a booking over RPC."""
        booking = self.book(self.plum, at(9), at(12))
        with self.assertRaises(UserError):
            booking.action_cancel(" ")
        with self.assertRaises(UserError):
            booking.unlink()
        booking.action_cancel("Other hotel")
        for vals in ({"state": "confirmed"}, {"start": at(13), "stop": at(15)}, {"note": "changed"}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                booking.write(vals)
        for vals in ({"cancel_reason": "x"}, {"confirmed_by_id": self.other.id}, {"backup_of_id": booking.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.book(self.east, at(9), at(10), **vals)

    def test_who_may_book(self):
        """H9: salespeople and department heads; a cashier reads the diary, another hotel sees nothing of it."""
        booking = self.book(self.plum, at(9), at(12))
        self.assertEqual(booking.with_user(self.cashier).name, booking.name)
        with self.assertRaises(AccessError):
            booking.with_user(self.cashier).action_confirm()
        with self.assertRaises(AccessError):
            self.env["hotel.room.occupancy"].with_user(self.sales).create({})
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env, "room_stranger", "hotel_base.group_sales", company_id=elsewhere.id, company_ids=[(6, 0, elsewhere.ids)]
        )
        self.assertFalse(self.env["hotel.room.booking"].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            booking.with_user(stranger).read(["name"])
