from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .club_case import NOW, ClubCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestClub(ClubCase):
    def test_a_member_has_a_card_of_odoos_loyalty(self):
        """I13: number, card, lowest tier; a customer is a member once."""
        member = self._member()
        self.assertEqual((member.card_id.partner_id, member.card_id.program_id, member.tier_id), (self.guest, self.policy.program_id, self.silver))
        self.assertTrue(member.number.startswith("CM"))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._member()

    def test_points_decide_the_tier_up_and_down(self):
        """I13: those of the last twelve months; card and Odoo's history go along."""
        member = self._member()
        self._earn(member, 120)
        self.assertEqual((member.points, member.year_points, member.tier_id), (120, 120, self.gold))
        self.assertEqual((member.card_id.points, member.card_id.history_ids.issued), (120, 120))
        with freeze_time("2027-11-20 02:00:00"):
            member._set_tier()
            self.assertEqual((member.year_points, member.tier_id), (0, self.silver))

    def test_the_same_source_earns_once(self):
        """I13: repeated, or booked by two at once; and nobody earns after the end."""
        member = self._member()
        for _turn in range(3):
            member._earn("event", "Tasting", 30, self.guest)
        self.assertEqual(member.points, 30)
        self._as(member, "sales").action_end()
        self.assertEqual((member.points, member.state), (0, "ended"))
        self.assertFalse(self._earn(member, 10))
        self.env.flush_all()
        self.assertTrue(self._member())

    def test_redeeming_takes_what_expires_first(self):
        """I13: not more than there is, not what has expired."""
        member = self._member()
        with freeze_time("2026-01-10 02:00:00"):
            old = self._earn(member, 40)
        new = self._earn(member, 50)
        redemption = self._as(self.env["hotel.club.redemption"], "sales").create({"member_id": member.id, "reward_id": self.breakfast.id})
        self.assertEqual((redemption.points, old.left, new.left, member.points), (60, 0, 30, 30))
        with self.assertRaisesRegex(UserError, "30 valid points; 60 are needed"):
            self._as(self.env["hotel.club.redemption"], "sales").create({"member_id": member.id, "reward_id": self.breakfast.id})
        redemption.action_give()
        with self.assertRaises(UserError):
            redemption.action_give()
        for vals in ({"points": 1}, {"member_id": member.id}, {"given_at": False}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                redemption.write(vals)
        with self.assertRaises(UserError):
            redemption.unlink()

    def test_points_expire_after_their_last_day(self):
        """I13: valid on the last day, gone the day after; a second run takes nothing."""
        member = self._member()
        entry = self._earn(member, 80)
        self.assertEqual(str(entry.expires_on), "2027-11-20")
        with freeze_time("2027-11-20 10:00:00"):
            member._nightly_chunk(10)
            self.assertEqual(member.points, 80)
        with freeze_time("2027-11-20 17:00:00"):  # past midnight in Shanghai
            self.assertEqual(member._nightly_chunk(10), 1)
            self.assertEqual(member._nightly_chunk(10), 0)
            self.assertEqual((member.points, entry.left, member.card_id.points), (0, 0, 0))
        self.assertEqual(member.entry_ids.filtered(lambda line: line.kind == "expired").points, -80)

    def test_a_policy_with_points_does_not_change(self):
        """M6: a new one has its own start date."""
        member = self._member()
        self._earn(member, 10)
        with self.assertRaises(UserError):
            self.policy.amount_per_point = 1

    def test_an_event_of_the_plan_gives_its_points_within_a_week(self):
        """I13: invited by tier, came, evaluated, awarded once; the deadline is a clock."""
        member, other = self._member(), self._member(self.env["res.partner"].create({"name": "Zhao"}))
        self._earn(other, 200)
        event = self._as(self.env["hotel.club.event"], "sales").create({
            "name": "Tea tasting", "date": "2026-11-20", "points": 25, "tier_ids": [(6, 0, self.silver.ids)], "company_id": self.company.id,
        })  # fmt: skip
        event.action_invite()
        self.assertEqual(event.attendance_ids.member_id, member)
        self._as(self.env["hotel.club.attendance"], "sales").create({"event_id": event.id, "member_id": other.id})
        event.attendance_ids.filtered(lambda row: row.member_id == member).came = True
        with self.assertRaises(UserError):
            event.action_award()
        event.action_held()
        clock = self.env["hotel.clock"].sudo().search([("res_model", "=", event._name), ("res_id", "=", event.id)])
        self.assertEqual(str(clock.due), "2026-11-27 15:59:59")
        with self.assertRaisesRegex(UserError, "evaluation"):
            event.action_award()
        event.evaluation = "Too few chairs"
        event.action_award()
        self.assertEqual((member.points, other.points, event.came_count, event.invited_count), (25, 200, 1, 2))
        self.assertTrue(clock.stopped)
        with self.assertRaises(UserError):
            event.action_award()
        with self.assertRaises(UserError):
            event.attendance_ids[0].came = False
        with self.assertRaises(UserError):
            event.points = 1000

    def test_an_event_to_come_was_not_held(self):
        """I13: not before its day; a cancelled one gives nothing."""
        event = self._as(self.env["hotel.club.event"], "sales").create({"name": "Dinner", "date": "2026-12-24", "company_id": self.company.id})
        with self.assertRaisesRegex(UserError, "2026-12-24"):
            event.action_held()
        event.action_cancel()
        with self.assertRaises(UserError):
            event.action_invite()

    def test_nobody_writes_points(self):
        """I13, M2: not on the member, not as entries, not for the sales head."""
        member = self._member()
        for role in ("sales", "sales_head", "gm"):
            for vals in (
                {"points": 99}, {"tier_id": self.platinum.id}, {"year_points": 999}, {"state": "ended"}, {"card_id": False}, {"partner_id": 1},
            ):  # fmt: skip
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._as(member, role).write(vals)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._as(self.env["hotel.club.entry"], role).create({"member_id": member.id, "kind": "event", "name": "x", "points": 9, "date": "2026-11-20"})
            # Who has Odoo's sales app too may write cards, but not a member's.
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._as(member.card_id, role).write({"points": 9999})
        with self.assertRaises(UserError):
            member.unlink()

    def test_a_member_and_an_event_are_handed_over(self):
        """I11: to the successor."""
        employee = self.env["hr.employee"].create({"name": "Seller", "user_id": self.users["sales"].id, "company_id": self.company.id})
        member = self._member(user_id=self.users["sales"].id)
        self.assertIn(member, [item["record"] for item in employee._hotel_responsibilities()])
