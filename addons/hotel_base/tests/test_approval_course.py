from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .approval_case import ApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalCourse(ApprovalCase):
    """What becomes of a document from submitting to the last decision."""

    def test_a_request_is_approved_tier_by_tier(self):
        """B1, B2: the tiers are asked one after the other; the chairman is not needed at exactly 50,000."""
        request = self._submit(amount=50000)
        self.assertEqual(request.approval_state, "pending")
        self.assertEqual(
            self._steps(request),
            [("sales_head", "pending"), ("finance", "waiting"), ("gm", "waiting"), ("chairman", "skipped")],
        )
        self._approve(request, "sales_head", "finance", "gm")
        self.assertEqual(request.approval_state, "approved")
        self.assertEqual(
            self._steps(request),
            [("sales_head", "approved"), ("finance", "approved"), ("gm", "approved"), ("chairman", "skipped")],
        )
        self.assertEqual(request.outcome, "sales_head finance gm approved")

    def test_above_the_threshold_the_chairman_decides_too(self):
        """B1: one cent above 50,000 is above."""
        request = self._submit(amount=50000.01)
        self._approve(request, "sales_head", "finance", "gm")
        self.assertEqual(request.approval_state, "pending")
        self.assertEqual(request.approval_current_step_id.tier_code, "chairman")
        self._approve(request, "chairman")
        self.assertEqual(request.approval_state, "approved")

    def test_a_request_without_limit_is_above_every_threshold(self):
        """B1: no limit is not zero."""
        request = self._submit(unlimited=True)
        self.assertEqual(self._steps(request)[-1], ("chairman", "waiting"))

    def test_the_granted_amount_brings_the_chairman_in(self):
        """B4: a general manager who grants more than 50,000 sends it on to the chairman."""
        request = self._submit(amount=30000)
        self._approve(request, "sales_head", "finance")
        self._as(request, "gm").granted = 60000
        self._approve(request, "gm")
        self.assertEqual(request.approval_current_step_id.tier_code, "chairman")
        self.assertEqual(request.approval_state, "pending")

    def test_the_granted_amount_ends_the_chain(self):
        """B4: a general manager who grants 50,000 on a request for more ends the chain."""
        request = self._submit(amount=80000)
        self.assertEqual(self._steps(request)[-1], ("chairman", "waiting"))
        self._approve(request, "sales_head", "finance")
        self._as(request, "gm").granted = 50000
        self._approve(request, "gm")
        self.assertEqual(request.approval_state, "approved")
        self.assertEqual(self._steps(request)[-1], ("chairman", "skipped"))

    def test_everything_that_is_missing_is_named_at_once(self):
        """B2: a request that cannot be submitted says why, all reasons together."""
        with self.assertRaises(UserError) as error:
            self._submit(amount=0, note=False)
        self.assertIn("the amount is missing", str(error.exception))
        self.assertIn("the note is missing", str(error.exception))

    def test_without_a_person_for_a_tier_nothing_is_submitted(self):
        """B6: a tier that nobody could decide is told before the request is on its way."""
        self.company.hotel_gm_id = False
        with self.assertRaisesRegex(UserError, "General manager: Lotus Hotel Shanghai has nobody"):
            self._submit()

    def test_finance_cannot_approve_without_its_opinion(self):
        """B3: what a tier must say is asked for before it approves."""
        request = self._submit()
        self._approve(request, "sales_head")
        with self.assertRaisesRegex(UserError, "opinion is missing"):
            self._as(request, "finance").action_approve()

    def test_a_rejection_goes_back_with_its_reason_and_can_be_submitted_again(self):
        """B5, M2: it is corrected and submitted again; both rounds stay on record."""
        request = self._submit()
        self._approve(request, "sales_head")
        with self.assertRaisesRegex(UserError, "Give the reason"):
            self._as(request, "finance").action_reject("  ")
        self._as(request, "finance").action_reject("too much")
        self.assertEqual(request.approval_state, "rejected")
        self.assertEqual(request.outcome, "finance: too much")
        request.amount = 20000
        request.action_submit()
        self._approve(request, "sales_head", "finance", "gm")
        self.assertEqual(request.approval_state, "approved")
        steps = request.sudo().approval_step_ids
        self.assertEqual(
            [(step.round, step.tier_code, step.state) for step in steps],
            [
                (1, "sales_head", "approved"),
                (1, "finance", "rejected"),
                (1, "gm", "cancelled"),
                (1, "chairman", "skipped"),
                (2, "sales_head", "approved"),
                (2, "finance", "approved"),
                (2, "gm", "approved"),
                (2, "chairman", "skipped"),
            ],
        )
        self.assertEqual(steps[1].comment, "too much")
        self.assertEqual(steps[1].decided_by_id, self.users["finance"])

    def test_who_submitted_can_withdraw(self):
        """M2: a withdrawal needs a reason, and its round stays on record; nobody else can withdraw."""
        request = self._submit()
        with self.assertRaisesRegex(UserError, "only be withdrawn by Sales"):
            self._as(request, "sales_head").action_approval_cancel("no")
        with self.assertRaisesRegex(UserError, "Give the reason"):
            request.action_approval_cancel("")
        request.action_approval_cancel("the customer waits")
        self.assertEqual(request.approval_state, "cancelled")
        self.assertEqual(self._steps(request)[0], ("sales_head", "cancelled"))
        self.assertFalse(request.approval_current_step_id)
        with self.assertRaises(UserError):
            self._as(request, "sales_head").action_approve()

    def test_the_working_days_run_from_the_hand_over(self):
        """B2: finance has two working days from the hand-over to it: Friday's ends on Tuesday at midnight."""
        with freeze_time("2026-11-18 02:00:00"):
            request = self._submit()
        with freeze_time("2026-11-20 02:00:00"):
            self._approve(request, "sales_head")
        step = request.approval_current_step_id
        self.assertEqual(step.tier_code, "finance")
        self.assertEqual(str(step.started_at), "2026-11-20 02:00:00")
        self.assertEqual(str(step.deadline), "2026-11-24 15:59:59")
        clock = self.env["hotel.clock"].search([("res_model", "=", request._name), ("res_id", "=", request.id)])
        self.assertEqual(clock.due, step.deadline)
        with freeze_time("2026-11-24 15:59:59"):
            step.invalidate_recordset()
            self.assertFalse(step.late)
        with freeze_time("2026-11-24 16:00:00"):
            step.invalidate_recordset()
            self.assertTrue(step.late)
            self.assertIn(step, self.env["hotel.approval.step"].search([("late", "=", True)]))
            self._approve(request, "finance")
        self.assertTrue(clock.stopped)
        with freeze_time("2027-01-01"):
            step.invalidate_recordset()
            self.assertTrue(step.late, "what was late stays so")
            self.assertTrue(clock.late)
        self.assertEqual(request.approval_current_step_id.tier_code, "gm")
        self.assertEqual(str(request.approval_current_step_id.started_at), "2026-11-24 16:00:00")

    def test_a_late_tier_is_escalated_and_the_superior_can_name_another_reviewer(self):
        """B2: the chairman is told of the general manager's lateness, keeps on record, and may name who decides."""
        with freeze_time("2026-11-18 02:00:00"):
            request = self._submit()
            self._approve(request, "sales_head", "finance")
        step = request.approval_current_step_id
        with self.assertRaises(UserError):
            self._as(request, "chairman").action_delegate(self.users["finance_head"].id)
        with freeze_time("2026-11-21 02:00:00"):
            self.env["hotel.clock"]._tell_chunk(100)
            self.assertEqual(step.escalated_to_id, self.users["chairman"])
            self._as(request, "chairman").action_delegate(self.users["finance_head"].id, "he is away")
            self._approve(request, "finance_head")
        self.assertEqual(request.approval_state, "approved")
        self.assertEqual(step.decided_by_id, self.users["finance_head"])
        self.assertEqual(step.delegation_ids.from_id, self.users["gm"])
        self.assertEqual(step.delegation_ids.decided_by_id, self.users["chairman"])
        self.assertEqual(step.delegation_ids.reason, "he is away")

    def test_the_reviewer_gets_an_activity_until_the_decision(self):
        """B2: what waits for somebody stands among their activities, and no longer once it is decided."""
        request = self._submit()
        activity = request.sudo().activity_ids
        self.assertEqual(activity.user_id, self.users["sales_head"])
        self._approve(request, "sales_head")
        self.assertFalse(activity.exists())
        self.assertEqual(
            request.sudo().activity_ids.user_id, self.users["finance"] | self.users["finance_head"]
        )

    def test_a_policy_of_tomorrow_does_not_decide_today(self):
        """M6: the policy in force on the day of submitting is kept on the request."""
        with freeze_time("2026-11-18 02:00:00"):
            new = self.policy.copy({"date_from": "2026-11-20"})
            new.tier_ids.filtered(lambda tier: tier.code == "chairman").amount_above = 10000
            old = self._submit()
        self.assertEqual(old.approval_policy_id, self.policy)
        self.assertEqual(self._steps(old)[-1], ("chairman", "skipped"))
        with freeze_time("2026-11-20 02:00:00"):
            self._approve(old, "sales_head", "finance", "gm")
            self.assertEqual(old.approval_state, "approved", "decided under the old policy")
            self.assertEqual(self._submit().approval_policy_id, new)

    def test_a_company_uses_its_own_policy_before_the_common_one(self):
        """C7, M6: a common policy serves the companies that have none of their own."""
        common = self.policy.copy({"company_id": False, "date_from": "2026-06-01"})
        with freeze_time("2026-11-18 02:00:00"):
            self.assertEqual(self._submit().approval_policy_id, self.policy)
            self.policy.active = False
            self.assertEqual(self._submit().approval_policy_id, common)

    def test_thresholds_compare_in_the_currency_of_the_policy(self):
        """B1: a request in another currency is converted on the day of the decision."""
        eur = self.env.ref("base.EUR")
        eur.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": eur.id, "company_id": self.company.id, "name": "2026-01-01", "rate": 0.125}
        )
        with freeze_time("2026-11-18 02:00:00"):
            self.assertEqual(self._steps(self._submit(amount=6250, currency_id=eur.id))[-1], ("chairman", "skipped"))
            self.assertEqual(self._steps(self._submit(amount=6251, currency_id=eur.id))[-1], ("chairman", "waiting"))

    def test_a_person_named_on_the_document_can_be_the_reviewer(self):
        """B6: a tier may be decided by whoever a field of the document names."""
        self.policy.tier_ids = [
            Command.clear(),
            Command.create({"code": "host", "name": "Host", "approver_kind": "field", "approver_field": "reviewer_id"}),
        ]
        request = self._submit(reviewer_id=self.users["hr"].id)
        self._approve(request, "hr")
        self.assertEqual(request.approval_state, "approved")
