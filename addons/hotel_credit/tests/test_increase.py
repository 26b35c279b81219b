from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOON
from .common_application import HotelApplicationCommon


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestIncrease(HotelApplicationCommon):
    """More than the limit for one month, judged on the total (D3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._make_agreement(monthly_limit=40000.0)

    def _ask(self, amount=5000.0, user=None, **over):
        return (
            self.env["hotel.credit.increase"]
            .with_user(user or self.sales)
            .create({"agreement_id": self.agreement.id, "amount": amount, "reason": "Annual meeting", **over})
        )

    def _approve(self, increase, *users):
        increase.action_submit()
        for user in users or (self.sales_head, self.finance, self.gm):
            increase.with_user(user).action_approve()

    def test_the_total_decides_which_tiers_are_asked(self):
        """D3, B1: 40,000 and 10,000 are exactly 50,000, the chairman is not asked; a cent more and he is."""
        exact = self._ask(10000.0)
        self._approve(exact)
        self.assertEqual(exact.approval_state, "approved")
        above = self._ask(10000.01, month=date(2026, 4, 1))
        self._approve(above)
        self.assertEqual(above.approval_state, "pending")
        above.with_user(self.chairman).action_approve()
        self.assertEqual(above.approval_state, "approved")

    def test_several_increases_of_a_month_add_up(self):
        """D3: the second is judged on limit, first and second together."""
        first = self._ask(6000.0)
        self._approve(first)
        second = self._ask(5000.0, month=date(2026, 3, 25))
        self.assertEqual(second.month, date(2026, 3, 1))
        self.assertEqual(second.added_before, 6000.0)
        self.assertEqual(second.total, 51000.0)
        self._approve(second)
        self.assertEqual(second.approval_state, "pending", "51,000 is above 50,000: the chairman")
        second.with_user(self.chairman).action_approve()
        approved = self.env["hotel.credit.increase"]._get_approved(self.agreement, [date(2026, 3, 1)])
        self.assertEqual(approved, {(self.agreement.id, date(2026, 3, 1)): 11000.0})
        other_month = self._ask(1000.0, month=date(2026, 4, 1))
        self.assertEqual(other_month.total, 41000.0, "an increase is for its month alone")

    def test_an_approved_increase_lets_the_till_charge_more_this_month(self):
        """D3, D4: refused above the limit before, granted after; the next month has the old limit again."""
        big = {"amounts": {"banquet": "42000.00"}}
        self.assertIn("over_limit", self._codes(self._authorise(**big)))
        self._approve(self._ask(5000.0))
        self.assertTrue(self._authorise(**big)["granted"])
        with freeze_time("2026-04-10 04:00:00"):
            self.assertIn("over_limit", self._codes(self._authorise(**big)))

    def test_the_till_shows_an_increase_before_the_first_slip_of_its_month(self):
        """D3: what the screen shows as left is what will be granted."""
        increase = self._ask(5000.0)
        self._approve(increase)
        card = self.env["hotel.till"].with_user(self.finance).customer_card(self.front.id, agreement=self.agreement.id)
        self.assertEqual(card["month"]["remaining"], self.agreement.monthly_limit + 5000.0)
        self.assertEqual(self.agreement.month_limit, self.agreement.monthly_limit + 5000.0)

    def test_a_month_that_is_over_or_outside_is_refused(self):
        """D3: neither last month nor one outside the agreement; the error names the month."""
        for month, word in ((date(2026, 2, 1), "2026-02"), (date(2027, 1, 1), "2027-01")):
            with self.assertRaises(UserError) as caught:
                self._ask(month=month).action_submit()
            self.assertIn(word, str(caught.exception))

    def test_an_increase_that_is_approved_too_late_is_refused(self):
        """D3: approved after its month it would be of no use."""
        increase = self._ask()
        increase.action_submit()
        with freeze_time("2026-04-01 04:00:00"), self.assertRaises(UserError):
            increase.with_user(self.sales_head).action_approve()

    def test_an_agreement_without_a_limit_needs_no_increase(self):
        """D3: there is nothing to increase."""
        self.agreement.sudo().write({"limit_mode": "unlimited"})
        with self.assertRaises(UserError):
            self._ask().action_submit()

    def test_amounts_that_are_no_increase_are_refused(self):
        """D3: NaN and text by name, zero by the database."""
        for wrong in (float("nan"), -5, "much"):
            with self.assertRaises(ValidationError):
                self._ask(wrong)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._ask(0.0)

    def test_who_wrote_an_increase_or_is_its_salesperson_does_not_approve_it(self):
        """B6: whoever pressed the button; with nobody else to decide, it is not submitted."""
        for increase in (self._ask(user_id=self.sales_head.id), self._ask(user=self.sales_head, user_id=self.sales.id)):
            with self.assertRaisesRegex(UserError, "Sales Head may not decide this document"):
                increase.with_user(self.sales).action_submit()

    def test_the_salesperson_does_not_approve_and_nothing_is_written_in(self):
        """B6, B7: requester and roles without a tier decide nothing; the state is the server's."""
        increase = self._ask()
        increase.action_submit()
        for user in (self.sales, self.finance, self.auditor):
            with self.assertRaises(UserError):
                increase.with_user(user).action_approve()
        with self.assertRaises(UserError):
            increase.write({"amount": 1.0})
        with self.assertRaises(UserError):
            self._ask(approval_state="approved")
