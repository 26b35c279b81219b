from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models import hotel_clock_telling
from .common import HotelCase

NOW = "2026-11-20 02:00:00"
DUE = datetime(2026, 11, 24, 15, 59, 59)


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestHotelClock(HotelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Clock = cls.env["hotel.clock"]
        # Sweeps take whatever is due: a database with data has clocks of its own.
        cls.Clock.search([]).unlink()
        cls.owner = cls.users["finance"]
        cls.record = cls.env["hotel.policy.review"].create({"name": "Limits", "owner_id": cls.users["gm"].id})
        employee = cls.env["hr.employee"].create
        cls.boss = employee({"name": "Boss", "user_id": cls.users["finance_head"].id, "company_id": cls.company.id})
        cls.employee = employee({
            "name": "Clerk",
            "user_id": cls.owner.id,
            "company_id": cls.company.id,
            "parent_id": cls.boss.id,
        })

    def _start(self, **values):
        return self.Clock.start(self.record, values.pop("kind", "approval"), DUE, self.owner, **{"name": "Approve", **values}).sudo()

    def _late(self):
        return self.Clock.search([("late", "=", True)])

    def test_a_clock_is_late_from_the_second_after_its_deadline(self):
        """B2: computed and searched alike, without any cron having run."""
        clock = self._start()
        for now, late in ((DUE, False), (DUE + timedelta(seconds=1), True)):
            with freeze_time(now):
                clock.invalidate_recordset()
                self.assertIs(clock.late, late)
                self.assertEqual(clock in self._late(), late)
                self.assertEqual(clock in self.Clock.search([("late", "=", False)]), not late)
                self.assertEqual(clock in self.Clock.search([("late", "!=", True)]), not late)

    def test_the_activity_is_of_the_type_that_the_deadline_was_started_with(self):
        """B2: a deadline that names a type of activity tells its owner with that one, also after a reload."""
        clock = self._start(activity_type="mail.mail_activity_data_call")
        self.env.flush_all()
        self.env.invalidate_all()
        with freeze_time(DUE + timedelta(seconds=1)):
            self.Clock._tell_chunk(10)
            told = self.env["mail.activity"].search([("hotel_clock_id", "=", clock.id), ("user_id", "=", self.owner.id)])
        self.assertEqual(told.activity_type_id, self.env.ref("mail.mail_activity_data_call"))

    def test_what_was_late_stays_on_record(self):
        """B2: a clock that was stopped after its deadline stays late; one stopped in time never becomes late."""
        in_time, too_late = self._start(), self._start()
        in_time.write({"stopped": DUE})
        with freeze_time(DUE + timedelta(hours=3, seconds=1)):
            self.Clock.stop(self.record)
        with freeze_time("2027-06-01"):
            (in_time + too_late).invalidate_recordset()
            self.assertEqual(self._late() & (in_time + too_late), too_late)
            self.assertAlmostEqual(too_late.late_hours, 3, places=2)

    def test_a_late_clock_is_told_to_its_owner_and_escalated_to_the_superior_once(self):
        """B2: the reviewer is reminded, the superior told; a second run tells nobody anything."""
        clock = self._start()
        with freeze_time(DUE):
            self.Clock._tell_chunk(100)
            self.assertFalse(clock.told_at)
        with freeze_time(DUE + timedelta(seconds=1)):
            self.assertEqual(self.Clock._tell_chunk(100), 1)
            self.assertEqual(self.Clock._tell_chunk(100), 0)
        self.assertEqual(clock.told_at, DUE + timedelta(seconds=1))
        self.assertEqual(clock.escalated_to_id, self.users["finance_head"])
        activities = self.record.activity_ids.filtered("hotel_clock_id")
        self.assertEqual(activities.user_id, self.owner + self.users["finance_head"])
        self.assertEqual(len(activities), 2)

    def test_the_owner_is_reminded_ahead(self):
        """B2: the reminder comes at its own time, and is not repeated when the deadline has passed."""
        clock = self._start(remind_before=timedelta(hours=4), escalate_to=False)
        with freeze_time(DUE - timedelta(hours=4, seconds=1)):
            self.assertEqual(self.Clock._tell_chunk(100), 0)
        with freeze_time(DUE - timedelta(hours=4)):
            self.assertEqual(self.Clock._tell_chunk(100), 1)
        self.assertEqual(clock.told_activity_ids.user_id, self.owner)
        with freeze_time(DUE + timedelta(minutes=1)):
            self.Clock._tell_chunk(100)
        self.assertEqual(len(clock.told_activity_ids), 1)
        self.assertFalse(clock.escalated_to_id)

    def test_an_owner_who_has_left_does_not_silence_the_clock(self):
        """B2: with the owner archived the superior is told, and nobody else."""
        clock = self._start()
        self.owner.active = False
        with freeze_time(DUE + timedelta(minutes=1)):
            self.Clock._tell_chunk(100)
        self.assertEqual(clock.told_activity_ids.user_id, self.users["finance_head"])
        self.assertTrue(clock.told_at)

    def test_without_a_manager_the_general_manager_is_told(self):
        """B2: who has no superior in HR escalates to the company's general manager."""
        self.employee.parent_id = False
        clock = self._start()
        with freeze_time(DUE + timedelta(minutes=1)):
            self.Clock._tell_chunk(100)
        self.assertEqual(clock.escalated_to_id, self.users["gm"])

    def test_stopping_takes_the_reminders_away(self):
        """B2: what is done reminds nobody any more."""
        clock = self._start(remind_before=timedelta(days=1))
        with freeze_time(DUE - timedelta(hours=1)):
            self.Clock._tell_chunk(100)
            self.assertTrue(clock.told_activity_ids)
            self.Clock.stop(self.record, "approval")
        self.assertFalse(self.record.activity_ids.filtered("hotel_clock_id"))
        with freeze_time(DUE + timedelta(days=1)):
            self.assertEqual(self.Clock._tell_chunk(100), 0)

    def test_a_moved_deadline_tells_anew(self):
        """B2: moving keeps the lead of the reminder and lets the clock be told again."""
        clock = self._start(remind_before=timedelta(hours=2))
        with freeze_time(DUE + timedelta(minutes=1)):
            self.Clock._tell_chunk(100)
            self.Clock.move(self.record, "approval", DUE + timedelta(days=3))
        self.assertFalse(clock.told_at)
        self.assertFalse(clock.told_activity_ids)
        self.assertEqual(clock.remind_at, DUE + timedelta(days=3, hours=-2))

    def test_a_clock_wakes_the_cron_at_its_deadline(self):
        """B2, J2: the scheduler, which looks once a minute, is woken a minute ahead, once for clocks of the same seconds."""
        cron = self.env.ref("hotel_base.cron_clock_tell")
        self._start()
        self._start()
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id), ("call_at", "=", "2026-11-24 15:58:50")])
        self.assertEqual(len(triggers), 1)

    def test_the_cron_waits_for_what_gets_late_before_the_scheduler_looks_again(self):
        """J2: it sleeps to the second after the deadline, tells, and hands on to itself when the wait gets long."""
        clock = self._start()
        waits = []
        with freeze_time(DUE - timedelta(seconds=20), tick=False) as frozen:

            def sleep(seconds):
                waits.append(seconds)
                frozen.tick(seconds)

            with (
                patch.object(hotel_clock_telling.time, "sleep", sleep),
                patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1.0),
            ):
                self.Clock._watch()
        self.assertEqual(waits, [21.0])
        self.assertEqual(clock.told_at, DUE + timedelta(seconds=1))
        other = self._start(kind="later")
        triggers = self.env["ir.cron.trigger"].search([])
        with freeze_time(DUE - timedelta(seconds=60)) as frozen:
            with (
                patch.object(hotel_clock_telling.time, "sleep", sleep),
                patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1.0),
            ):
                self.Clock._watch()
        self.assertFalse(other.told_at)
        self.assertTrue(self.env["ir.cron.trigger"].search([]) - triggers)
        with freeze_time(DUE - timedelta(hours=1)), patch.object(hotel_clock_telling.time, "sleep", self.fail):
            with patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1.0):
                self.Clock._watch()

    def test_the_cron_tells_in_committed_chunks(self):
        """B2: run by the scheduler, chunk by chunk until nothing is left."""
        clocks = self._start() + self._start() + self._start()
        with (
            patch.object(hotel_clock_telling, "TELL_LIMIT", 2),
            freeze_time(DUE + timedelta(minutes=1)),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("hotel_base.cron_clock_tell").method_direct_trigger()
        self.assertTrue(all(clocks.mapped("told_at")))

    def test_a_clock_of_a_deleted_record_is_dropped(self):
        """B2: what is gone is not late, and does not stop the others from being told."""
        gone = self.env["hotel.policy.review"].create({"name": "Gone", "owner_id": self.owner.id})
        orphan = self.Clock.start(gone, "approval", DUE, self.owner).sudo()
        clock = self._start()
        gone.unlink()
        with freeze_time(DUE + timedelta(minutes=1)):
            self.assertEqual(self.Clock._tell_chunk(100), 2)
        self.assertFalse(orphan.exists())
        self.assertTrue(clock.told_at)

    def test_the_owning_record_is_asked_once_when_late(self):
        """B2: `_clocks_late` of the records, where they have one, is called after the telling."""
        calls = []
        self._start()
        with (
            patch.object(
                self.env.registry["hotel.policy.review"], "_clocks_late", lambda recs, clocks: calls.append((recs, clocks.told_at)), create=True
            ),
            freeze_time(DUE + timedelta(minutes=1)),
        ):
            self.Clock._tell_chunk(100)
            self.Clock._tell_chunk(100)
        self.assertEqual(calls, [(self.record, DUE + timedelta(minutes=1))])

    def test_nobody_starts_stops_or_changes_a_clock_by_hand(self):
        """B2, M2: over RPC a clock is read-only for everybody, settings role included."""
        clock = self._start()
        for role in ("nobody", "finance", "gm", "manager"):
            as_user = clock.with_user(self.users[role]).with_company(self.company)
            with self.subTest(role=role):
                self.assertEqual(as_user.read(["name"])[0]["name"], "Approve")
                with self.assertRaises(AccessError):
                    as_user.write({"due": "2030-01-01"})
                with self.assertRaises(AccessError):
                    as_user.unlink()
                with self.assertRaises(AccessError):
                    as_user.create({"name": "x", "res_model": "res.users", "res_id": 1, "kind": "x", "due": DUE})
        with self.assertRaises(AccessError):
            clock.with_user(self.users["stranger"]).read(["name"])

    def test_a_default_in_the_context_decides_nothing(self):
        """M2: a clock that a user's action starts takes nothing from the user's context."""
        Clock = self.Clock.with_user(self.users["nobody"]).with_context(default_stopped="2026-01-01", default_due="2030-01-01")
        clock = Clock.start(self.record, "approval", DUE, self.owner)
        self.assertFalse(clock.stopped)
        self.assertEqual(clock.due, DUE)

    def test_many_late_at_once_are_told_set_by_set(self):
        """B2: the sweep takes the same number of queries for a thousand clocks as for ten (5,000 take about 1.5 s)."""
        counts = []
        for number in (10, 1000):
            reviews = self.env["hotel.policy.review"].create([
                {"name": f"Policy {each}", "owner_id": self.owner.id} for each in range(number)
            ])
            clocks = self.Clock.start_many([
                {"record": review, "kind": "review", "due": DUE, "owner": self.owner, "name": "Review"} for review in reviews
            ])
            self.env.flush_all()
            self.env.invalidate_all()
            with freeze_time(DUE + timedelta(minutes=1)):
                before = self.cr.sql_log_count
                self.assertEqual(self.Clock._tell_chunk(5000), number)
                self.env.flush_all()
                counts.append(self.cr.sql_log_count - before)
            self.assertTrue(all(clocks.mapped("told_at")))
            self.assertEqual(clocks.escalated_to_id, self.users["finance_head"])
            self.assertEqual(len(reviews.activity_ids), 2 * number)
        self.assertLess(counts[1], counts[0] + 10)
