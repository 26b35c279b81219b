from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .reception_case import ReceptionCase, frozen


@tagged("post_install", "-at_install")
@frozen
class TestVisitItinerary(ReceptionCase):
    def _told(self, visit):
        """Return {(who, step): [change ...]} in the order in which they were told."""
        told = {}
        for notice in visit.sudo().notice_ids.sorted("id"):
            told.setdefault((notice.user_id.login.removeprefix("test_"), notice.item_id.name or "visit"), []).append(notice.change)
        return told

    def _activities(self, role):
        return self.env["mail.activity"].search([("user_id", "=", self.users[role].id), ("hotel_visit_notice_id", "!=", False)])

    def test_nobody_is_told_before_the_approval(self):
        """K4: a mere request tells nobody; the approval tells each concerned what they have to do."""
        visit = self._visit(items=[self._pickup(), self._meal()])
        visit.item_ids[0].task = "Hold a sign with the firm's name."
        visit.action_submit()
        self.assertFalse(visit.sudo().notice_ids)
        self._as("sales_head", visit).action_approve()
        self.assertEqual(
            self._told(visit),
            {
                ("sales", "visit"): ["new"],
                ("driver", "Pick-up at the airport"): ["new"],
                ("waiter", "Pick-up at the airport"): ["new"],
                ("waiter", "Lunch"): ["new"],
            },
        )
        activity = self._activities("driver")
        self.assertEqual((activity.res_model, activity.res_id), ("hotel.visit.item", visit.item_ids[0].id))
        for part in ("MU5101", "Buick GL8", "sign with the firm", "2 of Dragon Trading", "You drive"):
            self.assertIn(part, activity.note)
        self.assertEqual(len(self._activities("waiter")), 2)

    def test_a_change_tells_only_those_whom_it_touches(self):
        """K4: a later flight tells driver and greeter of that step alone; a note that concerns nobody tells nobody."""
        visit = self._approved(items=[self._pickup(), self._meal()])
        pickup, meal = visit.item_ids
        before = self._told(visit)
        meal.for_guests = False
        self.assertEqual(self._told(visit), before)
        pickup.write({"transport_number": "MU5103", "start": pickup.start + timedelta(hours=1), "end": pickup.end + timedelta(hours=1)})
        self.assertEqual(
            {key for key, changes in self._told(visit).items() if changes != ["new"]},
            {("driver", "Pick-up at the airport"), ("waiter", "Pick-up at the airport")},
        )
        activity = self._activities("driver")
        self.assertEqual(len(activity), 1, "the old one is replaced")
        self.assertIn("MU5103", activity.note)
        self.assertIn("Changed", activity.summary)
        # the same values again change nothing
        told = self._told(visit)
        pickup.write({"transport_number": "MU5103"})
        self.assertEqual(self._told(visit), told)

    def test_who_is_replaced_is_told_so(self):
        """K4: another driver: the old one is released, the new one told, the others only see the new name."""
        visit = self._approved(items=[self._pickup(responsible_id=False)])
        visit.item_ids.driver_id = self.employee["door"]
        told = self._told(visit)
        self.assertEqual(told["driver", "Pick-up at the airport"], ["new", "released"])
        self.assertEqual(told["door", "Pick-up at the airport"], ["new"])
        self.assertFalse(self._activities("driver"))
        self.assertEqual(len(self._activities("door")), 1)

    def test_a_dropped_step_releases_its_people(self):
        """K4: deleting a step tells who was told; a done one stays."""
        visit = self._approved(items=[self._pickup(), self._meal()])
        pickup, meal = visit.item_ids
        pickup.unlink()
        self.assertEqual(len(visit.sudo().notice_ids.filtered(lambda notice: notice.change == "released")), 2)
        self.assertFalse(self._activities("driver"))
        self._as("waiter", meal).action_done()
        self.assertEqual((meal.done_by_id, meal.done_at), (self.users["waiter"], datetime(2026, 3, 2, 1)))
        self.assertFalse(self._activities("waiter"))
        with self.assertRaisesRegex(UserError, "done, so it stays"):
            meal.unlink()

    def test_each_is_told_in_their_language(self):
        """K4, M4: the text is in the language of who reads it; the other's language is no change."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.users["driver"].lang = "zh_CN"
        visit = self._approved(items=[self._pickup()])
        self.assertEqual(len(self._activities("driver")), 1)
        before = self._told(visit)
        self._as("sales", visit).with_context(lang="zh_CN").item_ids.write({"transport": "flight"})
        self.assertEqual(self._told(visit), before)

    def test_only_the_people_of_a_step_mark_it_done(self):
        """K4: others cannot."""
        visit = self._approved(items=[self._pickup()])
        with self.assertRaises(AccessError):
            self._as("nobody", visit.item_ids).action_done()
        self._as("driver", visit.item_ids).action_done()
        self.assertTrue(visit.item_ids.done)

    def test_nobody_is_planned_twice(self):
        """K4: a driver, a car or a place on two visits at once is shown on both."""
        first = self._approved(items=[self._pickup()])
        second = self._visit(items=[self._pickup(responsible_id=False)])
        self.assertIn("Driver drives twice", second.item_ids.conflict)
        self.assertIn("Buick GL8 A·88888 is planned twice", first.item_ids.conflict)
        second.item_ids.write({"start": datetime(2026, 3, 10, 2), "end": datetime(2026, 3, 10, 3)})
        self.env.invalidate_all()
        self.assertFalse(second.item_ids.conflict)

    def test_an_itinerary_stays_once_the_guests_have_left(self):
        """K4, M2: nothing is planned in a visit that is over."""
        visit = self._approved(items=[self._meal()])
        visit.action_arrived()
        visit.action_returned()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            visit.item_ids.write({"name": "Late lunch"})
        with self.assertRaisesRegex(UserError, "stays as it was"):
            self._as("sales", self.env["hotel.visit.item"]).create({**self._meal(), "visit_id": visit.id})
