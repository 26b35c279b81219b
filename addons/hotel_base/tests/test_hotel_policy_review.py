from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import HotelCase


@tagged("post_install", "-at_install")
class TestHotelPolicyReview(HotelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hotel.policy.review"].search([]).active = False
        cls.review = cls.env["hotel.policy.review"].create({
            "name": "Approval limits",
            "owner_id": cls.users["finance_head"].id,
            "company_id": cls.company.id,
            "next_review": date(2026, 11, 21),
        })

    def _activities(self):
        return self.review.activity_ids

    def test_the_owner_is_reminded_on_the_day_and_only_once(self):
        """M7: the day begins in the hotel's zone: 16:00 UTC on the 20th is the 21st in Shanghai."""
        Review = self.env["hotel.policy.review"]
        with freeze_time("2026-11-20 15:59:00"):
            Review._remind_chunk(10)
            self.assertFalse(self._activities())
        with freeze_time("2026-11-20 16:00:00"):
            Review._remind_chunk(10)
            Review._remind_chunk(10)
        self.assertEqual(self._activities().user_id, self.users["finance_head"])
        self.assertEqual(len(self._activities()), 1)

    def test_a_review_done_is_due_again_in_a_year(self):
        """M7: noting the review moves it by a year and takes the reminder away."""
        with freeze_time("2026-11-25 02:00:00"):
            self.env["hotel.policy.review"]._remind_chunk(10)
            self.assertIn(self.review, self.env["hotel.policy.review"].with_company(self.company).search([("due", "=", True)]))
            self.review.with_user(self.users["manager"]).action_reviewed()
            self.assertEqual(self.review.last_review, date(2026, 11, 25))
            self.assertEqual(self.review.next_review, date(2027, 11, 25))
            self.assertFalse(self._activities())
            self.assertFalse(self.review.due)

    def test_the_cron_reminds_all_in_committed_steps(self):
        """M7: run by the scheduler."""
        with freeze_time("2026-11-25 02:00:00"), self.enter_registry_test_mode():
            self.env.ref("hotel_base.cron_policy_review").method_direct_trigger()
        self.assertEqual(len(self._activities()), 1)

    def test_only_the_settings_role_writes_reviews(self):
        """M7: everybody may look, nobody else moves the day."""
        with self.assertRaises(AccessError):
            self.review.with_user(self.users["finance_head"]).next_review = date(2030, 1, 1)
