from datetime import UTC, datetime, timedelta

from freezegun import freeze_time
from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .guest_case import END, NOW, GuestCase


def milliseconds(moment):
    return int(moment.replace(tzinfo=UTC).timestamp() * 1000)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGuestScan(GuestCase):
    def test_a_guest_passes_a_check_point_once(self):
        """H10: the second scan is answered as such, with time, place and person of the first; another check point is its own."""
        self.li.hotel_table_id = self.table
        first = self.scan(self.li)
        self.assertEqual((first["verdict"], first["colour"], first["name"], first["table"]), ("in", "green", "Li Na", "T1"))
        with freeze_time(NOW + timedelta(minutes=7)):
            again = self.scan(self.li, place="Side door")
        self.assertEqual((again["verdict"], again["colour"]), ("already", "yellow"))
        self.assertEqual((again["first_at"], again["first_place"], again["first_by"]), (milliseconds(NOW), "Main door", "Door"))
        self.assertEqual(self.scan(self.li, self.gift)["verdict"], "in")
        self.assertEqual(len(self.li.hotel_scan_ids), 2)

    def test_a_scan_that_is_sent_again_is_the_same_scan(self):
        """H10: by the key that the phone made; the answer is that of the first time and nothing is stored twice."""
        for _time in range(3):
            self.assertEqual(self.scan(self.li, uuid="a" * 32)["verdict"], "in")
        self.assertEqual(self.env["hotel.event.scan"].search_count([("event_id", "=", self.event.id)]), 1)
        stolen = self.scan(self.wang, uuid="a" * 32)
        self.assertEqual(stolen["verdict"], "already", "a key that was used for another guest lets nobody in")

    def test_the_database_itself_keeps_a_guest_from_passing_twice(self):
        """H10: what goes past the model is stopped by the unique index."""
        self.scan(self.li)
        statement = """INSERT INTO hotel_event_scan
                           (checkpoint_id, event_id, registration_id, uuid, scanned_at, received_at, user_id, way, persons)
                       SELECT checkpoint_id, event_id, registration_id, %s, scanned_at, received_at, user_id, way, persons
                         FROM hotel_event_scan WHERE registration_id = %s"""
        with self.assertRaises(errors.UniqueViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(SQL(statement, "b" * 32, self.li.id))

    def test_who_passes_the_door_has_attended(self):
        """H10: at the door's time; the gift desk says nothing about that."""
        self.scan(self.li, self.gift)
        self.assertEqual(self.li.state, "draft")
        self.scan(self.li, at=milliseconds(NOW - timedelta(minutes=30)))
        self.assertEqual((self.li.state, self.li.date_closed), ("done", NOW - timedelta(minutes=30)))

    def test_what_is_no_guest_of_this_event_is_red(self):
        """H10: unknown codes, guests of another event, withdrawn invitations; who declined and comes is welcome."""
        other = self.event.copy({"name": "Other"})
        stranger = self.env["event.registration"].create({"event_id": other.id, "name": "Stranger"})
        self.wang.state = "cancel"
        self.zhou.hotel_reply = "declined"
        self.assertEqual(self.scan(self.li, code="4711")["verdict"], "unknown")
        elsewhere = self.scan(stranger)
        self.assertEqual(elsewhere["verdict"], "elsewhere")
        self.assertNotIn("name", elsewhere, "nothing of another event's guest is told")
        self.assertEqual(self.scan(self.wang)["verdict"], "cancelled")
        zhou = self.scan(self.zhou)
        self.assertEqual((zhou["verdict"], zhou["declined"], self.zhou.state), ("in", True, "done"))
        self.assertFalse((stranger + self.wang).hotel_scan_ids)

    def test_a_queue_of_scans_is_answered_one_by_one(self):
        """H10: those of a phone that had no network, in its order, with its times; nonsense does not hold up the rest."""
        self.scan(self.wang)
        earlier = NOW - timedelta(minutes=50)
        scans = [
            {"uuid": f"{number:032x}", "code": guest.barcode, "at": milliseconds(earlier), "way": "typed", "place": "x" * 99}
            for number, guest in enumerate((self.zhou, self.wang, self.li, self.li), 1000)
        ]
        bad = [None, {}, {"uuid": "x", "code": "1"}, {"uuid": "e" * 32, "code": 7}, {"uuid": "e" * 32, "code": "y" * 99},
               {"uuid": "e" * 32, "walk_in": {"name": " "}}, {"uuid": "e" * 32, "code": "nul\0"}]  # fmt: skip
        answers = self.as_door().scan([*scans, *bad])
        self.assertEqual([answer["verdict"] for answer in answers], ["in", "already", "in", "already"] + ["bad"] * len(bad))
        scan = self.zhou.hotel_scan_ids
        self.assertEqual((scan.scanned_at, scan.received_at, scan.way, scan.user_id), (earlier, NOW, "typed", self.door_user))
        self.assertEqual(len(scan.place), 40)
        self.assertEqual([answer["verdict"] for answer in self.as_door().scan(scans)], ["in", "already", "in", "already"])
        self.assertEqual({answer["verdict"] for answer in self.as_door().scan([None] * 200)}, {"bad"})
        for code, verdict in (("y" * 64, "unknown"), ("y" * 65, "bad")):
            self.assertEqual(self.as_door().scan([{"uuid": "f" * 32, "code": code}])[0]["verdict"], verdict)
        self.assertEqual(self.as_door().scan([{"uuid": 7}])[0]["uuid"], "")
        with self.assertRaises(UserError):
            self.as_door().scan([None] * 201)
        with self.assertRaises(UserError):
            self.as_door().scan(scans * 60)
        with self.assertRaises(UserError):
            self.as_door().scan("x")

    def test_a_walk_in_is_added_once(self):
        """H10: with name and firm; a second sending adds nobody."""
        walk_in = {"uuid": "c" * 32, "at": 0, "walk_in": {"name": " Sun  Li ", "firm": "Ruikang", "phone": "13900001111"}}
        for _time in range(2):
            answer = self.as_door().scan([walk_in])[0]
            self.assertEqual((answer["verdict"], answer["name"]), ("in", "Sun Li"))
        guest = self.event.registration_ids.filtered("hotel_walk_in")
        self.assertEqual((len(guest), guest.state, guest.hotel_scan_ids.way), (1, "done", "walk_in"))
        self.assertEqual((guest.hotel_phone_key, guest.hotel_reply), ("+8613900001111", "coming"))

    def test_counts_are_of_the_moment(self):
        """H10: guests and persons passed, expected, and who passed at other phones since."""
        self.li.hotel_companions = 2
        self.wang.state = "cancel"
        before = self.as_door().get_door_news()
        self.assertEqual((before["passed"], before["persons"], before["expected"], before["news"]), (0, 0, 2, []))
        self.scan(self.li)
        news = self.as_door().get_door_news(before["last"])
        self.assertEqual((news["passed"], news["persons"]), (1, 3))
        self.assertEqual(news["news"], [[self.li.barcode, milliseconds(NOW)]])
        again = self.as_door().get_door_news(news["last"])
        self.assertEqual((again["news"], again["last"]), (news["news"], news["last"]), "a scan made at the same moment may be seen later")
        with freeze_time(NOW + timedelta(seconds=11)):
            self.assertEqual(self.as_door().get_door_news(news["last"])["news"], [])
        self.assertEqual(self.as_door().get_door_news("x")["news"], news["news"])
        self.assertEqual((self.door.passed_count, self.event.hotel_arrived_count, self.gift.passed_count), (1, 3, 0))

    def test_the_phones_list_has_nothing_that_the_door_need_not_know(self):
        """H10: code, name, firm, table; no phone number, e-mail address or key of the reply page."""
        self.scan(self.wang)
        result = self.as_door().get_door_list()
        self.assertEqual(result["last"], self.wang.hotel_scan_ids.id)
        rows = {row[1]: row for row in result["guests"]}
        self.assertEqual(rows["Wang Wei"][5:], [1, milliseconds(NOW), False])
        self.assertEqual(rows["Li Na"], [self.li.barcode, "Li Na", "Yunfan", "", "", 1, 0, False])
        self.assertNotIn("example.com", str(result))
        self.assertNotIn(self.li.hotel_token, str(result))
        with freeze_time(END + timedelta(days=1)):
            self.assertTrue(self.as_door().get_door_list()["guests"])
        with freeze_time(END + timedelta(days=1, seconds=1)):
            self.assertEqual(self.as_door().get_door_list(), {"guests": [], "last": 0}, "phones that are lost keep no list for ever")

    def test_only_who_works_at_the_event_scans(self):
        """H10: door staff, coordinator and who runs events; a cashier, another hotel and another event's staff do not."""
        other = self.event.copy({"name": "Other", "hotel_door_user_ids": False, "user_id": False})
        point = other.hotel_checkpoint_ids[0]
        foreign = self._new_user("foreign_head", "hotel_base.group_department_head", self.sister)
        for user, checkpoint, allowed in (
            (foreign, self.door, False),
            (self.sales, self.door.browse(0), False),
            (self.door_user, self.door, True),
            (self.sales, self.door, True),
            (self.users["department_head"], self.door, True),
            (self.users["cashier"], self.door, False),
            (self.users["nobody"], self.door, False),
            (self.users["auditor"], self.door, False),
            (self.users["stranger"], self.door, False),
            (self.door_user, point, False),
        ):
            with self.subTest(user=user.name, point=checkpoint.display_name):
                for call in (lambda p: p.scan([]), lambda p: p.get_door_list(), lambda p: p.get_door_news()):
                    if allowed:
                        call(checkpoint.with_user(user))
                    else:
                        with self.assertRaises(AccessError):
                            call(checkpoint.with_user(user))
        self.assertFalse(other.with_user(self.door_user).hotel_checkpoint_ids)
        with self.assertRaises(AccessError):
            self.li.with_user(self.door_user).read(["phone"])
        with self.assertRaises(AccessError):
            self.event.with_user(self.door_user).write({"hotel_door_user_ids": [(4, self.users["nobody"].id)]})

    def test_scans_stay_as_they_are(self):
        """H10, M2: nobody makes, changes or deletes one past the check point, nor what it hangs on."""
        self.scan(self.li)
        scan = self.li.hotel_scan_ids
        manager = self.users["manager"]
        with self.assertRaises(AccessError):
            scan.with_user(manager).unlink()
        with self.assertRaises(AccessError):
            scan.with_user(manager).copy()
        with self.assertRaises(UserError):
            scan.sudo().write({"scanned_at": NOW})
        with self.assertRaises(UserError):
            scan.sudo().unlink()
        for record in (self.li, self.door, self.event):
            with self.subTest(record=record), mute_logger("odoo.sql_db"), self.assertRaises(errors.ForeignKeyViolation), self.env.cr.savepoint():
                record.sudo().unlink()
        self.door.active = False
        with self.assertRaises(UserError):
            self.scan(self.wang)

    def test_a_cancelled_event_takes_no_scans(self):
        """H10, H15: its codes are no longer valid."""
        self.event.kanban_state = "cancel"
        with self.assertRaisesRegex(UserError, "was cancelled"):
            self.scan(self.li)
        self.assertFalse(self.li.hotel_scan_ids)

    def test_a_phone_with_a_wrong_clock_scans_now(self):
        """H10: not in the future, not last year; a queue sent after the event keeps its times."""
        for told in (milliseconds(NOW + timedelta(days=1)), milliseconds(datetime(2020, 1, 1)), -5, "x", None, 1e300):
            self.scan(self.li, at=told)
            self.assertEqual(self.li.hotel_scan_ids.scanned_at, NOW)
        with freeze_time(END + timedelta(hours=5)):
            self.assertEqual(self.scan(self.wang, at=milliseconds(END))["verdict"], "in")
        self.assertEqual(self.wang.hotel_scan_ids.scanned_at, END)
        self.scan(self.zhou, at=float(milliseconds(NOW - timedelta(minutes=5))), way="by magic")
        self.assertEqual((self.zhou.hotel_scan_ids.scanned_at, self.zhou.hotel_scan_ids.way), (NOW - timedelta(minutes=5), "qr"))
