from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .approval_case import ApprovalCase


@tagged("post_install", "-at_install")
class TestApprovalPeople(ApprovalCase):
    """Who may decide, who may not, and who takes their place."""

    def test_nobody_approves_what_they_requested(self):
        """B6: a member of finance who submitted is passed over; a colleague decides."""
        request = self._submit("finance")
        self._approve(request, "sales_head")
        mine = self._as(request, "finance")
        self.assertFalse(mine.can_approve)
        with self.assertRaisesRegex(UserError, "nobody approves what they requested"):
            mine.action_approve()
        with self.assertRaises(UserError):
            mine.action_delegate(self.users["hr"].id)
        self._approve(request, "finance_head")
        self.assertEqual(request.sudo().approval_step_ids[1].decided_by_id, self.users["finance_head"])

    def test_the_superior_decides_what_the_reviewer_requested(self):
        """B6: the sales head's own request goes to the sales head's superior, and the record says for whom."""
        self._employee("sales_head", self._employee("gm"))
        self.company.hotel_gm_id = self.users["hr"]
        request = self._submit("sales_head")
        step = request.approval_current_step_id
        self.assertEqual(step.sudo().approver_ids, self.users["gm"])
        self.assertEqual(step.sudo().approver_id, self.users["sales_head"])
        self.assertEqual(step.sudo().delegation_ids.from_id, self.users["sales_head"])
        self.assertEqual(step.sudo().delegation_ids.to_id, self.users["gm"])
        self.assertFalse(self._as(request, "sales_head").can_approve)
        self._approve(request, "gm")
        self.assertEqual(step.sudo().state, "approved")

    def test_without_a_superior_the_reviewers_own_request_is_refused(self):
        """B6: it is told at once, with the remedy, and not when the tier is reached."""
        request = self._request("gm")
        with self.assertRaisesRegex(UserError, "no superior of Gm can take their place"):
            request.action_submit()
        self.assertEqual(request.approval_state, "draft")

    def test_no_one_person_approves_two_tiers(self):
        """B6: a general manager who is head of finance too approves one of the two; the superior takes the other."""
        self._employee("gm", self._employee("chairman"))
        self.users["gm"].group_ids = [Command.link(self.env.ref("hotel_base.group_finance").id)]
        request = self._submit()
        self._approve(request, "sales_head", "gm")
        self.assertEqual(request.approval_current_step_id.tier_code, "gm")
        with self.assertRaisesRegex(UserError, "nobody approves two tiers"):
            self._as(request, "gm").action_approve()
        self._approve(request, "chairman")
        self.assertEqual(request.approval_state, "approved")

    def test_a_decision_that_leaves_nobody_for_the_next_tier_is_refused(self):
        """B6: who is the only one for a later tier is told to leave this one to somebody else."""
        self.users["gm"].group_ids = [Command.link(self.env.ref("hotel_base.group_finance").id)]
        request = self._submit()
        self._approve(request, "sales_head")
        with self.assertRaisesRegex(UserError, "General manager: Gm may not decide"):
            self._approve(request, "gm")
        self.assertEqual(request.approval_current_step_id.tier_code, "finance")

    def test_who_took_part_cannot_decide(self):
        """B6: the hook of the document names further people who may not decide."""
        request = self._submit(involved_ids=[Command.set(self.users["finance"].ids)])
        self._approve(request, "sales_head")
        with self.assertRaisesRegex(UserError, "took part in preparing"):
            self._as(request, "finance").action_approve()
        self._approve(request, "finance_head")

    def test_a_reviewer_can_delegate(self):
        """B6: the delegate decides, the reviewer no longer; the record keeps who was replaced, the deadline stays."""
        request = self._submit()
        self._approve(request, "sales_head", "finance")
        step = request.approval_current_step_id.sudo()
        deadline = step.deadline
        self._as(request, "gm").action_delegate(self.users["finance_head"].id, "on a journey")
        self.assertEqual(step.deadline, deadline)
        self.assertEqual(request.sudo().activity_ids.user_id, self.users["finance_head"])
        with self.assertRaisesRegex(UserError, "is not asked"):
            self._as(request, "gm").action_approve()
        self._approve(request, "finance_head")
        self.assertEqual(step.decided_by_id, self.users["finance_head"])
        self.assertEqual(step.approver_id, self.users["gm"])
        self.assertEqual(step.delegation_ids.mapped("reason"), ["on a journey"])

    def test_who_submitted_names_no_reviewer_even_as_the_superior(self):
        """B2, B6: a late tier is escalated to the chairman; for the chairman's own document that gives no say."""
        self._employee("chairman", self._employee("hr"))
        with freeze_time("2026-11-18 02:00:00"):
            request = self._submit("chairman")
            self._approve(request, "sales_head", "finance")
        with freeze_time("2026-11-23 02:00:00"):
            self.env["hotel.clock"]._tell_chunk(100)
            step = request.approval_current_step_id.sudo()
            self.assertEqual(step.escalated_to_id, self.users["chairman"])
            mine = self._as(request, "chairman")
            self.assertFalse(mine.can_delegate)
            with self.assertRaisesRegex(UserError, "Only the reviewer"):
                mine.action_delegate(self.users["finance_head"].id)

    def test_a_delegate_can_delegate_again_and_both_stay_on_record(self):
        """B6, M2: every replacement is kept."""
        request = self._submit()
        self._as(request, "sales_head").action_delegate(self.users["department_head"].id)
        self._as(request, "department_head").action_delegate(self.users["hr"].id)
        step = request.approval_current_step_id.sudo()
        self.assertEqual(step.approver_ids, self.users["hr"])
        self.assertEqual(
            step.delegation_ids.mapped(lambda kept: (kept.from_id.name, kept.to_id.name)),
            [("Sales head", "Department head"), ("Department head", "Hr")],
        )

    def test_who_cannot_become_the_delegate(self):
        """B6: not who submitted, who decided already, who has left, a stranger to the company, a portal user."""
        request = self._submit()
        self._approve(request, "sales_head")
        self._approve(request, "finance")
        portal = self._new_user("portal", "base.group_portal")
        left = self._new_user("left", "base.group_user")
        left.active = False
        mine = self._as(request, "gm")
        for user, reason in (
            (self.users["sales"], "nobody approves what they requested"),
            (self.users["finance"], "nobody approves two tiers"),
            (self.users["stranger"], "not an active employee user"),
            (self.users["gm"], "is the reviewer already"),
            (left, "not an active employee user"),
            (portal, "not an active employee user"),
            (self.env["res.users"], "Choose the user"),
        ):
            with self.subTest(user=user.name), self.assertRaisesRegex(UserError, reason):
                mine.action_delegate(user.id)
        for nonsense in (0, -1, 10**9, "2", None, [self.users["hr"].id], True):
            with self.subTest(nonsense=nonsense), self.assertRaises(UserError):
                mine.action_delegate(nonsense)
        self.assertFalse(request.approval_current_step_id.sudo().delegation_ids)

    def test_a_delegate_must_be_able_to_read_the_document(self):
        """B6: nobody decides what they cannot see."""
        request = self._submit()
        self.env["ir.rule"].create(
            {
                "name": "HR reads no requests",
                "model_id": self.env["ir.model"]._get_id("hotel.test.request"),
                "domain_force": "[('id', '=', 0)]",
                "groups": [Command.set(self.env.ref("hotel_base.group_hr").ids)],
            }
        )
        with self.assertRaisesRegex(UserError, "cannot open"):
            self._as(request, "sales_head").action_delegate(self.users["hr"].id)

    def test_a_reviewer_who_has_left_is_replaced_by_the_superior(self):
        """B6: a person in the settings who is no longer active does not block the chain."""
        self._employee("sales_head", self._employee("department_head"))
        self.users["sales_head"].active = False
        request = self._submit()
        self.assertEqual(request.approval_current_step_id.sudo().approver_ids, self.users["department_head"])

    def test_what_waits_for_me(self):
        """B2, M5: everybody finds what they may decide, and nothing else."""
        step = self.env["hotel.approval.step"]
        request = self._submit("finance")
        self._approve(request, "sales_head")
        expected = {"finance": 0, "finance_head": 1, "gm": 0, "nobody": 0, "sales_head": 0, "stranger": 0}
        for role, count in expected.items():
            with self.subTest(role=role):
                waiting = self._as(step, role).get_waiting_for_me()
                self.assertEqual(waiting["count"], count)
                self.assertEqual(len(self._as(step, role).search([("waiting_for_me", "=", True)])), count)
                requests = self._as(self.env["hotel.test.request"], role)
                self.assertEqual(len(requests.search([("can_approve", "=", True)])), count)
        document = self._as(step, "finance_head").get_waiting_for_me()["documents"][0]
        self.assertEqual((document["model"], document["id"], document["name"]), (request._name, request.id, "Request"))
        self.assertEqual((document["role"], document["requested_by"], document["late"]), ("Finance", "Finance", False))

    def test_a_list_shows_who_may_decide_without_asking_for_each_document(self):
        """M5: what the buttons of a hundred documents need takes as many queries as those of one."""
        requests = self._as(self.env["hotel.test.request"], "sales_head")
        ids = [self._submit(name=f"Request {number}").id for number in range(6)]
        names = ["can_submit", "can_approve", "can_delegate", "can_withdraw", "approval_approver_names"]
        counts = []
        for some in (ids[:1], ids):
            self.env.invalidate_all()
            requests.browse(some).read(names)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = requests.browse(some).read(names)
            counts.append(self.env.cr.sql_log_count - before)
            self.assertTrue(all(row["can_approve"] for row in rows))
        self.assertEqual(counts[0], counts[1])

    def test_the_dialog_decides_with_the_rights_of_its_user(self):
        """B5, B6: approve, send back and delegate by the dialog."""
        request = self._submit()
        self._dialog(request, "sales_head", "delegate", user_id=self.users["hr"].id, comment="busy")
        self._dialog(request, "hr", "approve", comment="fine")
        self.assertEqual(request.sudo().approval_step_ids[0].comment, "fine")
        self._dialog(request, "finance", "reject", comment="too much")
        self.assertEqual(request.approval_state, "rejected")
        request.action_submit()
        self._dialog(request, "sales", "withdraw", comment="not needed")
        self.assertEqual(request.approval_state, "cancelled")

    def test_the_dialog_offers_who_may_decide(self):
        """B6: who submitted and who decided are not offered."""
        request = self._submit()
        self._approve(request, "sales_head")
        action = self._as(request, "finance").action_open_delegate()
        wizard = self._as(self.env[action["res_model"]], "finance").with_context(**action["context"]).new()
        offered = wizard.candidate_ids._origin
        self.assertIn(self.users["hr"], offered)
        for role in ("sales", "sales_head", "stranger"):
            self.assertNotIn(self.users[role], offered)

    def _dialog(self, request, role, decision, **vals):
        action = getattr(self._as(request, role), f"action_open_{decision}")()
        dialog = self._as(self.env[action["res_model"]], role).with_context(**action["context"]).create(vals)
        return dialog.action_confirm()

    def _employee(self, role, manager=None):
        return self.env["hr.employee"].create(
            {
                "name": role,
                "user_id": self.users[role].id,
                "company_id": self.company.id,
                "parent_id": manager.id if manager else False,
            }
        )
